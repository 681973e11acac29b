// The types of mounts of a RUN and their options. Source: Docker's Dockerfile reference, "RUN --mount".

import * as l10n from '@vscode/l10n';

export interface MountType {
  readonly name: string;
  readonly text: string;
  /** Names of options, the likely ones first. */
  readonly options: readonly string[];
  /** As a snippet: places to fill in stand between ⟨ and ⟩. */
  readonly snippet: string;
}

export const mountTypes: readonly MountType[] = [
  {
    name: 'cache',
    text: l10n.t(
      'A folder that builds share, for compilers and package managers. Its contents do not end up in the image.',
    ),
    options: ['target', 'id', 'sharing', 'from', 'source', 'readonly', 'mode', 'uid', 'gid'],
    snippet: 'type=cache,target=⟨/root/.cache⟩',
  },
  {
    name: 'bind',
    text: l10n.t('Files from the build context, a stage or an image, without copying them. Changes are discarded.'),
    options: ['source', 'target', 'from', 'readwrite'],
    snippet: 'type=bind,source=⟨package.json⟩,target=⟨package.json⟩',
  },
  {
    name: 'secret',
    text: l10n.t(
      'A secret from docker build --secret, as a file in /run/secrets or as a variable. It is not stored in any layer.',
    ),
    options: ['id', 'target', 'env', 'required', 'mode', 'uid', 'gid'],
    snippet: 'type=secret,id=⟨token⟩',
  },
  {
    name: 'ssh',
    text: l10n.t('The SSH agent or keys from docker build --ssh.'),
    options: ['id', 'target', 'required', 'mode', 'uid', 'gid'],
    snippet: 'type=ssh',
  },
  {
    name: 'tmpfs',
    text: l10n.t('A temporary, initially empty folder in memory.'),
    options: ['target', 'size'],
    snippet: 'type=tmpfs,target=⟨/tmp⟩',
  },
];

export interface MountOptionHelp {
  readonly name: string;
  readonly text: string;
  /** What may stand behind the equals sign, where it is one of few. */
  readonly values?: readonly string[];
  /** It may stand without a value. */
  readonly isSwitch?: true;
}

const options: readonly MountOptionHelp[] = [
  {
    name: 'type',
    text: l10n.t('The type of the mount. Default: bind.'),
    values: mountTypes.map(({ name }) => name),
  },
  { name: 'target', text: l10n.t('The path of the mount. Also: dst, destination.') },
  {
    name: 'source',
    text: l10n.t('The path in the build context, or in the source given by from. Default: its root. Also: src.'),
  },
  {
    name: 'from',
    text: l10n.t('The stage, image or named context to mount from. Default: the build context.'),
  },
  {
    name: 'id',
    text: l10n.t(
      'The ID of the cache, secret or agent. Caches with the same ID are the same cache. Default: the target.',
    ),
  },
  {
    name: 'sharing',
    text: l10n.t(
      'Whether several builds can use the cache at once: shared; locked, one after the other, as apt needs; or private, with a cache each.',
    ),
    values: ['shared', 'locked', 'private'],
  },
  { name: 'readonly', text: l10n.t('Makes the mount read-only. Also: ro.'), isSwitch: true },
  {
    name: 'readwrite',
    text: l10n.t('Lets the command write to the mount. Changes are discarded. Also: rw.'),
    isSwitch: true,
  },
  {
    name: 'required',
    text: l10n.t('The build fails if the secret or agent is missing.'),
    isSwitch: true,
    values: ['true', 'false'],
  },
  {
    name: 'env',
    text: l10n.t('Provides the secret as a variable with this name, and as a file only if target is set.'),
  },
  {
    name: 'mode',
    text: l10n.t('The permissions, as an octal number. Default: 0755 for caches, 0400 for secrets, 0600 for sockets.'),
  },
  { name: 'uid', text: l10n.t('The user ID of the owner. Default: 0.') },
  { name: 'gid', text: l10n.t('The group ID. Default: 0.') },
  { name: 'size', text: l10n.t('The maximum size, in bytes or in the form 64m.') },
];

const otherNames: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
  rw: 'readwrite',
};

/** By any of its names; undefined if there is no such option. */
export function mountOptionHelp(name: string): MountOptionHelp | undefined {
  const wanted = otherNames[name] ?? name;
  return options.find((option) => option.name === wanted);
}
