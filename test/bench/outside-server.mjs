// What a build takes from elsewhere, for the experiments with the forecast: files by HTTP, and repositories by git's own protocol,
// on loopback. Prints the address of the files once both answer.
// Arguments: the folder of the files, the folder of the repositories, the port for git.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const [, , folder = '', repositories = '', gitPort = ''] = process.argv;

// Without a time: files are written anew for each experiment, and a builder counts the time of a download.
const server = createServer((request, response) => {
  const file = join(folder, new URL(request.url ?? '/', 'http://served').pathname);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  const content = readFileSync(file);
  const tag = `"${createHash('sha256').update(content).digest('hex')}"`;
  if (request.headers['if-none-match']?.includes(tag)) response.writeHead(304, { ETag: tag }).end();
  else response.writeHead(200, { ETag: tag, 'Content-Length': content.length }).end(content);
});
const { promise: listening, resolve } = promiseOf();
server.listen(0, '127.0.0.1', resolve);
spawn(
  'git',
  ['daemon', '--reuseaddr', '--export-all', `--base-path=${repositories}`, '--listen=127.0.0.1', `--port=${gitPort}`],
  { stdio: 'inherit' },
);
await listening;
while (!(await answers(Number(gitPort)))) await sleep(20);
const address = server.address();
if (address && typeof address === 'object') console.log(`serving 127.0.0.1:${address.port}`);

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  const { promise, resolve: tell } = promiseOf();
  const socket = connect(port, '127.0.0.1', () => {
    socket.destroy();
    tell(true);
  }).on('error', () => tell(false));
  return promise;
}

function promiseOf() {
  /** @type {(value?: any) => void} */
  let settle = () => {};
  const promise = new Promise((done) => {
    settle = done;
  });
  return { promise, resolve: settle };
}
