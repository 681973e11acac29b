// What is kept of a build context between forecasts, beside the whole context read each time.
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BuildContextError } from '../../../src/build-context/error.ts';
import { type ContextFiles, readContextFiles } from '../../../src/forecast/context-files.ts';
import type { FileFact } from '../../../src/forecast/file-facts.ts';
import { createKeptFiles, type KeptFiles, missedFile } from '../../../src/forecast/kept-files.ts';
import { select } from '../../../src/forecast/selection.ts';
import { unwatchedBy } from '../../../src/forecast/unwatched.ts';
import { createWatchedContexts } from '../../../src/forecast/watched-contexts.ts';

describe('the files of a watched context', () => {
  let folder: string;
  let outside: string;
  let kept: KeptFiles;
  let read: Map<string, FileFact>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-kept-'));
    outside = mkdtempSync(join(tmpdir(), 'longshore-kept-'));
    kept = createKeptFiles(() => false);
    read = new Map();
  });
  const realNow = Date.now;
  afterEach(() => {
    Date.now = realNow;
    for (const each of [folder, outside]) rmSync(each, { recursive: true, force: true });
  });

  const at = (path: string) => join(folder, path);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  /** As if all was written long ago. */
  const settle = (...paths: string[]) => {
    for (const path of paths) utimesSync(at(path), 1_600_000_000, 1_600_000_000);
  };
  const request = () => ({ contextFolder: folder, dockerfile: at('Dockerfile') });
  const selectionsOf = (sources: readonly string[]) =>
    sources.map((source) => ({ source, excluded: [], withParents: false }));
  const keptOf = (sources: readonly string[], sent?: ReadonlyMap<string, FileFact>) =>
    kept.read(request(), selectionsOf(sources), { read, sent });
  const wholeOf = (sources: readonly string[], sent?: ReadonlyMap<string, FileFact>) =>
    readContextFiles(request(), selectionsOf(sources), { read: new Map(), sent });
  const plain = ({ nodes, unnoticed }: ContextFiles) => ({
    nodes: [...nodes.values()].map(({ path, digest, mode, linkTarget, children, fact: { readAt: _, ...fact } }) => ({
      ...{ path, digest, mode, linkTarget, children, fact },
    })),
    unnoticed: [...unnoticed].sort(),
  });
  const assertSame = async (sources: readonly string[], message: string, sent?: ReadonlyMap<string, FileFact>) => {
    const now = await keptOf(sources, sent);
    const whole = await wholeOf(sources, sent);
    assert.deepEqual(plain(now), plain(whole), message);
    for (const source of sources) {
      const selection = { source, excluded: [], withParents: false };
      const [a, b] = [select(now, selection), select(whole, selection)];
      assert.deepEqual([a.certain, a.exact, a.paths()], [b.certain, b.exact, b.paths()], message);
    }
    return now;
  };

  it('are those of a whole walk, whatever is done to them', async () => {
    // Reproducible: the seed is in the message.
    for (let seed = 1; seed <= 12; seed++) {
      // Every second time all is taken for written long ago: then only the watcher and the folders tell what changed.
      const isLongAgo = seed % 2 === 0;
      if (isLongAgo) Date.now = () => realNow() + 3_600_000;
      else Date.now = realNow;
      let size = 0;
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      kept = createKeptFiles(() => false);
      read = new Map();
      const random = randomFrom(seed);
      const any = <Value>(values: readonly Value[]): Value => values[random(values.length)] as Value;
      const names = ['a', 'b', 'src', 'node_modules', 'x.js', 'y.js', 'z.log', 'ä', 'Z'];
      const path = () => Array.from({ length: 1 + random(3) }, () => any(names)).join('/');
      const told = new Set<string>();
      /** A watcher tells of a folder that was removed or renamed, and of nothing in it. */
      const tell = (...paths: string[]) => {
        for (const each of paths) told.add(each);
      };
      /** With folders above it, and no link on its way. */
      const isThere = (each: string) => existsSync(at(each)) && hasFolders(folder, each);
      const edits: readonly (() => void)[] = [
        () => {
          const to = path();
          if (isFolderFor(folder, to)) {
            write(to, isLongAgo ? 'x'.repeat(++size) : String(random(1000)));
            tell(to);
          }
        },
        () => {
          const to = path();
          if (!isLongAgo && isThere(to) && lstatSync(at(to)).isFile()) {
            // The same size, right away.
            writeFileSync(at(to), readFileSync(at(to), 'utf8').replace(/./, String(random(10))));
            tell(to);
          }
        },
        () => {
          const gone = path();
          if (!isThere(gone)) return;
          rmSync(at(gone), { recursive: true });
          tell(gone);
        },
        () => {
          const from = path();
          const to = path();
          if (!isThere(from) || existsSync(at(to)) || !isFolderFor(folder, to) || to.startsWith(from)) return;
          mkdirSync(dirname(at(to)), { recursive: true });
          renameSync(at(from), at(to));
          tell(from, to);
        },
        () => {
          const to = path();
          if (!isThere(to) || lstatSync(at(to)).isSymbolicLink()) return;
          chmodSync(at(to), any([0o700, 0o755]));
          tell(to);
        },
        () => {
          const to = path();
          if (existsSync(at(to)) || !isFolderFor(folder, to)) return;
          mkdirSync(dirname(at(to)), { recursive: true });
          symlinkSync(any(['a', '../b', 'src/x.js', outside, '/nowhere']), at(to));
          tell(to);
        },
        () => {
          const from = path();
          const to = path();
          const isFile = isThere(from) && lstatSync(at(from)).isFile();
          if (!isFile || existsSync(at(to)) || !isFolderFor(folder, to)) return;
          mkdirSync(dirname(at(to)), { recursive: true });
          linkSync(at(from), at(to));
          tell(to);
        },
        () => {
          write(
            '.dockerignore',
            any(['', '**/*.log\n', 'node_modules\n!node_modules/a\n', '*\n!src\n', 'src/**/x.js\n']),
          );
          tell('.dockerignore');
        },
      ];
      let sent: ReadonlyMap<string, FileFact> | undefined;
      for (let round = 0; round < 40; round++) {
        for (let edit = random(4); edit >= 0; edit--) any(edits)();
        kept.changed([...told]);
        told.clear();
        const sources = any([['.'], ['src', 'a/*.js'], ['src', 'a/*.js'], ['**/y.js', 'b']]);
        try {
          const files = await assertSame(sources, `seed ${seed}, round ${round}`, sent);
          if (random(5) === 0) sent = new Map([...files.nodes].map(([name, { fact }]) => [name, fact]));
        } catch (error) {
          // A link on the way of a name: both say so.
          if (!(error instanceof BuildContextError)) throw error;
          await assert.rejects(wholeOf(sources, sent), BuildContextError);
        }
      }
    }
  }).timeout(30_000);

  it('are read again only where something may have changed', async () => {
    write('src/a.js', 'a');
    write('src/deep/b.js', 'b');
    write('c.js', 'c');
    settle('src/a.js', 'src/deep/b.js', 'c.js');
    // What was made just now is looked at until the clock has moved on; a fact that was read later need not be.
    const later = Date.now() + 60_000;
    for (const path of ['src/a.js', 'src/deep/b.js', 'c.js']) {
      const { nodes } = await wholeOf(['.']);
      read.set(path, { ...(nodes.get(path)?.fact ?? assert.fail()), readAt: later });
    }
    const first = await keptOf(['.']);
    const second = await keptOf(['.']);
    assert.equal(second.nodes.get('src/deep/b.js'), first.nodes.get('src/deep/b.js'));
    writeFileSync(at('src/deep/b.js'), 'B');
    kept.changed(['src/deep/b.js']);
    const third = await assertSame(['.'], 'changed');
    assert.equal(third.nodes.get('src/a.js'), first.nodes.get('src/a.js'));
    assert.notEqual(third.nodes.get('src/deep'), first.nodes.get('src/deep'));
    assert.notEqual(third.nodes.get(''), first.nodes.get(''));
  });

  it('tell of what came and went in folders of which nobody told', async () => {
    write('src/a.js', 'a');
    write('src/deep/b.js', 'b');
    await keptOf(['.']);
    write('src/deep/new.js', 'n');
    rmSync(at('src/a.js'));
    await assertSame(['.'], 'without events');
  });

  it('tell of a file that is changed by another of its names', async () => {
    write('src/a.js', 'a');
    linkSync(at('src/a.js'), join(outside, 'other'));
    await keptOf(['.']);
    writeFileSync(join(outside, 'other'), 'another');
    await assertSame(['.'], 'hard link');
  });

  it('are all read again where a reading was given up', async () => {
    write('src/a.js', 'a');
    await keptOf(['.']);
    write('src/a.js', 'another');
    kept.changed(['src/a.js']);
    await assert.rejects(
      kept.read(request(), selectionsOf(['.']), { read, sent: undefined }, AbortSignal.abort(new Error('given up'))),
      /given up/,
    );
    await assertSame(['.'], 'after that');
    rmSync(folder, { recursive: true });
    kept.changed(['']);
    await assert.rejects(keptOf(['.']), BuildContextError);
    mkdirSync(folder);
    await assertSame(['.'], 'there again');
  });

  it('are not believed to be watched where the editor leaves folders out', async () => {
    const isUnwatched = unwatchedBy(['**/.git/objects/**', '**/node_modules/*/**', 'backend/generated/**']);
    assert.equal(isUnwatched?.('/p/.git/objects'), true);
    assert.equal(isUnwatched?.('/p/node_modules'), true);
    assert.equal(isUnwatched?.('/p/backend/generated'), true);
    assert.equal(isUnwatched?.('/p/src'), false);
    for (const pattern of ['**/*.log', '**/{a,b}/**', '**', '**/*/**', '[a/**', 'build'])
      assert.ok(unwatchedBy([pattern]) === undefined || unwatchedBy([pattern])?.('/p/any'), pattern);

    write('generated/a.js', 'a');
    write('src/b.js', 'b');
    const contexts = createWatchedContexts();
    const watcher = { id: 1, excluded: ['**/generated/**'] };
    const readNow = () =>
      contexts.readingOf(request(), watcher).read(request(), selectionsOf(['.']), { read, sent: undefined });
    await readNow();
    writeFileSync(at('generated/a.js'), 'A');
    assert.deepEqual(plain(await readNow()), plain(await wholeOf(['.'])));
  });

  it('are looked at as a whole from when their watcher kept quiet about one', async () => {
    write('src/a.js', 'a');
    const contexts = createWatchedContexts();
    const reading = (isChecked: boolean) => contexts.readingOf(request(), { id: 1, excluded: [] }, isChecked);
    const asked = [request(), selectionsOf(['.']), { read, sent: undefined }] as const;
    await reading(false).read(...asked);
    const before = await reading(false).read(...asked);
    const checked = reading(true);
    await checked.read(...asked);
    assert.equal(checked.missed(), undefined);
    write('src/a.js', 'A');
    const whole = await wholeOf(['.']);
    assert.equal(missedFile(before, whole, Date.now() + 5000), 'src/a.js');
    // It may yet tell of it.
    assert.equal(missedFile(before, whole, Date.now() - 5000), undefined);
  });
});

/** Whether a file can be written there: nothing but folders above it, and neither a folder nor a link at it. */
function isFolderFor(folder: string, path: string): boolean {
  const there = statsOf(folder, path);
  return hasFolders(folder, path) && !there?.isDirectory() && !there?.isSymbolicLink();
}

function hasFolders(folder: string, path: string): boolean {
  const parts = path.split('/');
  const above = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
  return above.every((each) => statsOf(folder, each)?.isDirectory() ?? true);
}

function statsOf(folder: string, path: string) {
  try {
    return lstatSync(join(folder, path), { throwIfNoEntry: false });
  } catch {
    // Below a file.
    return undefined;
  }
}

/** Mulberry32: whole numbers below a bound. */
function randomFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}
