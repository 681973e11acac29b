// Whether Git ignores a file that is not there: then it is one that people or programs make. Of gitignore's language what is
// common; `!` lines are not looked at, since such a file is there sometimes, too.

/** `texts`: of .gitignore files, by the path of their folder (`''`, `api`); `path`: relative to the same root. */
export function isGitIgnored(texts: ReadonlyMap<string, string>, path: string): boolean {
  for (const [folder, text] of texts) {
    if (folder !== '' && !path.startsWith(`${folder}/`)) continue;
    const parts = (folder === '' ? path : path.slice(folder.length + 1)).split('/');
    const patterns = text.split(/\r?\n/).flatMap((line) => patternOf(line) ?? []);
    for (let depth = 1; depth <= parts.length; depth++) {
      const part = parts.slice(0, depth).join('/');
      if (patterns.some((pattern) => pattern.test(part))) return true;
    }
  }
  return false;
}

function patternOf(line: string): RegExp | undefined {
  const text = line.trim().replace(/\/+$/, '');
  if (text === '' || text.startsWith('#') || text.startsWith('!') || text.length > 200) return undefined;
  const isAnchored = text.includes('/');
  const body = text
    .replace(/^\/+/, '')
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*{2,}\/?|\*|\?/g, (sign) => (sign.startsWith('**') ? '.*' : sign === '*' ? '[^/]*' : '[^/]'));
  try {
    return new RegExp(`${isAnchored ? '^' : '(?:^|/)'}${body}$`);
  } catch {
    // A bracket that is left open, or a range that is none: Git takes such a line for no pattern, too.
    return undefined;
  }
}
