// The files below the rows of containers and volumes: what is read when, and what the rows say.
import assert from 'node:assert/strict';
import type { ListedFile, Listing } from '../../../src/container-files/listing.ts';
import { EngineError } from '../../../src/errors.ts';
import { containerKind } from '../../../src/explorer/containers.ts';
import { createFileListing } from '../../../src/explorer/file-listing.ts';
import { type FileRef, type FileTop, fileId, fileRefOf } from '../../../src/explorer/file-ref.ts';
import { notAllShown, otherKind, symlinkWords } from '../../../src/explorer/file-rows.ts';
import type { Row } from '../../../src/explorer/kind.ts';
import { commandOnFiles, ofOneSort } from '../../../src/explorer/meant-rows.ts';
import { volumeKind } from '../../../src/explorer/volumes.ts';
import { aContainer, aVolume } from '../../support/fake-engine.ts';

const web = aContainer({ id: 'c'.repeat(64), name: 'web' });
const data = aVolume({ name: 'data' });
const top: FileTop = { kind: 'container', id: web.id };
const root: FileRef = { top, path: '/' };
const at = (path: string): FileRef => ({ top, path });

const file = (name: string, part: Partial<ListedFile> = {}): ListedFile => ({
  ...{ name, kind: 'file', target: undefined, size: 1200, mode: 0o640, modifiedAt: Date.UTC(2026, 1, 3, 4, 5, 6) },
  ...part,
});
const folder = (name: string) => file(name, { kind: 'folder' });
const whole = (...files: ListedFile[]): Listing => ({ files, complete: true });

/** What is read, until it is answered. */
interface Asked {
  readonly id: string;
  readonly signal: AbortSignal;
  answer(listing: Listing | Error): void;
}

