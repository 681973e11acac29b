// What a real engine gets of a context that travels through the session.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { EngineError } from '../../src/errors.ts';
import { type Builds, buildsWith } from './builds.ts';
import { baseImage, type EngineUnderTest, engineUnderTest, uniqueName } from './engine-under-test.ts';

/** Mode, kind and name of everything, content of files, targets of links; the same words here and in a container. */
const listing = [
  "busybox find . -mindepth 1 -print0 | busybox sort -z | busybox xargs -0 busybox stat -c '%a %F %n'",
  'busybox find . -type f -print0 | busybox sort -z | busybox xargs -0 busybox sha256sum',
  'busybox find . -type l -print0 | busybox sort -z | busybox xargs -0 -r -n 1 busybox readlink',
].join(' && ');

const hostileNames = [
  'a b',
  '-rf',
  "it's",
  '"q"',
  '$HOME',
  '`id`',
  'new\nline',
  '🚢',
  'שלום',
  '[a]*?',
  'back\\slash',
  '\ue000',
  ' ',
];

describe('a context that is kept in step with the engine', () => {
  let test: EngineUnderTest;
  let builds: Builds;
  before(async () => {
    test = await engineUnderTest();
    builds = buildsWith(test);
  });
  afterEach(() => builds.clean());
  after(() => test.clean());

  const listingHere = (folder: string) =>
    execFileSync('sh', ['-c', listing], { cwd: folder, encoding: 'utf8' }).split('\n').filter(Boolean);

  /** A folder beside a Dockerfile that lists what the engine got of it. */
  function project(dockerfile = `FROM ${baseImage}\nCOPY c /c\nRUN cd /c && : ${uniqueName()} && ${listing}\n`) {
    const folder = builds.folder({ Dockerfile: dockerfile });
    const content = join(folder, 'c');
    mkdirSync(content);
    return {
      folder,
      content,
      write: (path: string, bytes: string | Buffer = path) => {
        mkdirSync(join(content, path, '..'), { recursive: true });
        writeFileSync(join(content, path), bytes);
      },
      build: async () => {
        const build = builds.start({ files: {}, request: { contextFolder: folder } });
        const { way } = await build.result;
        assert.equal(way, 'sync');
        return { ...build, listed: build.lines().map((line) => line.replace(/^stdout /, '')) };
      },
    };
  }

  it('arrives whole: modes, links, empty and large files, and names of every kind', async () => {
    const { content, write, build } = project();
    for (const name of hostileNames) write(`names/${name}`);
    write(`${'long/'.repeat(40)}${'n'.repeat(200)}`);
    write('large', randomBytes(3_000_001));
    write('sparse', '');
    truncateSync(join(content, 'sparse'), 5_000_000);
    write('empty', '');
    mkdirSync(join(content, 'empty folder'));
    for (const mode of [0o400, 0o644, 0o755, 0o4755, 0o2711]) {
      write(`mode-${mode}`);
      chmodSync(join(content, `mode-${mode}`), mode);
    }
    mkdirSync(join(content, 'sticky'));
    chmodSync(join(content, 'sticky'), 0o1777);
    symlinkSync('mode-420', join(content, 'link'));
    symlinkSync('/etc/nowhere at all', join(content, 'dangling'));
    symlinkSync('../../..', join(content, 'outwards'));
    const { listed } = await build();
    assert.deepEqual(listed, listingHere(content));
  });

  it('keeps a file of several names one file', async () => {
    const { content, write, build } = project(
      `FROM ${baseImage}\nCOPY c /c\nRUN cd /c && : ${uniqueName()} && test one -ef two/three && cat two/three && echo\n`,
    );
    write('one', 'the same');
    write('two/other');
    linkSync(join(content, 'one'), join(content, 'two', 'three'));
    const first = await build();
    assert.deepEqual(first.listed, ['the same']);
    assert.equal(first.sent()?.files, 2);
    assert.equal((await build()).sent()?.files, 0);
  });

  it('sends only what has changed since', async () => {
    const { content, write, build } = project();
    for (let number = 0; number < 300; number++) write(`f${number % 7}/${number}`);
    symlinkSync('f1', join(content, 'link'));
    const first = await build();
    assert.equal(first.sent()?.files, 300);
    assert.deepEqual(first.sent()?.seen?.files, 301);

    const again = await build();
    assert.deepEqual([again.sent()?.files, again.sent()?.bytes, again.sent()?.seen?.files], [0, 0, 301]);
    assert.equal(again.stateOf('COPY c')?.state, 'cached');

    write('f3/3', 'changed');
    const changed = await build();
    assert.deepEqual([changed.sent()?.files, changed.sent()?.bytes], [1, 7]);
    assert.deepEqual(changed.listed, listingHere(content));

    // Kinds that change, what goes, what is renamed.
    rmSync(join(content, 'f1'), { recursive: true });
    write('f1', 'a file now');
    rmSync(join(content, 'f2', '2'));
    write('f2/2/below');
    rmSync(join(content, 'link'));
    write('link', 'no link now');
    renameSync(join(content, 'f4'), join(content, 'renamed'));
    chmodSync(join(content, 'f5', '5'), 0o755);
    const other = await build();
    assert.deepEqual(other.listed, listingHere(content));
  });

  it('serves several builds of a folder at once', async () => {
    const { content, write, build } = project();
    for (let number = 0; number < 200; number++) write(`f${number}`);
    for (const each of await Promise.all([build(), build(), build()])) {
      // One of them does the work; the others may hear nothing of it.
      if (each.listed.length > 0) assert.deepEqual(each.listed, listingHere(content));
      assert.match(each.stateOf('RUN cd /c')?.state ?? '', /^(?:done|cached)$/);
    }
  });

  it('goes by size, time and mode of a file, as Docker does', async () => {
    const { content, write, build } = project();
    write('a', 'one');
    utimesSync(join(content, 'a'), 1_000_000, 1_000_000.25);
    await build();
    write('a', 'two');
    utimesSync(join(content, 'a'), 1_000_000, 1_000_000.5);
    const { listed, sent } = await build();
    assert.equal(sent()?.files, 1);
    assert.deepEqual(listed, listingHere(content));
  });

  it('is told of no more than the Dockerfile copies', async () => {
    const files = { 'a.txt': 'a', 'b.txt': 'b', 'b.md': '', 'deep/er/x': '', 'deep/other': '', other: '' };
    const build = builds.start({
      files: {
        Dockerfile: `FROM ${baseImage}\nCOPY *.txt deep/er /c/\nRUN : ${uniqueName()}; cd /c && echo *\n`,
        ...files,
      },
    });
    await build.result;
    assert.deepEqual(build.lines(), ['stdout a.txt b.txt x']);
    assert.equal(build.sent()?.seen?.files, 3);
  });

  it('follows links that the Dockerfile names, to files and through folders, and stays inside', async () => {
    const folder = builds.folder({
      Dockerfile: `FROM ${baseImage}\nCOPY link /one\nCOPY folder/x /two\nCOPY folder/y /three\nCOPY l* /four/\nRUN : ${uniqueName()}; cat /one /two /three /four/link && echo\n`,
      'real/file': '1',
      'real/folder/x': '2',
      'real/folder/y': '3',
      other: '',
    });
    symlinkSync('hop', join(folder, 'link'));
    symlinkSync('../../../../real/file', join(folder, 'hop'));
    symlinkSync('/real/folder', join(folder, 'folder'));
    symlinkSync('loop', join(folder, 'loop'));
    const build = builds.start({ files: {}, request: { contextFolder: folder } });
    await assert.rejects(build.result);
    rmSync(join(folder, 'loop'));
    const better = builds.start({ files: {}, request: { contextFolder: folder } });
    await better.result;
    assert.deepEqual(better.lines(), ['stdout 1231']);
  });

  it('knows names with commas, blanks and other letters where the Dockerfile names them', async () => {
    const names = ['a, b.txt', 'ä ö, ü', '漢字+1 %41.txt'];
    const dockerfile = `FROM ${baseImage}\nCOPY ${JSON.stringify([...names, '/c/'])}\nRUN : ${uniqueName()}; cat /c/* && echo\n`;
    const files = Object.fromEntries(names.map((name, index) => [name, String(index)]));
    const build = builds.start({ files: { Dockerfile: dockerfile, ...files, a: 'no', ' b.txt': 'no' } });
    await build.result;
    assert.deepEqual(build.lines(), ['stdout 012']);
  });

  it('leaves out what is ignored, as the engine reads the ignore file', async () => {
    const ignored =
      '# a comment\n*\n!src\n**/*.log\nsrc/*/secret\n!src/b/secret\n!a, b/keep\n!/rooted\n!ignored/deep/**/x\n';
    const seen = ['src/a/file', 'src/b/secret', 'a, b/keep', 'rooted', 'ignored/deep/1/2/x'];
    const unseen = ['src/a/secret', 'src/a/x.log', 'a, b/other', 'ignored/deep/1/y', 'node_modules/m'];
    const build = builds.start({
      files: {
        Dockerfile: `FROM ${baseImage}\nCOPY . /c\nRUN : ${uniqueName()}; cd /c && find . -type f | sort\n`,
        '.dockerignore': ignored,
        ...Object.fromEntries([...seen, ...unseen].map((path) => [path, path])),
      },
    });
    await build.result;
    assert.deepEqual(build.lines(), seen.map((path) => `stdout ./${path}`).sort());
    assert.equal(build.sent()?.seen?.files, seen.length);
  });

  it("takes the Dockerfile's own ignore file first, and a Dockerfile that is ignored", async () => {
    const build = builds.start({
      files: {
        'docker/prod': `FROM ${baseImage}\nCOPY . /c\nRUN : ${uniqueName()}; cd /c && find . -type f | sort\n`,
        'docker/prod.dockerignore': 'docker\n.dockerignore\na',
        '.dockerignore': 'b',
        a: '',
        b: '',
      },
    });
    await assert.rejects(build.result, ({ kind, message }: EngineError) => {
      assert.equal(kind, 'build-input');
      return message.includes(join(build.folder, 'Dockerfile'));
    });
    const request = { contextFolder: build.folder, dockerfile: join(build.folder, 'docker', 'prod') };
    const better = builds.start({ files: {}, request });
    await better.result;
    assert.deepEqual(better.lines(), ['stdout ./b']);
  });

  it('takes a Dockerfile that is a link to another folder', async () => {
    const elsewhere = builds.folder({ Real: `FROM ${baseImage}\nCOPY a /\n` });
    const folder = builds.folder({ a: '' });
    symlinkSync(join(elsewhere, 'Real'), join(folder, 'Dockerfile'));
    await builds.start({ files: {}, request: { contextFolder: folder } }).result;
  });

  it('leaves out pipes, which no build can use', async () => {
    const { content, write, build } = project();
    write('a');
    execFileSync('mkfifo', [join(content, 'pipe')]);
    const { listed } = await build();
    assert.equal(listed.filter((line) => line.includes('pipe')).length, 0);
  });

  it('names the file that became shorter on its way, or whose name no engine takes', async () => {
    const { folder, content, write } = project();
    write('large', '');
    truncateSync(join(content, 'large'), 300_000_000);
    const build = builds.start({
      files: {},
      request: { contextFolder: folder },
      onProgress: (progress) => {
        if (progress.kind === 'context' && progress.bytes > 0) truncateSync(join(content, 'large'), 10);
      },
    });
    await assert.rejects(build.result, {
      kind: 'build-input',
      message: / \S*c\/large /,
    });
    rmSync(join(content, 'large'));
    writeFileSync(Buffer.concat([Buffer.from(`${content}/`), Buffer.from([0xe4, 0x2e])]), '');
    const misnamed = builds.start({ files: {}, request: { contextFolder: folder } });
    await assert.rejects(misnamed.result, { kind: 'build-input', message: /\ufffd/ });
  });
});
