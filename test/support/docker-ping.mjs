// Asks whether an engine answers: `GET /_ping`, with Node's own http and nothing else.
import { request } from 'node:http';

/**
 * @param {{ readonly socketPath: string } | { readonly host: string, readonly port: number }} address a socket (or a
 *   Windows pipe), or plain TCP
 * @param {number} [timeoutMs]
 * @returns {Promise<string | undefined>} undefined if it answers, else the reason why not
 */
export function whyNoAnswer(address, timeoutMs = 2000) {
  return new Promise((resolve) => {
    const asked = request({ ...address, path: '/_ping', timeout: timeoutMs }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? undefined : `it answered with status ${response.statusCode}`);
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer in ${timeoutMs / 1000} s`)));
    asked.on('error', (error) => resolve(error.message));
    asked.end();
  });
}
