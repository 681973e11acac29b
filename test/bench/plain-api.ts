// The engine's API by Node's own http, with nothing of the extension in between: the rival of what is measured, and the
// hand that makes things happen.
import { type IncomingMessage, request } from 'node:http';

export interface PlainApi {
  /** Reads the answer to its end; rejects for any status from 400 on. */
  ask(method: string, path: string, body?: Buffer): Promise<string>;
  /** Calls `onEvent` for each of the engine's events until `stop` is called; resolves once the engine listens. */
  events(onEvent: (event: PlainEvent) => void): Promise<{ stop(): void }>;
}

export interface PlainEvent {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string };
}

export function plainApi(socketPath: string): PlainApi {
  const open = (method: string, path: string, body?: Buffer) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const type = path.startsWith('/images/create') ? 'application/x-tar' : 'application/json';
      const headers = body ? { 'Content-Type': type, 'Content-Length': body.length } : {};
      // A connection of its own for each, as `curl` makes it.
      const sent = request({ socketPath, host: 'localhost', method, path, headers, agent: false }, resolve);
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    ask: async (method, path, body) => {
      const response = await open(method, path, body);
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      if ((response.statusCode ?? 0) >= 400) throw new Error(`${method} ${path}: ${response.statusCode} ${text}`);
      return text;
    },
    events: async (onEvent) => {
      const response = await open('GET', '/events');
      let rest = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) onEvent(JSON.parse(line));
      });
      return { stop: () => void response.destroy() };
    },
  };
}
