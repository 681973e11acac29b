// The line of an ignore file that leaves out one file or folder, and nothing else. Pure.

/** `path`: relative to the context, with `/`. To stand last in its file, since later lines win. */
export function ignoreLineFor(path: string): string {
  const literal = path
    .replace(/[\\*?[\]]/g, '\\$&')
    // A line cannot hold these, nor end with a blank: the pattern for any one character can.
    .replace(/[\r\n]|\s$/g, '?');
  // Otherwise a comment, an exception, or a blank that is dropped. A slash in front would not help: engines take it away,
  // and read what is left as a line once more.
  return /^[#!\s\ufeff]/.test(literal) ? `\\${literal}` : literal;
}

/** The text with that line at its end, which ends with a line end; `end`: the one that the file has. */
export function withIgnoreLine(text: string, line: string, end = '\n'): string {
  return `${text}${text === '' || text.endsWith('\n') ? '' : end}${line}${end}`;
}
