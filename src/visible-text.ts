// Text of strangers (names, labels, what an engine answers) as it may stand beside our own. A leaf.
// Control characters and those that turn the direction of what follows would change the rest of the row: Unicode's own advice
// is to neutralise them where text is embedded (Unicode Technical Report 36, section 2.2; Standard Annex 9, section 2).

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is made visible
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** With a replacement character for each that cannot be seen; letters of all scripts stay as they are. */
export function visibleText(text: string): string {
  return text.replace(unseen, '�');
}

/** The same for text of several lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleText).join('\n');
}
