// What the names of files tell of them.

const archive = /\.(?:tar(?:\.(?:bz2|gz|lz|lzma|xz|zst|Z))?|t(?:b2|bz2?|gz|lz|pz|xz|zst|Z)|bz2|gz|lz|lzma|xz|zst|Z)$/;

/** What ADD unpacks, as far as the name tells. A zip file is none: ADD copies it as it is. */
export function isArchive(name: string): boolean {
  return archive.test(name);
}

/** An address from which ADD fetches, or a Git repository. */
export function isRemote(source: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^[\w.-]+@[\w.-]+:/i.test(source);
}

/** What stands behind the last slash, also that of Windows. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
