// The ten commonest things that people do with containers and images, as a user does them: by inline buttons, menus,
// keys and the palette. What the engine says afterwards is the proof. Each step keeps a screenshot in out/screenshots/.
import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { containersRemoved } from '../../src/commands/containers/prune.ts';
import { openWindowLabel } from '../../src/commands/files/browser.ts';
import { fillFromLineLabel, runImageQuestion } from '../../src/commands/images/commands.ts';
import { removalSentences } from '../../src/commands/images/removal.ts';
import { filterTitle } from '../../src/commands/longshore/arrange.ts';
import { removalWords } from '../../src/commands/objects/preview-removal.ts';
import { theOption } from '../../src/commands/options/index.ts';
import { optionGroups } from '../../src/commands/options/option.ts';
import { moreOptionsLabel } from '../../src/commands/running/form.ts';
import { commandLineLabel, commandLinePrompt } from '../../src/commands/running/form-line.ts';
import { containerNamePrompt } from '../../src/commands/running/form-questions.ts';
import { runningWords } from '../../src/commands/running/start.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { containerKind } from '../../src/explorer/containers.ts';
import { imageKind, spokenName } from '../../src/explorer/images.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { paletteTitleOf, titleOf } from '../support/command-titles.ts';
import { removeContainer, removeImage } from '../support/engine-cleanup.ts';
import { beginningWith, patternOf } from '../support/sentence-pattern.ts';
import { openVsCode, type VsCode } from './driver.ts';

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const base = 'longshore-test-busybox:commands';
/** The engine may be a developer's own: nothing there has these names. */
const image = 'longshore-test-web:1';
const other = 'longshore-test-web:other';
const web = 'longshore-test-web-one';
const renamed = 'longshore-test-web-two';
const idle = ['longshore-test-idle-a', 'longshore-test-idle-b', 'longshore-test-idle-c', 'longshore-test-idle-d'];
const [idleA = '', idleB = '', idleC = '', idleD = ''] = idle;
const port = 18_437;

const running = (name: string) => new RegExp(`^${name} .*, running$`);
const exited = (name: string) => new RegExp(`^${name} (?:exited|stopped)`);
const nameRow = new RegExp(`^${other}\\b.*${spokenName}`);
const imageRow = new RegExp(`^${image} .*, image$`);

/** Says a line, makes a file, and serves it until it is told to stop. */
const server = [
  'echo "Listening on 8080"',
  'echo Hello from a container > /var/www/hello.txt',
  'trap "echo Goodbye; exit 0" TERM',
  'httpd -f -p 8080 -h /var/www & wait',
].join('; ');

interface Walk {
  readonly vscode: VsCode;
  readonly engine: Engine;
}

const named = async (engine: Engine, name: string) =>
  (await engine.containers.list()).find((container) => container.name === name);
const details = async (engine: Engine, name: string) => engine.containers.inspect(name);
const tagsOf = async (engine: Engine) => (await engine.images.inspect(image)).tags;
/** What the server in the container answers. */
const page = async () => (await fetch(`http://127.0.0.1:${port}/hello.txt`)).text();

/** Does the work and waits until the engine tells that this happened to a container. */
async function untilEvent(engine: Engine, action: string, id: string, work: () => Promise<void>): Promise<void> {
  const enough = new AbortController();
  let happened = () => {};
  const seen = new Promise<void>((resolve) => {
    happened = resolve;
  });
  let listens = () => {};
  const listening = new Promise<void>((resolve) => {
    listens = resolve;
  });
  const events = engine.events(
    (event) => {
      if (event.type === 'container' && event.action === action && event.id === id) happened();
    },
    () => listens(),
    enough.signal,
  );
  await listening;
  await work();
  await Promise.race([seen, events]);
  enough.abort();
  await events;
}

