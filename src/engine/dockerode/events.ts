// The engine's own news. One long answer, a JSON object per event; quiet as long as nothing happens.

import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import type { Engine, EngineEvent } from '../engine.ts';
import type { Connection } from './connection.ts';
import { readJsonLines } from './json-lines.ts';
import { createMissedEvents } from './missed-events.ts';

/** What all engines send; `status`, `id` and `from` are older duplicates that newer ones leave out. */
interface ApiEvent {
  readonly Type?: string;
  readonly Action?: string;
  readonly Actor?: { readonly ID?: string; readonly Attributes?: Record<string, string> | null };
}

export async function followEvents(
  { words, transport, quickly, heartbeat }: Connection,
  onEvent: (event: EngineEvent) => void,
  onConnected: () => void,
  signal: AbortSignal,
): ReturnType<Engine['events']> {
  const broken = new AbortController();
  const abort = () => broken.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  let leave = () => {};
  try {
    signal.throwIfAborted();
    transport.renew();
    // Only the headers are due soon; `broken` ends the body.
    const response = await quickly(signal, (deadline) => {
      deadline.addEventListener('abort', () => broken.abort(deadline.reason), { once: true });
      return transport.send({ method: 'GET', path: '/events' }, broken.signal);
    });
    const missed = createMissedEvents(transport, words, response.headers.date);
    leave = heartbeat.join({ isPassive: true, probe: missed.probe, onLost: (error) => broken.abort(error) });
    onConnected();
    await readJsonLines(response, transport, broken.signal, (value, line) => {
      const event = eventOf(value, line);
      if (!event) return;
      missed.note(event);
      onEvent(event);
    });
    // An engine that shuts down ends the answer in good order.
    throw new EngineError(
      'connection-lost',
      l10n.t('The engine at {0} stopped or restarted. Longshore keeps trying until it answers.', words),
    );
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    leave();
    signal.removeEventListener('abort', abort);
  }
}

function eventOf(value: ApiEvent, line: string): EngineEvent | undefined {
  const { Type, Action, Actor } = value;
  // As a number it would be inexact.
  const timeNano = /"timeNano":\s*(\d+)/.exec(line)?.[1] ?? '';
  if (Type === undefined || Action === undefined) return undefined;
  const { ID: id = '', Attributes: attributes } = Actor ?? {};
  // Podman tells of a network by the container that joins or leaves it, and names the network.
  const isPodmans = Type === 'network' && attributes?.network !== undefined && /^(?:dis)?connect$/.test(Action);
  return {
    type: Type,
    action: Action,
    id,
    timeNano,
    attributes: { ...attributes, ...(isPodmans && { container: id }) },
  };
}
