// From the API's container JSON to our models. Pure; tolerant, since Docker 20.10 to 28 and Podman fill the same fields
// differently (null for empty lists, other state words, several names).
import type { Port as ApiPort, ContainerInfo } from 'dockerode';
import { shortName } from '../../image-reference.ts';
import type { Container, ContainerState, FileChange, Port } from '../container-api.ts';
import { listField, numberField, textField, textsField } from './answered-list.ts';
import { readStatus } from './container-status.ts';

const states: Readonly<Record<string, ContainerState>> = {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  dead: 'dead',
  // Podman's own.
  configured: 'created',
  initialized: 'created',
  stopping: 'running',
  stopped: 'exited',
};

export function containerState(word: string | undefined): ContainerState {
  return states[word?.toLowerCase() ?? ''] ?? 'dead';
}

/** `readAt`: milliseconds since 1970; ages are told in words, as of then. */
export function containerOf(info: ContainerInfo, readAt: number): Container {
  const names = listField(info.Names).filter((each) => typeof each === 'string');
  // Legacy links add names with two slashes (`/web/db`).
  const name = names.find((candidate) => candidate.lastIndexOf('/') <= 0) ?? names[0] ?? info.Id.slice(0, 12);
  return {
    id: info.Id,
    name: name.replace(/^\//, ''),
    image: shortName(textField(info.Image)),
    imageId: textField(info.ImageID),
    command: textField(info.Command),
    state: containerState(textField(info.State)),
    ...readStatus(textField(info.Status), readAt),
    createdAt: numberField(info.Created) * 1000,
    ports: listField(info.Ports).map(portOf),
    labels: textsField(info.Labels),
    networks: Object.keys(info.NetworkSettings?.Networks ?? {}),
    volumes: listField(info.Mounts).flatMap(({ Type, Name }) => (Type === 'volume' && Name ? [Name] : [])),
  };
}

function portOf({ PrivatePort, PublicPort, IP, Type }: ApiPort): Port {
  return {
    privatePort: PrivatePort,
    publicPort: PublicPort || undefined,
    address: IP || undefined,
    protocol: protocolOf(Type),
  };
}

export function protocolOf(word: string | undefined): Port['protocol'] {
  return word === 'udp' || word === 'sctp' ? word : 'tcp';
}

/** `docker diff`: the API numbers the kinds; null is none. */
export function changesOf(entries: readonly { Path: string; Kind: number }[] | null): FileChange[] {
  const kinds = ['changed', 'added', 'deleted'] as const;
  return (entries ?? []).map(({ Path, Kind }) => ({ path: Path, kind: kinds[Kind] ?? 'changed' }));
}
