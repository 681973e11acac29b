// Words of the file in messages: they may be anything, and a message is one short line.

/** On one line, without control characters, and cut where it is long. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
