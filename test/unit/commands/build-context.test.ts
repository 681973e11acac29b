// The Build Context view's commands, its rows, and the question before a large context is sent.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { measureContext } from '../../../src/build-context/measure.ts';
import { contextRowSentences } from '../../../src/commands/building/build-context.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { buildContextKind, shownContext } from '../../../src/explorer/build-context.ts';
import type { Row } from '../../../src/explorer/kind.ts';
import { arrange, plainLayout } from '../../../src/explorer/layout.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { commands } from '../../support/test-commands.ts';
import { setUp, tearDown } from './set-up.ts';

const build = commands['longshore.dockerfile.build'];

describe('the build context', () => {
  let folder: string;
  let dockerfile: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-'));
    dockerfile = join(folder, 'Dockerfile');
    write({ Dockerfile: 'FROM scratch\nCOPY . .\n', 'data/film.bin': 'x'.repeat(3000), 'src/a.js': 'x'.repeat(20) });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    tearDown();
  });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }

  function person(answers: Answer[] = [], limit = Number.POSITIVE_INFINITY) {
    const made = setUp({ answers, files: { active: dockerfile } });
    made.host.largestContext = limit;
    return made;
  }

  it('is shown for the active Dockerfile, with the context of its profile', async () => {
    const { services, host } = person();
    await commands['longshore.dockerfile.showContext'](services);
    assert.equal(host.shownContexts[0]?.folder, folder);
    host.remembered.set(`build options ${dockerfile}`, { name: 'last options', context: 'src' });
    await commands['longshore.dockerfile.showContext'](services, { dockerfile });
    assert.deepEqual(host.shownContexts[1]?.root.sent, { files: 1, bytes: 20 });
  });

  it('loses what is left out by a new ignore file, and by the one that is there', async () => {
    const { services, host } = person([{ pick: 'src' }]);
    await commands['longshore.dockerfile.showContext'](services);
    await commands['longshore.context.ignore'](services, ['data', 'src/a.js']);
    const ignoreFile = join(folder, '.dockerignore');
    assert.equal(readFileSync(ignoreFile, 'utf8'), 'data\nsrc/a.js\n');
    assert.equal(host.shownContexts.at(-1)?.root.leftOut.bytes, 3020);
    await commands['longshore.context.ignore'](services);
    assert.equal(readFileSync(ignoreFile, 'utf8'), 'data\nsrc/a.js\nsrc\n');
  });

  it('opens files, and the line by which something is left out', async () => {
    write({ '.dockerignore': '# big\ndata\n' });
    const { services, host } = person([{ pick: 'src/a.js' }, { pick: 'data' }]);
    await commands['longshore.context.open'](services, ['src/a.js']);
    await commands['longshore.context.open'](services);
    await commands['longshore.context.showRule'](services, ['data']);
    await commands['longshore.context.showRule'](services);
    const rule = [join(folder, '.dockerignore'), 1] as const;
    assert.deepEqual(host.openedPlaces, [
      [join(folder, 'src/a.js'), undefined],
      [join(folder, 'src/a.js'), undefined],
      rule,
      rule,
    ]);
    await assert.rejects(commands['longshore.context.showRule'](services, ['src']), {
      message: contextRowSentences.included(),
    });
  });

  it('is measured again, and closed', async () => {
    const { services, host } = person();
    await commands['longshore.context.refresh'](services);
    write({ more: 'x'.repeat(5) });
    await commands['longshore.context.refresh'](services);
    const [first, second] = host.shownContexts;
    assert.equal(Number(second?.root.sent.bytes) - Number(first?.root.sent.bytes), 5);
    await commands['longshore.context.close'](services);
    assert.deepEqual(host.shownContexts, []);
  });

  it('has rows: the largest first, then what is left out with its line', async () => {
    write({ '.dockerignore': 'logs\n', 'logs/a': 'x'.repeat(7) });
    const shown = shownContext(await measureContext({ contextFolder: folder, dockerfile, withLeftOut: true }));
    const rows = arrange(buildContextKind, { shown: () => shown }, plainLayout, Date.now());
    const words = ({ label, description, children }: Row): unknown => [label, description, ...children.map(words)];
    assert.deepEqual(rows.map(words), [
      [
        'Sent',
        `3.05 kB in 4 files  ·  from ${basename(folder)}`,
        ['data', '3 kB in 1 file', ['film.bin', '3 kB']],
        ['Dockerfile', '22 B'],
        ['src', '20 B in 1 file', ['a.js', '20 B']],
        ['.dockerignore', '5 B'],
      ],
      ['Excluded', '7 B in 1 file  ·  by .dockerignore', ['logs', '7 B  ·  line 1: logs']],
    ]);
    const ids = (row: Row): string[] => [row.id, ...row.children.flatMap(ids)];
    const all = rows.flatMap(ids);
    assert.equal(new Set(all).size, all.length);
    assert.deepEqual(arrange(buildContextKind, { shown: () => undefined }, plainLayout, 0), []);
  });

  describe('that is large', () => {
    it('is asked about with its largest entries, and not again until it has grown by a quarter', async () => {
      const { services, host } = person([{ confirm: true }, { confirm: false }], 1000);
      await build(services);
      assert.match(String(host.confirmations[0]?.question), /3\.04 kB in 3 files/);
      assert.match(String(host.confirmations[0]?.detail), /data\/: 3 kB\nDockerfile: 22 B\nsrc\/: 20 B\n/);
      write({ 'data/more': 'x'.repeat(500) });
      await build(services);
      assert.equal(host.terminals.length, 2);
      write({ 'data/much more': 'x'.repeat(1000) });
      await assert.rejects(build(services), Cancelled);
      assert.deepEqual([host.terminals.length, host.confirmations.length], [2, 2]);
    });

    it('is shown instead of built, if the user wants to look', async () => {
      const { services, host } = person([{ confirm: 'also' }], 1000);
      await assert.rejects(build(services), Cancelled);
      assert.equal(host.shownContexts[0]?.root.sent.files, 3);
      assert.equal(host.terminals.length, 0);
    });

    it('is not asked about where the ignore file makes it small, nor without a limit', async () => {
      const { services, host } = person([], 1000);
      write({ '.dockerignore': 'data' });
      await build(services);
      host.largestContext = Number.POSITIVE_INFINITY;
      rmSync(join(folder, '.dockerignore'));
      await build(services);
      assert.deepEqual([host.confirmations.length, host.terminals.length], [0, 2]);
    });
  });
});
