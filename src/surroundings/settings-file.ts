// Settings as VS Code writes them: JSON with comments, and with commas behind the last entry.

/** undefined for what is no such text. */
export function parseSettings(text: string): unknown {
  // Texts stay as they are, whatever stands in them.
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/("(?:[^"\\\n]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g, (_, kept: string | undefined) => kept ?? ' ')
    .replace(/("(?:[^"\\\n]|\\.)*")|,(?=\s*[}\]])/g, (_, kept: string | undefined) => kept ?? '');
  try {
    return JSON.parse(plain);
  } catch {
    // Half-typed, or of another program: it says nothing then.
    return undefined;
  }
}
