// What programs write into their output for a terminal alone, taken out.

/** Without colours and other control sequences (ECMA-48, CSI and OSC): a document shows them as rubbish. */
export function withoutControlSequences(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character begins what is looked for
  return text.replace(/\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g, '');
}
