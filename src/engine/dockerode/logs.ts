// Following a container's log. The reader sets the pace: the engine sends no more than what was taken.
import type { ContainerApi } from '../container-api.ts';
import type { Connection } from './connection.ts';
import { queryString } from './modem.ts';
import { framedOutput, rawOutput } from './output-frames.ts';

export async function followLogs(
  { docker, transport, quickly }: Connection,
  id: string,
  { tail }: Parameters<ContainerApi['followLogs']>[1],
  onOutput: Parameters<ContainerApi['followLogs']>[2],
  signal: AbortSignal,
): Promise<void> {
  const path = encodeURIComponent(id);
  try {
    const { Config } = await quickly(signal, (abortSignal) => docker.getContainer(path).inspect({ abortSignal }));
    const decoder = Config.Tty ? rawOutput() : framedOutput();
    const response = await transport.send(
      {
        method: 'GET',
        path: `/containers/${path}/logs`,
        query: queryString({ follow: 1, stdout: 1, stderr: 1, tail }),
      },
      signal,
    );
    for await (const chunk of response) {
      for (const { text, from } of decoder.decode(chunk)) await onOutput(text, from);
      if (signal.aborted) return;
    }
    for (const { text, from } of decoder.end()) await onOutput(text, from);
  } catch (error) {
    if (!signal.aborted) throw transport.streamError(error);
  }
}
