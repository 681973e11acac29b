// Whether a pull or push that is silent is over, and only its own connection too dead to tell: the engine's events say so.
import { familiarName } from '../../image-reference.ts';
import type { Connection } from './connection.ts';
import { readJsonLines } from './json-lines.ts';
import { queryString } from './modem.ts';

export interface TransferInQuestion {
  readonly action: 'pull' | 'push';
  /** With its tag or digest. */
  readonly reference: string;
  /** When it began, by the engine's clock; NaN: not known. Milliseconds since 1970. */
  readonly since: number;
  /** By the engine's clock. */
  readonly now: number;
}

/** Rejects as any request if the engine does not answer. */
export async function hasFinished(
  { transport, quickly }: Connection,
  { action, reference, since, now }: TransferInQuestion,
  signal: AbortSignal,
): Promise<boolean> {
  return quickly(signal, async (abortSignal) => {
    if (Number.isNaN(since)) {
      await transport.text({ method: 'GET', path: '/_ping' }, abortSignal);
      return false;
    }
    const filters = { type: ['image'], event: [action] };
    const query = queryString({ since: seconds(since), until: seconds(now), filters });
    const response = await transport.send({ method: 'GET', path: '/events', query }, abortSignal);
    let isOver = false;
    await readJsonLines(response, transport, abortSignal, ({ Actor }) => {
      const { ID = '' } = (Actor ?? {}) as { ID?: string };
      isOver ||= familiarName(ID) === familiarName(reference);
    });
    return isOver;
  });
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);