const story: readonly ((walk: Walk) => Promise<void>)[] = [
  // Shows what is its own alone: the engine may have more than fits.
  async ({ vscode }) => {
    await vscode.openContainer('Longshore');
    for (const [command, kind] of [
      ['longshore.image.filter', imageKind],
      ['longshore.container.filter', containerKind],
    ] as const) {
      await vscode.runCommand(paletteTitleOf(command));
      await vscode.quickInput(filterTitle(kind.title));
      await vscode.search('longshore-test');
      await vscode.press('Enter');
    }
  },

  // Runs an image with a name and a port of their own.
  async ({ vscode, engine }) => {
    await vscode.step('image menu', async () => {
      await vscode.openContainer('Longshore');
      await vscode.treeItem(imageRow).waitFor();
      await vscode.openMenu(imageRow);
    });
    await vscode.closeMenu();
    await vscode.step('run form', async () => {
      await vscode.pressInline(imageRow, titleOf('longshore.image.run'));
      await vscode.quickInput(theOption('volume').label);
    });
    await vscode.choose(beginningWith(theOption('name').label));
    await vscode.step('run form name', async () => void (await vscode.quickInput(containerNamePrompt)));
    await vscode.answer(containerNamePrompt, web);
    await vscode.choose(beginningWith(theOption('publish').label));
    await vscode.step('run form ports', async () => void (await vscode.quickInput(/HOST:CONTAINER/)));
    await vscode.answer(/HOST:CONTAINER/, `${port}:8080`);
    await vscode.step('run form filled', async () => void (await vscode.quickInput(new RegExp(`${port}:8080`))));
    // What the short list does not show is found by its flag; the line is always in step.
    await vscode.search('--nosuch');
    await vscode.page.locator('.quick-input-list .monaco-list-row').first().waitFor({ state: 'hidden' });
    // Enter upon nothing neither closes the form nor loses what stands in it.
    await vscode.press('Enter');
    await vscode.search('--memory');
    await vscode.step(
      'run form flag',
      async () => void (await vscode.quickInput(theOption('memory-reservation').label)),
    );
    await vscode.choose(beginningWith(theOption('memory').label));
    await vscode.answer(theOption('memory').prompt, '64m');
    await vscode.step('run form line', async () => void (await vscode.quickInput(/docker run .*--memory 64m/)));
    await vscode.choose(beginningWith(commandLineLabel));
    await vscode.answer(commandLinePrompt);
    await vscode.choose(beginningWith(moreOptionsLabel));
    await vscode.step('run form options', async () => void (await vscode.quickInput(optionGroups.basics)));
    await vscode.press('Escape');
    await vscode.quickInput(commandLineLabel);
    await vscode.choose(/^Run/);
    await vscode.step('running', async () => {
      await vscode.notification(patternOf((address) => runningWords(web, address)));
      await vscode.treeItem(running(web)).waitFor();
    });
    await vscode.dismissNotifications();
    assert.match(await page(), /Hello from a container/);
    assert.equal((await details(engine, web)).running, true);
  },

  // Pastes a line into the list of images, which has none of that name.
  async ({ vscode }) => {
    await vscode.runCommand(paletteTitleOf('longshore.image.run'));
    await vscode.quickInput(runImageQuestion);
    await vscode.search(`docker run -d --name pasted --init ${image}`);
    await vscode.step('run form pasted', async () => void (await vscode.quickInput(fillFromLineLabel)));
    await vscode.press('Enter');
    await vscode.quickInput(new RegExp(`docker run -d --name pasted --init ${image}`));
    await vscode.press('Escape');
  },

  // Looks at what can be done with it.
  async ({ vscode }) => {
    await vscode.step('container menu', () => vscode.openMenu(running(web)));
    await vscode.closeMenu();
    await vscode.step('container tooltip', () => vscode.hoverRow(running(web), /Image/));
    await vscode.step('image tooltip', () => vscode.hoverRow(imageRow, /Size/));
  },

  // Follows its log in a terminal, and reads it as a document.
  async ({ vscode }) => {
    await vscode.step('logs', async () => {
      await vscode.pressInline(running(web), titleOf('longshore.container.logs'));
      await vscode.terminalText(/Listening on 8080/);
    });
    await vscode.step('which part of the log', async () => {
      await vscode.chooseFromMenu(running(web), 'More Logs', titleOf('longshore.container.logsDocument'));
      await vscode.quickInput(/Last Hour/);
    });
    await vscode.choose('Everything');
    await vscode.choose('Without Times');
    await vscode.step('log document', () => vscode.line('Listening on 8080').waitFor());
  },

  // Executes a shell in it, and makes a file there.
  async ({ vscode, engine }) => {
    await vscode.step('exec command', async () => {
      await vscode.chooseFromMenu(running(web), titleOf('longshore.container.exec'));
      await vscode.quickInput(/The command/);
    });
    await vscode.answer(/The command/);
    await vscode.step('exec options', async () => void (await vscode.quickInput(/container default/)));
    await vscode.choose(/^Execute/);
    await vscode.step('exec', async () => {
      await vscode.terminalText(/\/ #/);
      await vscode.typeInTerminal('echo made > /tmp/made && echo the sum $((6*7))');
      await vscode.pressInTerminal('Enter');
      await vscode.terminalText('the sum 42');
    });
    assert.equal((await engine.files.stat(web, '/tmp/made')).size, 5);
  },

  // Stops, starts and restarts it.
  async ({ vscode, engine }) => {
    const { id } = await details(engine, web);
    await vscode.step('stopped', async () => {
      await vscode.pressInline(running(web), titleOf('longshore.container.stop'));
      await vscode.treeItem(exited(web)).waitFor();
    });
    assert.deepEqual((await details(engine, id)).running, false);
    await vscode.pressInline(exited(web), titleOf('longshore.container.start'));
    await vscode.treeItem(running(web)).waitFor();
    const { startedAt } = await details(engine, id);
    await untilEvent(engine, 'start', id, () =>
      vscode.chooseFromMenu(running(web), titleOf('longshore.container.restart')),
    );
    await vscode.treeItem(running(web)).waitFor();
    assert.ok(Number((await details(engine, id)).startedAt) > Number(startedAt));
  },

  // Renames it by F2.
  async ({ vscode, engine }) => {
    const { id } = await details(engine, web);
    await vscode.step('asked for the new name', async () => {
      await vscode.selectRows(running(web));
      await vscode.press('F2');
      await vscode.quickInput(/name/i);
    });
    await vscode.answer(/name/i, renamed);
    await vscode.step('renamed', () => vscode.treeItem(running(renamed)).waitFor());
    assert.equal((await named(engine, renamed))?.id, id);
  },

  // Gives the image a second name, and takes it away again.
  async ({ vscode, engine }) => {
    await vscode.step('asked for the tag', async () => {
      await vscode.selectRows(imageRow);
      await vscode.press('F2');
      await vscode.quickInput(/Tag/);
    });
    await vscode.answer(/Tag/, other);
    await vscode.step('tagged', () => vscode.treeItem(/\+1 name/).waitFor());
    assert.deepEqual([...(await tagsOf(engine))].sort(), [image, other]);
    // The image's row has opened, to show the new name.
    await vscode.chooseFromMenu(nameRow, titleOf('longshore.image.untag'));
    await vscode.step('untagged', async () => {
      await vscode.notification(removalSentences.untagged([other]));
      await vscode.treeItem(/\+1 name/).waitFor({ state: 'detached' });
    });
    await vscode.dismissNotifications();
    assert.deepEqual(await tagsOf(engine), [image]);
  },

  // Takes one of two names away by Delete: the image and its other name stay.
  async ({ vscode, engine }) => {
    const { id } = await engine.images.inspect(image);
    await engine.images.tag(image, other);
    await vscode.treeItem(/\+1 name/).waitFor();
    await vscode.selectRows(nameRow);
    await vscode.press('Delete');
    await vscode.notification(removalSentences.untagged([other]));
    await vscode.dismissNotifications();
    assert.deepEqual((await engine.images.inspect(id)).tags, [image]);
  },

  // Reads its facts by Enter, the whole answer from the menu, and its live figures.
  async ({ vscode, engine }) => {
    await vscode.selectRows(running(renamed));
    await vscode.step('described', async () => {
      await vscode.press('Enter');
      await vscode.pageText('Restart policy');
    });
    await vscode.step('inspected', async () => {
      await vscode.chooseFromMenu(running(renamed), titleOf('longshore.container.inspect'));
      await vscode.line('"Id"').waitFor();
    });
    const { id } = await details(engine, renamed);
    await vscode.editorTextWhen((lines) => lines.some((line) => line.includes(id)));
    await vscode.selectRows(imageRow);
    await vscode.step('image described', async () => {
      await vscode.press('Enter');
      await vscode.pageText('8080/tcp');
    });
    await vscode.step('stats', async () => {
      await vscode.chooseFromMenu(running(renamed), titleOf('longshore.container.stats'));
      await vscode.pageText(/^[\d.]+ [kM]?B of /);
    });
  },

  // Opens one of its files, changes and saves it.
  async ({ vscode }) => {
    await vscode.step('files', async () => {
      await vscode.chooseFromMenu(running(renamed), 'Files', titleOf('longshore.container.files'));
      await vscode.quickInput(openWindowLabel);
    });
    await vscode.choose(/^var/);
    await vscode.quickInput(/\/var/);
    await vscode.choose(/^www/);
    await vscode.step('files in a folder', async () => void (await vscode.quickInput(/hello\.txt/)));
    await vscode.choose(/^hello\.txt/);
    await vscode.line('Hello from a container').click();
    await vscode.press('Control+A');
    await vscode.type('Changed in the editor');
    await vscode.step('file changed', () => vscode.changedTab('hello.txt').waitFor());
    await vscode.press('Control+S');
    await vscode.step('file saved', () => vscode.savedTab('hello.txt').waitFor());
    assert.match(await page(), /Changed in the editor/);
  },

  // Removes two containers at once by Delete.
  async ({ vscode, engine }) => {
    await vscode.step('two selected', () => vscode.selectRows(exited(idleA), exited(idleB)));
    await vscode.step('asked before removal', async () => {
      await vscode.press('Delete');
      const asked = await vscode.dialog(/Remove/);
      assert.ok(asked.includes(idleA) && asked.includes(idleB), asked);
    });
    await vscode.pressInDialog('Remove');
    await vscode.step('both removed', async () => {
      for (const name of [idleA, idleB]) await vscode.treeItem(exited(name)).waitFor({ state: 'detached' });
    });
    assert.deepEqual([await named(engine, idleA), await named(engine, idleB)], [undefined, undefined]);
    assert.ok(await named(engine, idleC));
  },

  // Removes of the stopped ones only what stays ticked.
  async ({ vscode, engine }) => {
    await vscode.step('tick list', async () => {
      await vscode.runCommand(paletteTitleOf('longshore.container.prune'));
      await vscode.listed(idleC);
    });
    await vscode.untickAllBut(idleC);
    await vscode.step('one ticked', async () => void (await vscode.quickInput(removalWords.containers(1, undefined))));
    await vscode.press('Enter');
    await vscode.step('asked before prune', async () => {
      const asked = await vscode.dialog(removalWords.containers(1, undefined));
      assert.ok(asked.includes(idleC) && !asked.includes(idleD), asked);
    });
    await vscode.pressInDialog('Remove');
    await vscode.step('pruned', async () => {
      await vscode.notification(containersRemoved(1));
      await vscode.treeItem(exited(idleC)).waitFor({ state: 'detached' });
    });
    assert.deepEqual([await named(engine, idleC), (await named(engine, idleD))?.name], [undefined, idleD]);
  },
];

/** Else a browser saves by itself after a second, and shows no mark of what is not saved yet. */
const settings = { 'files.autoSave': 'off' };

const theme = process.env.LONGSHORE_TEST_THEME === 'light' ? 'light' : 'dark';

describe('the ten commonest commands', () => {
  let vscode: VsCode;
  let engine: Engine;
  let isBaseOurs = false;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    isBaseOurs = await ensureBusyboxImage({ socketPath, reference: base });
    const from = await engine.containers.create({ image: base, name: idleA });
    const changes = [`CMD ${JSON.stringify(['sh', '-c', server])}`, 'EXPOSE 8080'];
    await engine.containers.commit(from, { reference: image, message: '', author: '', changes, pause: false });
    await engine.containers.remove(from);
    for (const name of idle) {
      const id = await engine.containers.create({ image: base, name, command: ['true'] });
      await untilEvent(engine, 'die', id, () => engine.containers.start(id));
    }
    vscode = await openVsCode({ theme, screenshots: `commands-${theme}`, settings });
  });

  after(async () => {
    await vscode?.close();
    for (const name of [web, renamed, ...idle]) await removeContainer(socketPath, name);
    for (const name of [other, image, ...(isBaseOurs ? [base] : [])]) await removeImage(socketPath, name);
    engine?.close();
  });

  it('work by buttons, menus, keys and the palette, and the engine says so', async () => {
    for (const chapter of story) await chapter({ vscode, engine });
  }).timeout(180_000);
});
