// Signals, pause, names, exec, logs and what is made of containers, from a script against an engine of arrays.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commitPrompt,
  committedWords,
  exportedWords,
  nonePaused,
  sameName,
} from '../../../src/commands/containers/state.ts';
import { neitherNameNorDigest, noDigest } from '../../../src/commands/images/commands.ts';
import { pullSentences } from '../../../src/commands/images/pull.ts';
import { changeInstructions, changeSentences } from '../../../src/commands/text/image-changes.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { createEngines } from '../../../src/engine/engines.ts';
import { EngineError } from '../../../src/errors.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { refused } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { tarEntry } from '../../support/tar-archive.ts';
import { commands } from '../../support/test-commands.ts';
import { app, db, lone, setUp, tearDown, until, web } from './set-up.ts';

describe('commands of containers', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-'));
  });
  afterEach(() => {
    tearDown();
    rmSync(folder, { recursive: true });
  });

  it('send the signal that was chosen', async () => {
    const { services, calls } = setUp({ answers: [{ pick: 'SIGHUP' }] });
    await commands['longshore.container.kill'](services, [web.id]);
    assert.ok(calls.includes(`kill ${web.id} SIGHUP`));
  });

  it('stop with a timeout, and refuse one that is none', async () => {
    const { services, calls } = setUp({ answers: [{ type: '3' }] });
    await commands['longshore.container.stopTimeout'](services, [web.id]);
    assert.ok(calls.includes('seconds 3'));
    const wrong = setUp({ answers: [{ type: '-1' }] });
    await assert.rejects(commands['longshore.container.stopTimeout'](wrong.services, [web.id]), /whole number/);
  });

  it('pause, and offer only what is paused to unpause', async () => {
    const { services, calls } = setUp();
    await commands['longshore.container.pause'](services, [web.id]);
    assert.ok(calls.includes(`pause ${web.id}`));
    await assert.rejects(commands['longshore.container.unpause'](services), { message: nonePaused });
    await commands['longshore.container.unpause'](services, [web.id]);
    assert.ok(calls.includes(`unpause ${web.id}`));
  });

  it('rename, but not to a name that is taken or none', async () => {
    const { services, calls } = setUp({ answers: [{ type: 'shop' }] });
    await commands['longshore.container.rename'](services, [web.id]);
    assert.ok(calls.includes(`rename ${web.id} shop`));
    for (const [name, why] of [
      ['db', /already/],
      ['a b', /letters, digits/],
      ['web', refused(sameName)],
    ] as const) {
      const wrong = setUp({ answers: [{ type: name }] });
      await assert.rejects(commands['longshore.container.rename'](wrong.services, [web.id]), why);
    }
  });

  it('execute a command with user, folder and environment, and remember it without values', async () => {
    const answers: Answer[] = [
      { type: `sh -c 'echo "$A"'` },
      { pick: 'Folder' },
      'escape',
      { pick: 'User' },
      { type: 'root' },
      { pick: 'Folder' },
      { type: '/tmp' },
      { pick: 'Environment' },
      { type: 'A=hunter2' },
      { pick: 'Execute' },
    ];
    const { services, host, calls, process } = setUp({ answers });
    await commands['longshore.container.exec'](services, [web.id]);
    await until(() => calls.some((call) => call.startsWith('exec')));
    const asked = JSON.parse(String(calls.find((call) => call.startsWith('exec'))?.replace(/^exec \S+ /, '')));
    assert.deepEqual(asked, {
      command: ['sh', '-c', 'echo "$A"'],
      user: 'root',
      workingDirectory: '/tmp',
      environment: ['A=hunter2'],
    });
    process.end({ how: 'exited', exitCode: 0 });
    await host.terminals[0]?.done;
    assert.match(String(host.terminals[0]?.screen.text()), /sh -c 'echo "\$A"' in "web"\./);
    assert.doesNotMatch(JSON.stringify([...host.remembered]), /hunter2/);
    assert.match(JSON.stringify([...host.remembered]), /root/);
  });

  it('propose no user again with whom a command did not start, but the command', async () => {
    const answers: Answer[] = [{ type: 'ls -l' }, { pick: 'User' }, { type: 'nobody1' }, { pick: 'Execute' }];
    const { services, host, calls, process } = setUp({ answers });
    await commands['longshore.container.exec'](services, [web.id]);
    await until(() => calls.some((call) => call.startsWith('exec')));
    process.end({ how: 'not-started' });
    await host.terminals[0]?.done;
    assert.doesNotMatch(JSON.stringify([...host.remembered]), /nobody1/);
    assert.match(JSON.stringify([...host.remembered]), /"ls","-l"/);
  });

  it('start joined, and take input only when interactive', async () => {
    const { services, host, calls, process } = setUp();
    await commands['longshore.container.startAttached'](services, [db.id]);
    await until(() => process.sizes.length > 0);
    process.output('hello');
    process.end({ how: 'exited', exitCode: 0 });
    await host.terminals[0]?.done;
    assert.ok(calls.includes(`startAttached ${db.id}`));
    assert.match(String(host.terminals[0]?.screen.text()), /hello/);
  });

  it('show the log as a document, both streams told apart', async () => {
    const { services, host, calls } = setUp({ answers: [{ pick: 'Last 1,000 Lines' }, { pick: 'Without Times' }] });
    await commands['longshore.container.logsDocument'](services, [web.id]);
    assert.deepEqual(host.documents, [{ name: 'web.log', text: 'out│ web says\nerr│ web complains\n' }]);
    assert.ok(calls.includes(`readLogs ${web.id} {"tail":1000,"timestamps":false}`));
  });

  it('merge several logs by time and follow without repeating the last line', async () => {
    const { services, host } = setUp({
      adapt: (engine) => ({
        ...engine,
        containers: {
          ...engine.containers,
          followLogs: async (id, request, onOutput, signal) => {
            const isOver = new Promise((resolve) => signal.addEventListener('abort', resolve));
            assert.equal(request.since, Date.parse(id === web.id ? '2026-01-01T00:01:01Z' : '2026-01-01T00:01:02Z'));
            if (id !== web.id) return;
            await onOutput('2026-01-01T00:01:01.000000000Z web complains\n', 'stderr');
            await onOutput('2026-01-01T00:02:00.000000000Z web \x1b[2Jgoes on\n', 'stdout');
            await isOver;
          },
        },
      }),
    });
    await commands['longshore.container.logsMerged'](services, [web.id, db.id]);
    const [terminal] = host.terminals;
    await terminal?.screen.has('goes on');
    terminal?.screen.type('\x03');
    await terminal?.done;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
    const shown = String(terminal?.screen.text()).replace(/\x1b\[\d+m/g, '');
    const order = ['web says', 'db says', 'web complains', 'db complains', 'web goes on'].map((text) =>
      shown.indexOf(text),
    );
    assert.deepEqual(
      [...order].sort((a, b) => a - b),
      order,
      shown,
    );
    assert.equal(shown.split('web complains').length, 2);
  });

  it('commit, with the reminder of what is kept', async () => {
    const { services, host, calls } = setUp({
      answers: [
        { type: 'me/app' },
        { type: "it's $done\u202e" },
        { type: 'A "B" <c@d>' },
        { type: `'CMD ["sh"]' "ENV A=b c"` },
        { pick: 'Pause Container' },
      ],
    });
    await commands['longshore.container.commit'](services, [web.id]);
    const asked = JSON.parse(String(calls.find((call) => call.startsWith('commit'))?.replace(/^commit \S+ /, '')));
    assert.deepEqual(asked, {
      reference: 'me/app:latest',
      message: "it's $done\u202e",
      author: 'A "B" <c@d>',
      changes: ['CMD ["sh"]', 'ENV A=b c'],
      pause: true,
    });
    assert.equal(host.questions[0]?.prompt, commitPrompt);
    assert.equal(host.messages[0]?.text, committedWords('me/app:latest', 'web'));
  });

  it('export the files, and say what is lost', async () => {
    const path = join(folder, 'web.tar');
    const { services, host } = setUp({ answers: [{ files: [path] }] });
    await commands['longshore.container.export'](services, [web.id]);
    assert.equal(readFileSync(path, 'utf8'), 'files');
    assert.match(
      String(host.messages[0]?.text),
      patternOf((size) => exportedWords(size, path)),
    );
  });

  it('open the page that tells why one stopped', async () => {
    const { services, host } = setUp();
    await commands['longshore.container.why'](services, [db.id]);
    assert.deepEqual(
      host.openedPages.map(({ kind, title, target }) => [kind, title, target]),
      [['container', 'db', { engine: services.engines.chosen.last?.id, id: db.id, name: 'db' }]],
    );
  });

  it('save images with all their names, and load them', async () => {
    const path = join(folder, 'images.tar');
    const { services, host, calls } = setUp({ answers: [{ files: [path] }, { files: [path] }] });
    await commands['longshore.image.save'](services, [app.id, lone.id]);
    assert.ok(calls.includes('save ["app:1","lone:1","lone:2"]'));
    assert.equal(readFileSync(path, 'utf8'), 'archive');
    writeFileSync(path, tarEntry('manifest.json'));
    await commands['longshore.image.load'](services);
    assert.ok(calls.some((call) => call.startsWith('load "manifest.json')));
    assert.equal(host.messages.at(-1)?.text, 'Loaded loaded:1.');
  });

  it('import a root file system with changes', async () => {
    const path = join(folder, 'rootfs.tar');
    writeFileSync(path, tarEntry('etc/'));
    const { services, calls } = setUp({
      answers: [{ files: [path] }, { type: 'root:1' }, { type: 'proposed' }, { type: 'proposed' }],
    });
    await commands['longshore.image.import'](services);
    const expected = { reference: 'root:1', message: 'Imported from rootfs.tar', changes: ['CMD ["/bin/sh"]'] };
    assert.ok(calls.includes(`importFiles ${JSON.stringify(expected)}`));
    const wrong = setUp({ answers: [{ files: [path] }, { type: '' }, { type: 'RUN x' }] });
    await assert.rejects(
      commands['longshore.image.import'](wrong.services),
      refused(changeSentences.notValid('RUN', changeInstructions.join(', '))),
    );
  });

  it('take back the name that a refused import leaves, and only where it was not there before', async () => {
    const path = join(folder, 'none.tar');
    writeFileSync(path, tarEntry('etc/'));
    for (const wasThere of [false, true]) {
      let isThere = wasThere;
      const removed: string[] = [];
      const { services } = setUp({
        answers: [{ files: [path] }, { type: 'root:1' }, { type: 'proposed' }, { type: 'proposed' }],
        adapt: (engine) => ({
          ...engine,
          images: {
            ...engine.images,
            inspect: async () => {
              if (!isThere) throw new EngineError('not-found', 'There is no such image.');
              return engine.images.inspect(app.id);
            },
            importFiles: async () => {
              isThere = true;
              throw new EngineError('invalid', 'That is no archive.');
            },
            remove: async (reference) => {
              removed.push(reference);
              return { untagged: [], deleted: [] };
            },
          },
        }),
      });
      await assert.rejects(commands['longshore.image.import'](services), /no archive/);
      assert.deepEqual(removed, wasThere ? [] : ['root:1']);
    }
  });

  it('push: propose the name that can be pushed, where the image has one', async () => {
    const adapt = (engine: Engine): Engine => ({
      ...engine,
      images: {
        ...engine.images,
        inspect: async (reference) => ({
          ...(await engine.images.inspect(reference)),
          tags: ['lone:1', 'registry.test:5000/lone:1'],
        }),
      },
    });
    const { services, host } = setUp({ answers: ['escape'], adapt });
    await assert.rejects(commands['longshore.image.push'](services, [lone.id]), { name: 'Cancelled' });
    assert.equal(host.questions[0]?.value, 'registry.test:5000/lone:1');
    // Of a name's own row that name is meant.
    const ofName = setUp({ answers: ['escape'] });
    await assert.rejects(commands['longshore.image.push'](ofName.services, ['lone:2']), { name: 'Cancelled' });
    assert.equal(ofName.host.questions[0]?.title, 'Push lone:2');
  });

  it('pull: say what changed, and that latest was meant', async () => {
    const same = setUp({
      answers: [{ type: 'app:1' }],
      adapt: (engine) => ({ ...engine, images: { ...engine.images, pull: async () => undefined } }),
    });
    await commands['longshore.image.pull'](same.services);
    assert.equal(same.host.messages[0]?.text, pullSentences.upToDate('app:1'));
    const newer = setUp({ answers: [{ type: 'app:1' }] });
    newer.calls.splice(0);
    await commands['longshore.image.pull']({
      ...newer.services,
      engines: createEngines({
        ...newer.services.inventory,
        engine: async () => {
          const engine = await newer.services.inventory.engine();
          return {
            ...engine,
            images: {
              ...engine.images,
              pull: async () => {
                newer.images[0] = { ...app, tags: [] };
                newer.images.push({ ...app, id: `sha256:${'9'.repeat(64)}` });
              },
            },
          };
        },
      }),
    });
    assert.ok(newer.host.messages[0]?.text.endsWith(pullSentences.oldDangles('aaaaaaaaaaaa')));
    const latest = setUp({ answers: [{ type: 'nginx' }] });
    await commands['longshore.image.pull'](latest.services);
    assert.ok(latest.host.messages[0]?.text.endsWith(pullSentences.latestWasMeant));
  });

  it('pull for a platform, and all tags only where no tag is given', async () => {
    const { services, calls } = setUp({ answers: [{ type: 'nginx:1' }, { pick: 'linux/arm64' }] });
    await commands['longshore.image.pullOptions'](services);
    assert.ok(calls.includes('pull options {"platform":"linux/arm64"}'));
    const all = setUp({ answers: [{ type: 'nginx' }, { pick: 'All Tags' }] });
    await commands['longshore.image.pullOptions'](all.services);
    assert.ok(all.calls.includes('images.pull nginx'));
    const tagged = setUp({ answers: [{ type: 'nginx:1' }, { pick: 'All Tags' }] });
    await assert.rejects(commands['longshore.image.pullOptions'](tagged.services), /not among/);
  });

  it('search Docker Hub, and write what was found into FROM', async () => {
    const { services, host } = setUp({
      answers: [{ type: 'web server' }, { pick: 'nginx' }, { take: 'from' }],
      files: { active: '/Dockerfile', line: 'FROM node:20 AS build' },
    });
    await commands['longshore.image.search'](services);
    assert.deepEqual(host.editedLines, ['FROM nginx AS build']);
  });

  it('show the history of an image', async () => {
    const { services, host } = setUp();
    await commands['longshore.image.history'](services, [app.id]);
    assert.match(String(host.documents[0]?.text), /CMD \["sh"\]/);
  });

  it('copy ids, names and digests', async () => {
    const { services, host, images } = setUp();
    images[0] = { ...app, digests: ['app@sha256:1'] };
    await commands['longshore.container.copyName'](services, [web.id]);
    await commands['longshore.image.copyId'](services, [app.id]);
    await commands['longshore.image.copyDigest'](services, [app.id]);
    assert.deepEqual(host.copied, ['web', app.id, 'app@sha256:1']);
    await commands['longshore.image.copyDigest'](services, [lone.id]);
    assert.match(String(host.messages[0]?.text), patternOf(noDigest));
  });

  it('copy the line that pulls an image, by its name or else its digest', async () => {
    const { services, host, images } = setUp();
    await commands['longshore.image.copyPullCommand'](services, [app.id]);
    images[0] = { ...app, tags: [], digests: ['app@sha256:1'] };
    await commands['longshore.image.copyPullCommand'](services, [app.id]);
    images[0] = { ...app, tags: [], digests: [] };
    await commands['longshore.image.copyPullCommand'](services, [app.id]);
    assert.deepEqual(host.copied, [`docker pull ${app.tags[0]}`, 'docker pull app@sha256:1']);
    assert.equal(host.messages[0]?.text, neitherNameNorDigest('aaaaaaaaaaaa'));
  });
});
