// Long bodies of answers as streams for others (archives). The headers are waited for patiently, the body is the
// reader's own pace; leaving it half-read closes the connection.
import { PassThrough, type Readable } from 'node:stream';
import type { Connection } from './connection.ts';
import type { ApiRequest } from './transport.ts';

/** `signal` ends the body, too: it is then destroyed with its reason; a broken connection destroys it with an EngineError. */
export async function openBody(
  { transport, patiently, heartbeat }: Connection,
  request: ApiRequest,
  signal: AbortSignal | undefined,
): Promise<Readable> {
  const ending = new AbortController();
  const response = await patiently(signal, async (waiting) => {
    const abort = () => ending.abort(waiting.reason);
    waiting.addEventListener('abort', abort, { once: true });
    try {
      return await transport.send(request, ending.signal);
    } finally {
      waiting.removeEventListener('abort', abort);
    }
  });
  const body = new PassThrough();
  const abort = () => ending.abort(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  response.once('error', (error) => body.destroy(signal?.aborted ? signal.reason : transport.streamError(error)));
  const leave = heartbeat.join({ onLost: (error) => body.destroy(error) });
  body.once('close', () => {
    leave();
    signal?.removeEventListener('abort', abort);
    response.destroy();
  });
  if (signal?.aborted) abort();
  response.pipe(body);
  return body;
}
