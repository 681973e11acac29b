// What every part of the adapter is given: dockerode for plain calls, the transport for raw ones, and how long to wait.
import Docker from 'dockerode';
import { defaultDetachKeys } from '../detach-keys.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { withDeadline, withHeartbeat } from './deadline.ts';
import { createModem } from './modem.ts';
import { createTransport, type Transport } from './transport.ts';

export interface Connection {
  readonly endpoint: Endpoint;
  readonly words: string;
  readonly docker: Docker;
  readonly transport: Transport;
  /** The keys that leave an attached terminal: `ctrl-p,ctrl-q`. */
  detachKeys(): string;
  /** For what an engine answers at once: a silent engine counts as unreachable. */
  quickly<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** For what may take its time (stopping a container): ends only when the engine itself falls silent. */
  patiently<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export interface Patience {
  /** Milliseconds. */
  readonly quick: number;
  /** Milliseconds between two heartbeats. */
  readonly heartbeat: number;
}

const usualPatience: Patience = { quick: 5000, heartbeat: 5000 };

export function createConnection(
  endpoint: Endpoint,
  patience: Patience = usualPatience,
  detachKeys: () => string = () => defaultDetachKeys,
): Connection {
  const transport = createTransport(endpoint);
  const { words } = endpoint;
  // The types say that `modem` is docker-modem's class; of that, dockerode uses `dial`.
  const docker = new Docker({ modem: createModem(transport) } as unknown as Docker.DockerOptions);
  const quickly: Connection['quickly'] = (signal, work) => withDeadline(patience.quick, words, signal, work);
  return {
    endpoint,
    words,
    docker,
    transport,
    detachKeys,
    quickly,
    patiently: (signal, work) =>
      withHeartbeat(
        patience.heartbeat,
        (alive) => quickly(alive, (abortSignal) => transport.text({ method: 'GET', path: '/_ping' }, abortSignal)),
        signal,
        work,
      ),
  };
}