function scene() {
  const asked: Asked[] = [];
  const listing = createFileListing(
    (place, signal) =>
      new Promise((resolve, reject) => {
        const answer = (given: Listing | Error) => (given instanceof Error ? reject(given) : resolve(given));
        asked.push({ id: fileId(place), signal, answer });
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  );
  let changes = 0;
  listing.onDidChange(() => changes++);
  const read = async (place: FileRef, answer: Listing | Error) => {
    const loading = listing.load(place);
    asked.at(-1)?.answer(answer);
    await loading;
  };
  const readAgain = async (place: FileRef, answer: Listing | Error) => {
    const loading = listing.again(place);
    asked.at(-1)?.answer(answer);
    await loading;
  };
  const source = { containers: [web], failures: {}, files: listing };
  const volumes = { volumes: [data], containers: [], failures: {}, files: listing };
  return {
    listing,
    asked,
    read,
    readAgain,
    changes: () => changes,
    container: () => containerKind.row(web, source, 0),
    volume: () => volumeKind.row(data, volumes, 0),
  };
}

const only = (row: Row): Row => {
  assert.equal(row.children.length, 1);
  return row.children[0] as Row;
};
const labels = (row: Row) => row.children.map(({ label, description }) => `${label} | ${description}`);

describe('the ids of files', () => {
  it('are read back, with colons, line ends and the root', () => {
    for (const path of ['/', '/a:b', '/a\nb', '/volume:x:/y']) assert.deepEqual(fileRefOf(fileId(at(path))), at(path));
    assert.deepEqual(fileRefOf('data'), { top: { kind: 'volume', id: 'data' }, path: '/' });
  });
});

describe('the rows of files', () => {
  it('are not asked for before they are opened: a container’s are below a row of their own', async () => {
    const { asked, container, listing, read } = scene();
    assert.deepEqual([container().isLazy, container().children, container().verb], [true, [], 'stay']);
    listing.open(top);
    const files = only(container());
    assert.deepEqual([files.label, files.isLazy, files.object?.id], ['Files', true, fileId(root)]);
    assert.deepEqual(asked, []);
    await read(root, whole(folder('etc'), file('run')));
    assert.deepEqual(labels(only(container())), ['etc | ', 'run | 1.2 kB']);
    assert.deepEqual(
      only(container()).children.map(({ isLazy, tokens, verb }) => [isLazy ?? false, tokens, verb]),
      [
        [true, ['folder'], undefined],
        [false, ['file'], 'open-file'],
      ],
    );
    assert.equal(asked.length, 1);
  });

  it('of a volume are its own', async () => {
    const { volume, read } = scene();
    assert.equal(volume().isLazy, true);
    await read({ top: { kind: 'volume', id: 'data' }, path: '/' }, whole(file('db')));
    assert.deepEqual(labels(volume()), ['db | 1.2 kB']);
    assert.equal(only(volume()).object?.id, 'volume:data:/db');
  });

  it('tell the whole date, the permissions and what a symlink leads to', async () => {
    const { container, listing, read } = scene();
    listing.open(top);
    const link = (name: string, target: ListedFile['target']) => file(name, { kind: 'symlink', target });
    await read(root, whole(link('a', 'folder'), link('b', 'file'), link('c', undefined), file('d', { kind: 'other' })));
    const [a, b, c, d] = only(container()).children as [Row, Row, Row, Row];
    assert.deepEqual(
      [a, b, c, d].map(({ description, verb }) => [description, verb]),
      [
        [symlinkWords.folder, undefined],
        [symlinkWords.file, 'open-file'],
        ['broken symlink', undefined],
        [otherKind, undefined],
      ],
    );
    const told = new Map(b.tooltip());
    assert.equal(told.get('Changed'), new Date(Date.UTC(2026, 1, 3, 4, 5, 6)).toLocaleString());
    assert.deepEqual([told.get('Path'), told.get('Permissions')], ['/b', '0640']);
    assert.equal(a.isLazy, true);
  });

  it('say why there are none, that a folder is empty, and that not all is there', async () => {
    const { container, listing, read, readAgain } = scene();
    listing.open(top);
    await read(root, new EngineError('not-found', 'The container is gone.'));
    assert.deepEqual(labels(only(container())), ['The container is gone. | ']);
    await readAgain(root, whole());
    assert.deepEqual(labels(only(container())), ['empty | ']);
    await readAgain(root, { files: [file('a')], complete: false });
    assert.equal(only(container()).children[1]?.label, notAllShown);
    assert.equal(only(container()).children[1]?.object, undefined);
  });
});

describe('what the rows of files know', () => {
  it('is asked for once, however often a folder is looked at', async () => {
    const { asked, listing, read } = scene();
    const loading = [listing.load(root), listing.load(root)];
    asked[0]?.answer(whole(file('a')));
    await Promise.all(loading);
    await listing.load(root);
    assert.equal(asked.length, 1);
    await read(at('/sub'), whole());
    assert.deepEqual(
      asked.map(({ id }) => fileRefOf(id).path),
      ['/', '/sub'],
    );
  });

  it('is read once more when a row is opened again, with what was open below it, and shown meanwhile as it was', async () => {
    const { asked, changes, listing, read } = scene();
    for (const path of ['/a', '/a/b', '/ab']) await read(at(path), whole(file('old')));
    const before = changes();
    listing.close(at('/a'));
    assert.equal(changes(), before);
    const reopening = listing.reopen(at('/a'));
    assert.deepEqual(
      asked.slice(3).map(({ id }) => fileRefOf(id).path),
      ['/a', '/a/b'],
    );
    assert.deepEqual(listing.below(at('/a')), { files: [file('old')], isWhole: true });
    for (const { answer } of asked.slice(3)) answer(whole(file('new')));
    await reopening;
    assert.deepEqual(
      ['/a', '/a/b', '/ab'].map((path) => listing.below(at(path))),
      ['new', 'new', 'old'].map((name) => ({ files: [file(name)], isWhole: true })),
    );
    await listing.reopen(at('/a'));
    assert.equal(asked.length, 5);
  });

  it('is no more waited for when a row is closed: the editor asks again for what it has not got', async () => {
    const { asked, changes, listing, read } = scene();
    const loading = listing.load(at('/a'));
    listing.close(root);
    await loading;
    assert.deepEqual([asked[0]?.signal.aborted, listing.below(at('/a')), changes()], [true, undefined, 1]);
    await read(at('/a'), whole());
    assert.ok(listing.below(at('/a')));
  });

  it('is read again where it was read, and only there; the answer of before comes to nothing', async () => {
    const { asked, listing, read } = scene();
    await listing.again(root);
    assert.equal(asked.length, 0);
    const first = listing.load(root);
    const again = listing.again(root);
    asked[1]?.answer(whole(file('new')));
    await Promise.all([first, again]);
    assert.equal(asked[0]?.signal.aborted, true);
    assert.deepEqual(listing.below(root), { files: [file('new')], isWhole: true });
    await read(root, whole());
    assert.equal(asked.length, 2);
  });

  it('goes with its container', async () => {
    const { changes, listing, read } = scene();
    listing.open(top);
    await read(root, whole());
    listing.retain(({ id }) => id === web.id);
    assert.equal(listing.isOpened(top), true);
    const before = changes();
    listing.retain(() => false);
    assert.deepEqual([listing.isOpened(top), listing.below(root), changes()], [false, undefined, before]);
  });
});

describe('keys on the rows of files', () => {
  it('do what they do on files', () => {
    assert.equal(commandOnFiles('longshore.container.remove'), 'longshore.file.delete');
    assert.equal(commandOnFiles('longshore.volume.describe'), 'longshore.file.open');
    assert.equal(commandOnFiles('longshore.file.rename'), 'longshore.file.rename');
    assert.equal(commandOnFiles('longshore.container.stop'), undefined);
  });

  it('are about files or about containers, never about both', () => {
    const container = { engine: undefined, kind: 'container', id: 'c' } as const;
    const one = { engine: undefined, kind: 'file', id: fileId(root) } as const;
    assert.deepEqual(ofOneSort([container, one]), [container]);
    assert.deepEqual(ofOneSort([one, container]), [one]);
    assert.deepEqual(ofOneSort([]), []);
  });
});
