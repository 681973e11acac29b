// Stands before a registry and lets everything through, but for the requests for which a test chooses a fault: what bad
// networks, dying registries and other programs on the same port do.
import { type IncomingMessage, request as open, type ServerResponse } from 'node:http';
import { startWebServer, type WebServer } from './web-server.ts';

export type Fault =
  /** The connection is closed after so many bytes of the answer's body, or before its beginning. */
  | { readonly kind: 'cut'; readonly after?: number }
  /** The connection is closed in the middle of what is sent. */
  | { readonly kind: 'cut-request' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** No answer, and what is sent is read slowly; `onEnd` is called when the asker hangs up. */
  | { readonly kind: 'silence'; readonly onEnd?: () => void }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Bytes that are no HTTP. */
  | { readonly kind: 'garbage' };

export interface FaultProxy extends WebServer {
  /** Asked for each request; undefined: it passes. */
  choose: (request: { readonly method: string; readonly url: string }) => Fault | undefined;
}

export async function openFaultProxy(registryHost: string): Promise<FaultProxy> {
  const state: Pick<FaultProxy, 'choose'> = { choose: () => undefined };
  const server = await startWebServer((asked, answer) => {
    const fault = state.choose({ method: asked.method ?? '', url: asked.url ?? '' });
    switch (fault?.kind) {
      case undefined:
        return pass(registryHost, asked, answer);
      case 'cut':
        return fault.after === undefined ? answer.destroy() : pass(registryHost, asked, answer, fault.after);
      case 'cut-request':
        return asked.once('data', () => answer.destroy());
      case 'delay':
        return setTimeout(() => pass(registryHost, asked, answer), fault.milliseconds);
      case 'silence':
        if (fault.onEnd) answer.once('close', fault.onEnd);
        // Some megabytes a second. Read at once, the asker would be done, and Docker 20.10 then waits whatever becomes of the push.
        return asked.on('data', () => {
          asked.pause();
          setTimeout(() => asked.resume(), 20);
        });
      case 'garbage':
        return answer.socket?.end('\0\u0001 I am no registry \r\n\r\n');
      case 'status':
        asked.resume();
        answer.writeHead(fault.status, fault.headers);
        return answer.end(fault.body);
    }
  });
  return Object.assign(state, server);
}

/** `most`: bytes of the answer's body before the connection is closed. */
function pass(
  registryHost: string,
  asked: IncomingMessage,
  answer: ServerResponse,
  most = Number.POSITIVE_INFINITY,
): void {
  const [hostname, port] = registryHost.split(':');
  // With the Host header as it was sent: the registry's own links then lead through here again.
  const passed = open({ hostname, port, method: asked.method, path: asked.url, headers: asked.headers, agent: false });
  passed.once('response', (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    let left = most;
    response.on('data', (chunk: Buffer) => {
      const part = chunk.subarray(0, left);
      left -= part.length;
      const goesOn = answer.write(part, () => left <= 0 && answer.destroy());
      if (goesOn) return;
      response.pause();
      answer.once('drain', () => response.resume());
    });
    response.once('end', () => answer.end());
    response.on('error', () => answer.destroy());
    if (left === 0) answer.destroy();
  });
  passed.on('error', () => answer.destroy());
  asked.once('close', () => asked.complete || passed.destroy());
  answer.once('close', () => passed.destroy());
  asked.pipe(passed);
}
