// `-v`: SOURCE:/PATH:MODES, with a named volume, a path of the engine's machine or nothing as its source.

import * as l10n from '@vscode/l10n';

export interface VolumeValue {
  /** Empty: a volume without a name. */
  readonly source: string;
  readonly destination: string;
  /** `ro`, `z`, `cached` … */
  readonly modes: readonly string[];
}

/** moby, volume/mounts/linux_parser.go; `U` is Podman's. */
const knownModes = new Set(
  'ro rw z Z nocopy consistent cached delegated shared slave private rshared rslave rprivate U'.split(' '),
);

/** A drive's letter has a colon that separates nothing: `C:\code:/src`, `data:D:\db`. */
const part = String.raw`(?:[A-Za-z]:[\\/][^:]*|[^:]*)`;
const shape = new RegExp(`^(${part})(?::(${part}))?(?::([^:\\\\/]*))?$`);

export function parseVolume(text: string): VolumeValue | { readonly wrong: string } {
  const [, first = '', second, third] = shape.exec(text) ?? [];
  const destination = second ?? first;
  const source = second === undefined ? '' : first;
  const modes = third === undefined ? [] : third.split(',');
  if (!isAbsolute(destination) || (second !== undefined && source === '')) {
    return {
      wrong: l10n.t('"{0}" is not a mount. Use SOURCE:/PATH or SOURCE:/PATH:ro, for example data:/var/lib/db.', text),
    };
  }
  const unknown = modes.find((mode) => !knownModes.has(mode));
  if (unknown !== undefined) {
    return {
      wrong: l10n.t('"{0}" is not a mount mode. Use ro, z, Z, cached and others, separated by commas.', unknown),
    };
  }
  if (source !== '' && !isPath(source) && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(source)) {
    return {
      wrong: l10n.t('"{0}" is neither a path (/home/me/code, ./code, ~/code) nor a volume name.', source),
    };
  }
  return { source, destination, modes };
}

export const wrongVolume = (text: string): string | undefined => {
  const volume = parseVolume(text);
  return 'wrong' in volume ? volume.wrong : undefined;
};

const isAbsolute = (path: string) => /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(path);

/** Whether it is a place on a disk, not a volume's name. */
export const isPath = (source: string): boolean =>
  isAbsolute(source) || source.startsWith('.') || /^~(?:[\\/]|$)/.test(source) || source.startsWith('${');
