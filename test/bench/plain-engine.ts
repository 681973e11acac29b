// Asks an engine over its socket, and knows nothing of what it answers.
import { request } from 'node:http';

/** With the engine's own words if it refuses. */
export function askEngine<Answer>(socketPath: string, method: string, path: string, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    const asked = request({ socketPath, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => {
        text += more;
      });
      response.on('end', () =>
        (response.statusCode ?? 500) < 300
          ? resolve((text === '' ? undefined : JSON.parse(text)) as Answer)
          : reject(new Error(`${method} ${path}: ${text}`)),
      );
    });
    asked.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}
