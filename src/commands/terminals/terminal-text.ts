// Text for a terminal: colours by the theme's own palette, and line ends that a terminal wants.
import { withoutControlSequences } from '../text/control-sequences.ts';

const colour = (code: number) => (text: string) => (text === '' ? '' : `\x1b[${code}m${text}\x1b[0m`);

export const bold = colour(1);
export const dim = colour(2);
export const red = colour(31);
export const green = colour(32);
export const yellow = colour(33);
export const cyan = colour(36);

/** Back to the start of the line, and the line empty (ECMA-48: EL). */
export const clearLine = '\r\x1b[K';

/** `\n` alone moves a terminal's cursor down but not to the left. */
export function screenLines(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

/**
 * Shows text of unknown origin as one harmless line: control characters (which could move the cursor, change the
 * title or hide text) become visible.
 */
export function plainLine(text: string): string {
  return text.replace(controlCharacters, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for (C0 without tab, DEL, C1)
const controlCharacters = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g;

/** What a program wrote, where there are no colours: in a hover, a problem, a document. */
export function plainOutput(line: string): string {
  return plainLine(lastWritten(withoutControlSequences(line)));
}

/** What is left of a line that was written over again and again, as progress bars do. */
export function lastWritten(line: string): string {
  return line.includes('\r') ? (line.split('\r').findLast((part) => part !== '') ?? '') : line;
}
