// What dockerode needs of docker-modem, over our own transport: one function, `dial`.
import { stringify } from 'node:querystring';
import type { ApiRequest, Transport } from './transport.ts';

/** What dockerode passes to `dial`, as far as we call such methods. */
interface DialOptions {
  readonly method: ApiRequest['method'];
  /** With a question mark at its end if `options` go into the query. */
  readonly path: string;
  readonly options?: Record<string, unknown> & { _query?: Record<string, unknown>; _body?: unknown };
  readonly isStream?: boolean;
  readonly abortSignal?: AbortSignal;
}

type DialCallback = (error: unknown, answer?: unknown) => void;

export interface Modem {
  dial(options: DialOptions, callback: DialCallback): void;
}

export function createModem(transport: Transport): Modem {
  async function answer({ method, path, options, isStream, abortSignal }: DialOptions): Promise<unknown> {
    const { abortSignal: _, _query, _body, ...rest } = options ?? {};
    const inQuery = path.endsWith('?');
    const body = _body ?? (inQuery || method === 'GET' ? undefined : rest);
    const request: ApiRequest = {
      method,
      path: inQuery ? path.slice(0, -1) : path,
      query: inQuery ? queryString(_query ?? rest) : undefined,
      body: body === undefined ? undefined : JSON.stringify(body),
    };
    if (isStream) return transport.send(request, abortSignal);
    return parsed(await transport.text(request, abortSignal));
  }

  return {
    dial: (options, callback) => {
      answer(options).then(
        (value) => callback(null, value),
        (error) => callback(error),
      );
    },
  };
}

/** Objects go as JSON, as the API wants its filters. Undefined values are left out. */
export function queryString(values: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return stringify(
    Object.fromEntries(
      entries.map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map(String) : typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
    ),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Some answers are empty or plain words ("OK").
    return text;
  }
}
