// A small base image made from Debian's busybox-static, for machines that reach no registry. Uses Node's own modules
// only, since it runs before any package is installed; knows nothing of the extension.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { promisify } from 'node:util';

const busybox = '/bin/busybox';

/**
 * Makes sure that the engine behind `socketPath` has the image `reference` (`name:tag`): sh, httpd, wget, ps and all
 * else that busybox can, a root user, PATH set, `sh` as command. Answers whether it had to be made.
 *
 * @param {{ socketPath: string, reference: string }} options
 * @returns {Promise<boolean>}
 */
export async function ensureBusyboxImage({ socketPath, reference }) {
  if (await hasImage(socketPath, reference)) return false;
  const [repo, tag] = splitReference(reference);
  const query = new URLSearchParams({ fromSrc: '-', repo, tag });
  for (const change of ['ENV PATH=/bin', 'CMD ["sh"]']) query.append('changes', change);
  const answer = await ask(socketPath, 'POST', `/images/create?${query}`, await rootFileSystem());
  const failure = /"error":\s*"([^"]*)"/.exec(answer.text)?.[1] ?? (answer.status === 200 ? undefined : answer.text);
  if (failure !== undefined) throw new Error(`The image ${reference} could not be made: ${failure}`);
  return true;
}

/** @param {string} socketPath @param {string} reference */
async function hasImage(socketPath, reference) {
  const { status, text } = await ask(socketPath, 'GET', `/images/${reference}/json`);
  if (status === 200) return true;
  if (status === 404) return false;
  throw new Error(`The engine at ${socketPath} does not say whether it has ${reference}: ${text}`);
}

/** @param {string} reference @returns {[string, string]} */
function splitReference(reference) {
  const colon = reference.indexOf(':', reference.lastIndexOf('/') + 1);
  return colon < 0 ? [reference, 'latest'] : [reference.slice(0, colon), reference.slice(colon + 1)];
}

/**
 * @param {string} socketPath
 * @param {string} method
 * @param {string} path
 * @param {Buffer} [body]
 * @returns {Promise<{ status: number, text: string }>}
 */
function ask(socketPath, method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = body ? { 'Content-Type': 'application/x-tar', 'Content-Length': body.length } : {};
    const sent = request({ socketPath, host: 'localhost', method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * Whether it runs where nothing else is: no part of it names an interpreter (PT_INTERP, 3). Of 64-bit programs alone, which
 * all machines of the tests have.
 * @param {Buffer} program
 */
export function isStatic(program) {
  const [start, size, count] = [
    Number(program.readBigUInt64LE(32)),
    program.readUInt16LE(54),
    program.readUInt16LE(56),
  ];
  return Array.from({ length: count }, (_, index) => program.readUInt32LE(start + index * size)).every(
    (type) => type !== 3,
  );
}

/** A tar archive. @returns {Promise<Buffer>} */
async function rootFileSystem() {
  const program = await readFile(busybox).catch((error) => {
    throw new Error(`${busybox} cannot be read (${error.code}). Install it: apt-get install busybox-static`);
  });
  if (!isStatic(program))
    throw new Error(`${busybox} needs libraries. Install it without: apt-get install busybox-static`);
  const { stdout } = await promisify(execFile)(busybox, ['--list']);
  const applets = stdout.split('\n').filter((name) => name !== '' && name !== 'busybox');
  const passwd = Buffer.from('root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n');
  const group = Buffer.from('root:x:0:\nnogroup:x:65534:\n');
  return Buffer.concat([
    ...['bin/', 'etc/', 'root/', 'usr/', 'var/', 'var/www/'].map((path) => entry({ path, type: '5', mode: 0o755 })),
    entry({ path: 'tmp/', type: '5', mode: 0o1777 }),
    entry({ path: 'bin/busybox', mode: 0o755, content: program }),
    ...applets.map((name) => entry({ path: `bin/${name}`, type: '2', mode: 0o777, link: 'busybox' })),
    ...['sbin', 'usr/bin', 'usr/sbin'].map((path) =>
      entry({ path, type: '2', mode: 0o777, link: path === 'sbin' ? 'bin' : '../bin' }),
    ),
    entry({ path: 'etc/passwd', mode: 0o644, content: passwd }),
    entry({ path: 'etc/group', mode: 0o644, content: group }),
    Buffer.alloc(1024),
  ]);
}

/**
 * One entry in the ustar format (POSIX.1-1988), owned by root, from the beginning of time.
 *
 * @param {{ path: string, mode: number, type?: string, link?: string, content?: Buffer }} options
 */
function entry({ path, mode, type = '0', link = '', content = Buffer.alloc(0) }) {
  const header = Buffer.alloc(512);
  const octal = (/** @type {number} */ value, /** @type {number} */ width) => value.toString(8).padStart(width, '0');
  header.write(path, 0);
  header.write(octal(mode, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  header.write(octal(content.length, 11), 124);
  header.write(octal(0, 11), 136);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write(link, 157);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
