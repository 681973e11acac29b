// The layers of an image on a real engine: what each does to the files, counted by hand, and a file that a later layer replaced.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparedWords } from '../../../src/commands/images/compare.ts';
import { pages } from '../../../src/commands/index.ts';
import type { Reading } from '../../../src/panels/archive-reading.ts';
import type { FromImagesPage, ImagesResult, ToImagesPage } from '../../../src/panels/images-messages.ts';
import type { FromLayersPage, LayersResult, ToLayersPage } from '../../../src/panels/layers-messages.ts';
import type { Panel } from '../../../src/panels/panel.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';
import { commands } from '../../support/test-commands.ts';
import { until } from '../../support/until.ts';
import { baseImage } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

const dockerfile = `FROM ${baseImage}
RUN mkdir -p /data/gone && dd if=/dev/zero of=/data/big bs=1024 count=1000 && echo old >/data/x && echo 1 >/data/gone/1
ENV between=steps
RUN rm -r /data/big /data/gone && echo newer >/data/x && ln -s x /data/link
`;

describe('the layers of an image', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  it('are compared with those of another image', async () => {
    const { target, tag, write } = test.project(dockerfile);
    const { services } = test.person();
    await commands['longshore.dockerfile.build'](services, target);
    const older = `${tag.split(':')[0]}:older`;
    await test.engine.images.tag(tag, older);
    try {
      write(
        'Dockerfile',
        `${dockerfile}RUN rm /data/link && echo newes >/data/x && mkdir /more && echo more >/more/file\n`,
      );
      await commands['longshore.dockerfile.build'](services, target);
      const { host, services: person } = test.person([{ pick: older }]);
      await commands['longshore.image.compareFiles'](person, [tag]);
      const request = host.openedPages.at(-1);
      assert.equal(request?.kind, 'images');
      const panel = scriptedPanel<ToImagesPage, FromImagesPage>();
      const read = new Promise<ImagesResult>((resolve, reject) => {
        const post = (message: ToImagesPage) => {
          panel.posted.push(message);
          if (message.type !== 'reading') return;
          if (message.reading.state === 'read') resolve(message.reading.result);
          if (message.reading.state === 'failed') reject(new Error(message.reading.words));
        };
        const filling = { ...panel, visible: true, post } as unknown as Panel<never, never>;
        // As after a reload: the target as plain data.
        assert.ok(pages.images(person, filling, JSON.parse(JSON.stringify(request.target))));
      });
      assert.deepEqual(await read, {
        counts: { added: 1, changed: 1, removed: 1 },
        // As large as before: told by its content.
        bytes: { added: 5, changed: 0, removed: 0 },
        before: 6,
        after: 11,
      });
      panel.say({ type: 'folder', path: 'data' });
      const folder = panel.posted.at(-1);
      assert.ok(folder?.type === 'folder');
      assert.deepEqual(
        folder.entries.map(({ name, kind, before, after }) => [name, kind, before, after]),
        [
          ['link', 'removed', 0, undefined],
          ['x', 'changed', 6, 6],
        ],
      );
      panel.say({ type: 'copyAll' });
      assert.equal(
        host.copied.at(-1),
        [
          comparedWords(tag, older),
          '+ 1  +5 B',
          '! 1  0 B',
          '- 1  0 B',
          '',
          '- /data/link  0 B',
          '! /data/x  6 B → 6 B',
          '+ /more/file  5 B',
          '',
        ].join('\n'),
      );
      const shown = async (path: string) => {
        const before = host.openedFiles.length + host.documents.length;
        panel.say({ type: 'openFile', path });
        await until(() => host.openedFiles.length + host.documents.length > before);
      };
      await shown('data/x');
      assert.deepEqual(host.openedFiles.at(-1), ['compare texts', 'newer\n', 'newes\n']);
      await shown('more/file');
      assert.deepEqual(
        [host.documents.at(-1)?.name.endsWith('/more/file'), host.documents.at(-1)?.text],
        [true, 'more\n'],
      );
      assert.deepEqual(host.failures, []);
      panel.close();
    } finally {
      await test.engine.images.remove(older, { force: true });
    }
  });

  it('are told from its archive, with each file as it was in each layer', async () => {
    const { target, tag } = test.project(dockerfile);
    const { host, services } = test.person();
    await commands['longshore.dockerfile.build'](services, target);
    await commands['longshore.image.layers'](services, [tag]);
    const request = host.openedPages.at(-1);
    assert.equal(request?.kind, 'layers');

    const panel = scriptedPanel<ToLayersPage, FromLayersPage>();
    const read = new Promise<Reading<LayersResult>>((resolve, reject) => {
      const post = (message: ToLayersPage) => {
        panel.posted.push(message);
        if (message.type !== 'reading') return;
        if (message.reading.state === 'read') resolve(message.reading);
        if (message.reading.state === 'failed') reject(new Error(message.reading.words));
      };
      const filling = { ...panel, visible: true, post } as unknown as Panel<never, never>;
      assert.ok(pages.layers(services, filling, JSON.parse(JSON.stringify(request.target))));
    });
    const { result } = (await read) as Extract<Reading<LayersResult>, { state: 'read' }>;
    const facts = panel.posted.flatMap((message) => (message.type === 'facts' ? message.facts : []))[0];
    assert.ok(facts);

    // Its own two steps with files are the last two layers; ENV has none.
    const [first, second] = result.layers.slice(-2);
    assert.match(String(facts.steps[first?.step ?? -1]?.instruction), /^RUN mkdir/);
    assert.match(String(facts.steps[second?.step ?? -1]?.instruction), /^RUN rm/);
    assert.deepEqual(first?.counts, { added: 3, changed: 0, removed: 0 });
    assert.deepEqual(second?.counts, { added: 1, changed: 1, removed: 2 });
    assert.equal(first?.bytes, 1_024_000 + 'old\n'.length + '1\n'.length);
    assert.equal(second?.bytes, 'newer\n'.length);
    assert.equal(result.wastedBytes, 1_024_000 + 'old\n'.length + '1\n'.length);
    assert.deepEqual(result.wasted[0], { path: '/data/big', bytes: 1_024_000, copies: 1 });
    // Told to the lines of the Dockerfile.
    const [build] = services.builds.records;
    assert.deepEqual(build?.wasted, { 1: [{ bytes: result.wastedBytes, by: 3 }] });
    const ofBase = await test.engine.images.history(baseImage);
    assert.deepEqual(build?.baseSize, { line: 0, bytes: ofBase.reduce((sum, { size }) => sum + size, 0) });

    const layer = result.layers.length - 1;
    panel.say({ type: 'folder', view: layer, path: 'data' });
    const folder = panel.posted.at(-1);
    assert.ok(folder?.type === 'folder');
    assert.deepEqual(
      folder.entries.map(({ name, change, bytes, linkTarget }) => [name, change, bytes, linkTarget]),
      [
        ['gone', 'removed', 2, ''],
        ['big', 'removed', 1_024_000, ''],
        ['link', 'added', 0, 'x'],
        ['x', 'changed', 6, ''],
      ],
    );

    for (const [of, text] of [
      [layer, 'newer\n'],
      [layer - 1, 'old\n'],
    ] as const) {
      const { push } = host.documents;
      const shown = new Promise<void>((resolve) => {
        host.documents.push = (...documents) => {
          resolve();
          return push.apply(host.documents, documents);
        };
      });
      panel.say({ type: 'openFile', layer: of, path: 'data/x' });
      await shown;
      assert.equal(host.documents.at(-1)?.text, text);
    }
    // Beside the version that it replaced.
    const isDone = async (work: () => void, count: () => number) => {
      const before = count();
      work();
      // The engine tells of no event where an archive is all that is read.
      await until(() => {
        assert.deepEqual(host.failures, []);
        return count() > before;
      });
    };
    await isDone(
      () => panel.say({ type: 'compareFile', layer, path: 'data/x' }),
      () => host.openedFiles.length,
    );
    assert.deepEqual(host.openedFiles.at(-1), ['compare texts', 'old\n', 'newer\n']);

    // To the disk: what one layer has, and what a container sees.
    const to = mkdtempSync(join(tmpdir(), 'longshore-extract-'));
    try {
      const said = () => host.messages.length;
      host.answers.push({ files: [to] });
      await isDone(() => panel.say({ type: 'extract', view: layer - 1, path: 'data' }), said);
      assert.deepEqual(readdirSync(join(to, 'data'), { recursive: true }).sort(), ['big', 'gone', 'gone/1', 'x']);
      assert.equal(readFileSync(join(to, 'data/x'), 'utf8'), 'old\n');
      rmSync(join(to, 'data'), { recursive: true });
      host.answers.push({ files: [to] });
      await isDone(() => panel.say({ type: 'extract', view: 'all', path: 'data' }), said);
      assert.deepEqual(readdirSync(join(to, 'data')).sort(), ['link', 'x']);
      assert.equal(readFileSync(join(to, 'data/x'), 'utf8'), 'newer\n');
      assert.equal(readlinkSync(join(to, 'data/link')), 'x');
      assert.deepEqual(readdirSync(to), ['data']);
    } finally {
      rmSync(to, { recursive: true });
    }
    panel.close();
  });
});
