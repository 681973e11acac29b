// Removes by name what a test made. Straight over the socket, so that a broken extension cannot break the cleaning.
import { request } from 'node:http';

export const removeContainer = (socketPath: string, name: string): Promise<void> =>
  remove(socketPath, `/containers/${encodeURIComponent(name)}?force=1&v=1`);

export const removeImage = (socketPath: string, reference: string): Promise<void> =>
  remove(socketPath, `/images/${reference}`);

/** What is not there any more counts as removed. */
function remove(socketPath: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request({ socketPath, method: 'DELETE', path }, (response) => {
      const status = response.statusCode ?? 0;
      response.resume();
      if (status < 300 || status === 404) resolve();
      else reject(new Error(`DELETE ${path}: status ${status}`));
    })
      .on('error', reject)
      .end();
  });
}
