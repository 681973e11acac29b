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
    text: l10n.t('A folder that builds share, for compilers and package managers. What is in it gets into no image.'),
    options: ['target', 'id', 'sharing', 'from', 'source', 'readonly', 'mode', 'uid', 'gid'],
    snippet: 'type=cache,target=⟨/root/.cache⟩',
  },
  {
    name: 'bind',
    text: l10n.t(
      'Files of the build context, a stage or an image, which need not be copied for this command. What is written there is dropped.',
    ),
    options: ['source', 'target', 'from', 'readwrite'],
    snippet: 'type=bind,source=⟨package.json⟩,target=⟨package.json⟩',
  },
  {
    name: 'secret',
    text: l10n.t(
      'A secret of docker build --secret, as a file below /run/secrets or as a variable. It gets into no layer.',
    ),
    options: ['id', 'target', 'env', 'required', 'mode', 'uid', 'gid'],
    snippet: 'type=secret,id=⟨token⟩',
  },
  {
    name: 'ssh',
    text: l10n.t('The SSH agent, or keys, of docker build --ssh.'),
    options: ['id', 'target', 'required', 'mode', 'uid', 'gid'],
    snippet: 'type=ssh',
  },
  {
    name: 'tmpfs',
    text: l10n.t('A folder in memory, empty at first, gone afterwards.'),
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
    text: l10n.t('What is mounted: bind if nothing is said.'),
    values: mountTypes.map(({ name }) => name),
  },
  { name: 'target', text: l10n.t('Where it is mounted. The names dst and destination mean the same.') },
  {
    name: 'source',
    text: l10n.t(
      'The path in the build context, or in what from names; all of it if nothing is said. The name src means the same.',
    ),
  },
  {
    name: 'from',
    text: l10n.t('The stage, image or named context that it comes from; the build context if nothing is said.'),
  },
  {
    name: 'id',
    text: l10n.t(
      'The name of the cache, secret or agent. Caches of one name are one; the target is the name if nothing is said.',
    ),
  },
  {
    name: 'sharing',
    text: l10n.t(
      'Whether several builds may use the cache at once: shared, one after the other (locked, as apt needs it), or each with its own (private).',
    ),
    values: ['shared', 'locked', 'private'],
  },
  { name: 'readonly', text: l10n.t('Nothing can be written there. The name ro means the same.'), isSwitch: true },
  {
    name: 'readwrite',
    text: l10n.t('The command may write there; what it wrote is dropped. The name rw means the same.'),
    isSwitch: true,
  },
  {
    name: 'required',
    text: l10n.t('The build fails if there is no such secret or agent.'),
    isSwitch: true,
    values: ['true', 'false'],
  },
  { name: 'env', text: l10n.t('The secret becomes a variable of this name, and a file only if target says so.') },
  {
    name: 'mode',
    text: l10n.t(
      'The permissions, as an octal number: 0755 for caches, 0400 for secrets, 0600 for sockets if nothing is said.',
    ),
  },
  { name: 'uid', text: l10n.t('The owner’s number; 0 if nothing is said.') },
  { name: 'gid', text: l10n.t('The group’s number; 0 if nothing is said.') },
  { name: 'size', text: l10n.t('How large it may become, in bytes or as in 64m.') },
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
