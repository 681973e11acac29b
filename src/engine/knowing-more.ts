// What is read of containers and images, together with what was known of them before: an age that was read twice is known
// better, and events tell who ended a container and which name of an image was given last.
import type { Container, Since } from './container-api.ts';
import type { Endings } from './endings.ts';
import type { Engine, EngineEvent } from './engine.ts';
import type { GivenNames } from './given-names.ts';
import { inheriting } from './inheriting.ts';

/** Milliseconds by which two readings of one time may differ: they were on their way for a while. */
const slack = 1500;

interface Known {
  readonly endings: Endings;
  readonly names: GivenNames;
  /** Hears of containers that are changed, by their ids. */
  onUpdate(container: string): void;
}

/** The same engine; `before`: what is listed at the moment. */
export function knowingMore(
  engine: Engine,
  { endings, names, onUpdate }: Known,
  before: () => readonly Container[],
): Engine {
  const { containers, images } = engine;
  const better = (read: Container, earlier: Container | undefined): Container => {
    const ending = read.state === 'exited' ? endings.of(read.id) : undefined;
    return {
      ...read,
      ...(earlier && isSameState(earlier, read) ? { since: narrower(earlier.since, read.since) } : {}),
      ...(ending === undefined ? {} : { ending }),
    };
  };
  const knowing: Partial<Engine['containers']> = {
    async list(signal) {
      const keepOnly = endings.beginReading();
      const read = await containers.list(signal);
      keepOnly(read.map(({ id }) => id));
      const known = new Map(before().map((container) => [container.id, container]));
      return read.map((container) => better(container, known.get(container.id)));
    },
    async get(id, signal) {
      const read = await containers.get(id, signal);
      return (
        read &&
        better(
          read,
          before().find((container) => container.id === id),
        )
      );
    },
  };
  const list: Engine['images']['list'] = async (signal) => {
    const keepOnly = names.beginReading();
    const read = await images.list(signal);
    keepOnly(read.flatMap(({ tags }) => tags));
    return read.map((image) => ({ ...image, tags: names.inOrder(image.tags) }));
  };
  const tag: Engine['images']['tag'] = (image, name, signal) => {
    names.expect(name);
    return images.tag(image, name, signal);
  };
  const events: Engine['events'] = (onEvent, ...rest) =>
    engine.events(
      (event) => {
        endings.note(event);
        names.note(event, Date.now());
        onEvent(event);
        const updated = updatedContainer(event);
        if (updated !== undefined) onUpdate(updated);
      },
      ...rest,
    );
  return inheriting(engine, {
    containers: inheriting(containers, knowing),
    images: inheriting(images, { list, tag }),
    events,
  });
}

/** `docker update`, `docker network connect` and `disconnect`: its options are others, and it is the same container. */
function updatedContainer({ type, action, id, attributes }: EngineEvent): string | undefined {
  if (type === 'container' && action === 'update') return id;
  return type === 'network' && (action === 'connect' || action === 'disconnect') ? attributes.container : undefined;
}

const isSameState = (a: Container, b: Container) => a.state === b.state && a.exitCode === b.exitCode;

/** Both say the same time, each as exactly as it can; if they do not agree, it has begun anew since. */
function narrower(a: Since | undefined, b: Since | undefined): Since | undefined {
  if (!a || !b) return b;
  if (a.latest + slack < b.earliest || b.latest + slack < a.earliest) return b;
  const earliest = Math.max(a.earliest, b.earliest);
  return { earliest, latest: Math.max(earliest, Math.min(a.latest, b.latest)) };
}
