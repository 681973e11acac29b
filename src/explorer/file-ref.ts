// Which file of which container or volume a row stands for, as the one string that an object's id is.

/** A container by its whole id, a volume by its name. */
export interface FileTop {
  readonly kind: 'container' | 'volume';
  readonly id: string;
}

export interface FileRef {
  readonly top: FileTop;
  /** Absolute, as in the container or volume. */
  readonly path: string;
}

/** `volume:data:/sub/file`. No id of a container and no name of a volume has a colon. */
export const fileId = ({ top, path }: FileRef): string => `${top.kind}:${top.id}:${path}`;

/** A volume's own row stands for its root folder: its id is the name alone. */
export function fileRefOf(id: string): FileRef {
  const match = /^(container|volume):([^:]+):(\/[\s\S]*)$/.exec(id);
  if (!match) return { top: { kind: 'volume', id }, path: '/' };
  return { top: { kind: match[1] as FileTop['kind'], id: String(match[2]) }, path: String(match[3]) };
}
