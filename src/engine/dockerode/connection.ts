// What every part of the adapter is given: dockerode for plain calls, the transport for raw ones, and how long to wait.
import * as l10n from '@vscode/l10n';
import Docker from 'dockerode';
import { realClock } from '../../clock.ts';
import { EngineError, isEngineError } from '../../errors.ts';
import type { Environment } from '../../programs.ts';
import { type SilenceParts, type SilenceWatch, watchSilence } from '../../silence.ts';
import { defaultDetachKeys } from '../detach-keys.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import { type OnSlow, withDeadline } from './deadline.ts';
import { createHeartbeat, type Heartbeat, whileAlive } from './heartbeat.ts';
import { createModem } from './modem.ts';
import { createPatience, type PatienceSettings, usualPatience } from './patience.ts';
import { createTransport, type Transport } from './transport.ts';
import { createTurns } from './turns.ts';

export interface Connection {
  readonly endpoint: Endpoint;
  readonly words: string;
  readonly docker: Docker;
  readonly transport: Transport;
  /** Whoever has a stream open joins it. */
  readonly heartbeat: Heartbeat;
  /** Watches one stream that may be dead while the engine answers; whoever has it says how that shows. `times`: more often. */
  watchStream(stream: Pick<SilenceParts, 'hasMissed' | 'onDead'>, times?: number): SilenceWatch;
  /** Of the programs that are run. */
  readonly environment: Environment;
  /** The keys that leave an attached terminal: `ctrl-p,ctrl-q`. */
  detachKeys(): string;
  /** For what an engine answers at once: a silent engine counts as unreachable. */
  quickly<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** For what may take its time (stopping a container): ends only when the engine itself falls silent. */
  patiently<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** What a connection may be told beside its endpoint. */
export interface ConnectionOptions {
  readonly patience?: Partial<PatienceSettings>;
  readonly detachKeys?: () => string;
  readonly onSlow?: OnSlow;
  /** Of the programs that are run (ssh, buildx); ours if absent. */
  readonly environment?: Environment;
}

export function createConnection(
  endpoint: Endpoint,
  {
    patience: asked = {},
    detachKeys = () => defaultDetachKeys,
    onSlow = () => () => {},
    environment = process.env,
  }: ConnectionOptions = {},
): Connection {
  const transport = createTransport(endpoint, environment);
  const { words } = endpoint;
  const settings = { ...usualPatience, ...asked };
  const patience = createPatience(settings);
  const turns = createTurns(transport.mostAtOnce);
  // The types say that `modem` is docker-modem's class; of that, dockerode uses `dial`.
  const docker = new Docker({ modem: createModem(transport) } as unknown as Docker.DockerOptions);

  async function inTime<T>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
    isPing = false,
  ): Promise<T> {
    const begun = performance.now();
    const deadline = { limit: patience.limit(), slow: settings.slow, onSlow, words };
    const answer = await withDeadline(deadline, signal, (abortSignal) =>
      isPing ? work(abortSignal) : turns.take(abortSignal, () => work(abortSignal)),
    );
    patience.answered(performance.now() - begun, isPing);
    return answer;
  }

  const heartbeat = createHeartbeat({
    silence: settings.silence,
    ping: (signal) => transport.text({ method: 'GET', path: '/_ping' }, signal),
    inTime: (signal, probe) => {
      transport.renew();
      return inTime(signal, probe, true);
    },
    heard: transport.heard,
    // Sockets of this machine sleep and wake with it.
    afterSleep:
      endpoint.address.kind === 'socket'
        ? undefined
        : () =>
            new EngineError(
              'connection-lost',
              l10n.t('The connection to {0} was lost while this machine was asleep.', words),
            ),
  });
  return {
    endpoint,
    words,
    docker,
    transport,
    heartbeat,
    watchStream: ({ hasMissed, onDead }, times = 1) =>
      watchSilence({
        clock: realClock,
        after: settings.unheard / times,
        hasMissed: (silentFor, signal) => {
          // Connections that wait for the next request may be as dead.
          transport.renew();
          return hasMissed(silentFor, signal);
        },
        onDead,
      }),
    detachKeys,
    environment,
    quickly: async (signal, work) => {
      try {
        return await inTime(signal, work);
      } catch (error) {
        // Whoever else depends on the engine should know it now, and not at the next heartbeat.
        if (isEngineError(error, 'unreachable') || isEngineError(error, 'connection-lost')) {
          transport.renew();
          heartbeat.ask();
        }
        throw error;
      }
    },
    patiently: (signal, work) => whileAlive(heartbeat, signal, work),
  };
}
