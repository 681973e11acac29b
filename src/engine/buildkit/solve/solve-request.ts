// A build as BuildKit's own API wants it, for what the engine's API has no field for. Pure encoding.
// Source: github.com/moby/buildkit, api/services/control/control.proto; the options are those of frontend/dockerui.
import type { BuildRequest } from '../../build-api.ts';
import { contextOptions } from '../named-contexts.ts';
import { readProtobuf, textField } from '../protobuf.ts';
import { type FieldToWrite, writeProtobuf } from '../protobuf-writer.ts';

export interface SolveWay {
  /** By which its progress is asked for. */
  readonly buildId: string;
  /** Of the session. */
  readonly session: string;
  /** The Dockerfile's name in its folder. */
  readonly dockerfile: string;
  /** What `host-gateway` stands for. */
  readonly hostGateway: string | undefined;
}

/** `SolveRequest`. */
export function solveRequest(request: BuildRequest, way: SolveWay): Buffer {
  const { tags, cacheFrom = [], networkMode } = request;
  const image = cacheFrom.map((reference): FieldToWrite => {
    const source = [[1, 'registry'], ...pairs(2, [['ref', reference]])] satisfies FieldToWrite[];
    return [5, writeProtobuf(...source)];
  });
  return writeProtobuf(
    [1, way.buildId],
    // The engine's own exporter: into its store, under these names.
    [3, 'moby'],
    ...pairs(4, [['name', tags.join(',')]]),
    [5, way.session],
    [6, 'dockerfile.v0'],
    ...pairs(7, frontendOptions(request, way)),
    [8, writeProtobuf(...image)],
    ...(networkMode === 'host' ? ([[9, 'network.host']] satisfies FieldToWrite[]) : []),
  );
}

/** `StatusRequest`. */
export function statusRequest(buildId: string): Buffer {
  return writeProtobuf([1, buildId]);
}

/** The id of the image, of a `SolveResponse`. */
export function imageIdOf(response: Uint8Array): string | undefined {
  return mapField(response, 1).get('containerimage.digest');
}

/** What `host-gateway` is to the engine's steps, of a `ListWorkersResponse`; undefined: it does not say. */
export function hostGatewayOf(response: Uint8Array): string | undefined {
  for (const { number, value } of readProtobuf(response)) {
    if (number !== 1 || typeof value === 'number') continue;
    const address = mapField(value, 2).get('org.mobyproject.buildkit.worker.moby.host-gateway-ip');
    if (address) return address;
  }
  return undefined;
}

const networkModes: Readonly<Record<string, string>> = { default: 'sandbox', none: 'none', host: 'host' };

function frontendOptions(request: BuildRequest, way: SolveWay): [string, string][] {
  const { target, buildArgs = {}, labels = {}, platform, networkMode, extraHosts = [], shmSize } = request;
  const prefixed = (prefix: string, values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]): [string, string] => [`${prefix}:${name}`, value]);
  const maybe = (name: string, value: string | undefined): [string, string][] => (value ? [[name, value]] : []);
  return [
    ['filename', way.dockerfile],
    // A frontend that does not know them says so, and does not take the names for those of images.
    ['frontend.caps', 'moby.buildkit.frontend.contexts'],
    ...contextOptions(request.namedContexts ?? {}),
    ...maybe('target', target),
    ...prefixed('build-arg', buildArgs),
    ...prefixed('label', labels),
    ...maybe('platform', platform),
    ...(request.noCache ? ([['no-cache', '']] satisfies [string, string][]) : []),
    ['image-resolve-mode', request.pull ? 'pull' : 'default'],
    ...maybe('force-network-mode', networkMode === undefined ? undefined : networkModes[networkMode]),
    ...maybe('add-hosts', extraHosts.map((host) => hostEntry(host, way.hostGateway)).join(',')),
    ...maybe('shm-size', shmSize === undefined ? undefined : String(shmSize)),
  ];
}

/** `db:10.0.0.5` → `db=10.0.0.5` */
function hostEntry(entry: string, hostGateway: string | undefined): string {
  const [, name = '', address = ''] = /^([^:=]+)[:=]\[?(.*?)\]?$/.exec(entry) ?? [];
  return `${name}=${address === 'host-gateway' ? (hostGateway ?? address) : address}`;
}

/** `map<string, string>`. Empty values stay: an option may be one that is only there or not. */
function pairs(number: number, entries: readonly (readonly [string, string])[]): FieldToWrite[] {
  return entries.map(([name, value]) => [number, writeProtobuf([1, name], [2, value])]);
}

function mapField(bytes: Uint8Array, wanted: number): Map<string, string> {
  const found = new Map<string, string>();
  for (const { number, value } of readProtobuf(bytes)) {
    if (number === wanted && typeof value !== 'number') found.set(textField(value, 1), textField(value, 2));
  }
  return found;
}
