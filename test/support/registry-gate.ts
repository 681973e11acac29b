// Stands before a registry and lets everything through, until a test tells it to stop in the middle of a layer or to
// be gone: what a slow or dying registry does.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RegistryGate {
  /** Takes the place of the registry's own in references. */
  readonly host: string;
  /** From now on half of this blob (`sha256:…`) is answered, and no more. Resolves when an engine has got that half. */
  holdBlob(digest: string): Promise<void>;
  /** Answers the other half, too. */
  letGo(): void;
  /** Cuts every connection and listens no more. */
  close(): Promise<void>;
}

export async function openRegistryGate(registryHost: string): Promise<RegistryGate> {
  const held = new Map<string, () => void>();
  const halves = new Set<() => void>();
  const server = createServer((asked, answer) => {
    const [hostname, port] = registryHost.split(':');
    const { method, url, headers } = asked;
    const passed = request({ hostname, port, method, path: url, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      const reached = method === 'GET' ? held.get(String(/\/blobs\/(sha256:\w+)$/.exec(url ?? '')?.[1])) : undefined;
      if (reached) halves.add(sendHalf(response, answer, reached));
      else response.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdBlob: (digest) => new Promise((resolve) => held.set(digest, resolve)),
    letGo: () => {
      held.clear();
      for (const sendRest of halves) sendRest();
      halves.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers a function that sends the rest. */
function sendHalf(response: IncomingMessage, answer: ServerResponse, reached: () => void): () => void {
  const rest: Buffer[] = [];
  let left = Math.floor(Number(response.headers['content-length']) / 2);
  response.on('data', (chunk: Buffer) => {
    const part = chunk.subarray(0, left);
    rest.push(chunk.subarray(left));
    if (left === 0) return;
    left -= part.length;
    answer.write(part, () => {
      if (left === 0) reached();
    });
  });
  return () => {
    const send = () => answer.end(Buffer.concat(rest));
    if (response.complete) send();
    else response.once('end', send);
  };
}
