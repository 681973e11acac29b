// Volumes and bind mounts as a user types them, in the words of `docker run -v`.
import type { RequestedMount } from '../engine/container-api.ts';
import { joinWords, splitWords } from './shell-words.ts';

/** Reads `data:/var/lib/db "/my code:/src:ro" /cache`; answers the mounts, or what is wrong with the text. */
export function parseMounts(text: string): RequestedMount[] | { readonly wrong: string } {
  const words = splitWords(text);
  if ('wrong' in words) return words;
  const mounts: RequestedMount[] = [];
  for (const word of words) {
    const mount = parseMount(word);
    if ('wrong' in mount) return mount;
    if (mounts.some(({ destination }) => destination === mount.destination)) {
      return { wrong: `${mount.destination} stands there twice: one place in the container holds one thing.` };
    }
    mounts.push(mount);
  }
  return mounts;
}

/** The text that `parseMounts` reads. */
export function formatMounts(mounts: readonly RequestedMount[]): string {
  return joinWords(
    mounts.map(
      ({ source, destination, readOnly }) =>
        `${source === '' ? '' : `${source}:`}${destination}${readOnly ? ':ro' : ''}`,
    ),
  );
}

/** A drive letter's colon is part of the host's path: `C:\code:/src`. */
const shape = /^(?:((?:[A-Za-z]:[\\/])?[^:]*):)?(\/[^:]*)(?::(ro|rw))?$/;

function parseMount(word: string): RequestedMount | { readonly wrong: string } {
  const match = shape.exec(word);
  const [, source = '', destination = '', mode] = match ?? [];
  if (!match || (word.startsWith(':') && source === '')) {
    return { wrong: `"${word}" is no mount. Write SOURCE:/PATH or SOURCE:/PATH:ro, for example data:/var/lib/db.` };
  }
  const isPath = /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(source);
  if (!isPath && source !== '' && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(source)) {
    return {
      wrong: `"${source}" is neither a full path on the engine's machine (/home/me/code) nor a name for a volume.`,
    };
  }
  return { kind: isPath ? 'bind' : 'volume', source, destination, readOnly: mode === 'ro' };
}
