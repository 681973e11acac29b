// Whether the connection that brings the events still brings them: a network in between may have forgotten it while new
// connections work. The engine is asked for the events of the time since the last one that came; there should be none.
// Source: `since` and `until` of GET /events, docs.docker.com/reference/api/engine.

import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import type { EngineEvent } from '../engine.ts';
import type { Probe } from './heartbeat.ts';
import { readJsonLines } from './json-lines.ts';
import { queryString } from './modem.ts';
import type { Transport } from './transport.ts';

export interface MissedEvents {
  /** An event that came over the connection. */
  note(event: EngineEvent): void;
  /** Rejects with `connection-lost` if one did not come, and as any request if the engine does not answer. */
  readonly probe: Probe;
}

/** Milliseconds to which the engine's clock is known: headers name whole seconds. */
const precision = 1000;

/** `connectedAt`: the `Date` header of the answer that began the events, which is of the engine's own clock. */
export function createMissedEvents(transport: Transport, words: string, connectedAt: string | undefined): MissedEvents {
  const begun = performance.now();
  const connected = Date.parse(connectedAt ?? '');
  let last = BigInt(Number.isNaN(connected) ? 0 : connected + precision) * 1_000_000n;
  return {
    note: ({ timeNano }) => {
      const time = /^\d+$/.test(timeNano) ? BigInt(timeNano) : 0n;
      if (time > last) last = time;
    },
    probe: async (signal) => {
      const until = BigInt(Math.floor(connected + performance.now() - begun)) * 1_000_000n;
      if (Number.isNaN(connected) || until <= last) return transport.text({ method: 'GET', path: '/_ping' }, signal);
      const query = queryString({ since: apiTime(last + 1n), until: apiTime(until) });
      const response = await transport.send({ method: 'GET', path: '/events', query }, signal);
      const known = last;
      let hasMissed = false;
      await readJsonLines(response, transport, signal, (_value, line) => {
        const time = BigInt(/"timeNano":\s*(\d+)/.exec(line)?.[1] ?? 0);
        hasMissed ||= time > known && time > last;
      });
      if (hasMissed)
        throw new EngineError(
          'connection-lost',
          l10n.t('No more events arrive from {0}. Longshore subscribes again.', words),
        );
    },
  };
}

/** Seconds since 1970 with nine decimals. */
function apiTime(nanoseconds: bigint): string {
  return `${nanoseconds / 1_000_000_000n}.${String(nanoseconds % 1_000_000_000n).padStart(9, '0')}`;
}
