// What engines say of networks and volumes.
import * as l10n from '@vscode/l10n';
import { shortIds } from './presentable.ts';
import { named, table } from './sentence.ts';

export const networkAndVolumeSentences = table(() => [
  {
    id: 'no-such-network-or-volume',
    pattern: /(?:^|: )no such (network|volume):? ?(\S*)/i,
    kind: 'not-found',
    say: (match) => goneWords(match[1]?.toLowerCase() ?? '', shortIds(match[2] ?? '')),
    source: ['moby/moby daemon/volume/service/errors.go', 'containers/podman libpod/define/errors.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'volume-used',
    pattern: /(?:^|: )volume is in use|(?:^|: )volume (\S+) is being used/i,
    kind: 'conflict',
    say: l10n.t('A container uses the volume, even if it is stopped. Remove that container first.'),
    source: ['moby/moby daemon/volume/service/errors.go', 'containers/podman libpod/runtime_volume_common.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'network-used',
    pattern: /\bhas active endpoints\b|: network is being used/i,
    kind: 'conflict',
    say: l10n.t('Containers are connected to the network. Stop or remove them first.'),
    source: ['moby/moby daemon/libnetwork/error.go', 'containers/podman libpod/define/errors.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'network-of-engine',
    pattern: /\bis a pre-?defined network\b|^default network \S+ cannot be removed/i,
    kind: 'conflict',
    say: l10n.t('This is one of the engine’s own networks and cannot be removed.'),
    source: ['moby/moby daemon/network.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'network-name-taken',
    pattern: /(?:^|: )network with name (\S+) already exists|(?:^|: )network name (\S+) already used/i,
    kind: 'name-in-use',
    say: (match) => l10n.t('The network "{0}" already exists. Choose another name.', named(match) ?? ''),
    source: [
      'moby/moby daemon/libnetwork/error.go',
      'containers/podman vendor/go.podman.io/common/libnetwork/types/define.go',
    ],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'network-not-found',
    pattern: /(?:^|: )network (\S+) not found/i,
    kind: 'not-found',
    say: (match) => goneWords('network', shortIds(match[1] ?? '')),
    source: ['moby/moby daemon/libnetwork/error.go'],
    engines: 'Docker 20.10 to 29',
  },
]);

function goneWords(kind: string, name: string): string {
  if (kind === 'network') {
    return name === '' ? l10n.t('That network no longer exists.') : l10n.t('The network "{0}" no longer exists.', name);
  }
  return name === '' ? l10n.t('That volume no longer exists.') : l10n.t('The volume "{0}" no longer exists.', name);
}
