// Which images were pulled lately, from the events that an engine keeps: some hundreds, of all kinds.
import type { Connection } from './connection.ts';
import { readJsonLines } from './json-lines.ts';
import { queryString } from './modem.ts';

/** Milliseconds: the engine's clock, as answers have it, knows no parts of a second, and this one may be under way. */
const second = 1000;

interface PullEvent {
  readonly Actor?: { readonly ID?: string; readonly Attributes?: { readonly name?: string } | null };
}

export function pulledNames({ transport, patiently }: Connection, signal?: AbortSignal): Promise<readonly string[]> {
  return patiently(signal, async (abortSignal) => {
    // An end that the engine's own clock has not reached yet would be waited for.
    const ping = await transport.send({ method: 'GET', path: '/_ping' }, abortSignal);
    ping.resume();
    const until = (Date.parse(ping.headers.date ?? '') || Date.now()) + second;
    const filters = { type: ['image'], event: ['pull'] };
    const query = queryString({ since: 0, until: until / second, filters });
    const names = new Set<string>();
    const response = await transport.send({ method: 'GET', path: '/events', query }, abortSignal);
    await readJsonLines(response, transport, abortSignal, ({ Actor }: PullEvent) => {
      // Podman's id is that of the image.
      const name = /^(?:sha256:)?[0-9a-f]{64}$/.test(Actor?.ID ?? '') ? Actor?.Attributes?.name : Actor?.ID;
      if (name) names.add(name);
    });
    return [...names];
  });
}
