// Many containers (created, not started) and many images for an engine to list, and their removal. Uses the plain API:
// what is measured shall not measure itself.
import { randomBytes } from 'node:crypto';
import type { PlainApi } from './plain-api.ts';

export interface Crowd {
  /** Ids, in the order of their making. */
  readonly containers: readonly string[];
  /** Names. */
  readonly images: readonly string[];
  /** From all names that it made. */
  readonly prefix: string;
  remove(): Promise<void>;
}

export interface CrowdSize {
  readonly containers: number;
  readonly images: number;
}

const atATime = 8;

/** `image`: what the containers are made from. */
export async function gatherCrowd(api: PlainApi, image: string, size: CrowdSize): Promise<Crowd> {
  const prefix = `longshore-bench-${randomBytes(3).toString('hex')}`;
  const images = await inTurns(numbersTo(size.images), async (number) => {
    const name = `${prefix}-${number}`;
    // The label makes an image id of its own over the same empty root file system.
    const query = new URLSearchParams({ fromSrc: '-', repo: name, tag: '1', changes: `LABEL number=${number}` });
    await api.ask('POST', `/images/create?${query}`, emptyTar);
    return `${name}:1`;
  });
  const containers = await inTurns(numbersTo(size.containers), async (number) => {
    const body = {
      Image: image,
      Cmd: ['sleep', '1000'],
      Labels: {
        'longshore.test': '1',
        'com.docker.compose.project': `project-${number % 20}`,
        'com.docker.compose.service': `service-${number}`,
      },
    };
    const path = `/containers/create?name=${prefix}-${number}`;
    const made: { Id: string } = JSON.parse(await api.ask('POST', path, Buffer.from(JSON.stringify(body))));
    return made.Id;
  });
  return {
    containers,
    images,
    prefix,
    remove: async () => {
      await inTurns(containers, (id) => api.ask('DELETE', `/containers/${id}?force=1`));
      await inTurns(images, (name) => api.ask('DELETE', `/images/${name}`));
    },
  };
}

/** Does it for all of them, eight at a time. */
export async function inTurns<T, Done>(items: readonly T[], task: (item: T) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = [];
  const left = items.entries();
  const work = async () => {
    for (const [index, item] of left) done[index] = await task(item);
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return done;
}

function numbersTo(end: number): number[] {
  return Array.from({ length: end }, (_, index) => index);
}

/** Two blocks of zeros are the end of an archive. */
const emptyTar = Buffer.alloc(1024);
