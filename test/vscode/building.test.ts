// What the editor makes of builds beyond their marks: tasks with exit codes, profiles in the settings, the view of the
// build context.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { ConfigurationTarget, commands, type Task, TaskGroup, tasks, Uri, window, workspace } from 'vscode';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';

const baseImage = 'longshore-test-busybox:1';
const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const name = 'longshore-test-vscode-building';

const workspaceFolder = () => {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the tests run with a folder open');
  return folder;
};
const place = (...path: string[]) => Uri.joinPath(workspaceFolder().uri, name, ...path);
const write = (path: string, text: string) => workspace.fs.writeFile(place(path), Buffer.from(text));
const read = async (uri: Uri) => Buffer.from(await workspace.fs.readFile(uri)).toString();

describe('building in the editor', () => {
  let engine: Engine;

  before(async () => {
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') }));
    await ensureBusyboxImage({ socketPath, reference: baseImage });
  });

  afterEach(async () => {
    await commands.executeCommand('longshore.context.close');
    await commands.executeCommand('workbench.action.closeAllEditors');
    for (const terminal of window.terminals) terminal.dispose();
    await workspace
      .getConfiguration(undefined, place('Dockerfile'))
      .update('longshore.build.profiles', undefined, ConfigurationTarget.WorkspaceFolder);
    await rm(place().fsPath, { recursive: true, force: true });
  });

  after(() => engine.close());

  /** The exit code of a task that is run now. */
  async function run(task: Task): Promise<number | undefined> {
    const ended = new Promise<number | undefined>((resolve) => {
      const subscription = tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== task.name) return;
        subscription.dispose();
        resolve(exitCode);
      });
    });
    await tasks.executeTask(task);
    return ended;
  }

  const taskOf = async (dockerfile: string) => {
    const found = (await tasks.fetchTasks({ type: 'longshore' })).find(
      ({ definition }) => definition.dockerfile === dockerfile,
    );
    assert.ok(found, `no task for ${dockerfile}`);
    return found;
  };

  it('offers a task for each Dockerfile, which ends with 0 and the image', async () => {
    const tag = `${name}:latest`;
    await write('Dockerfile', `FROM ${baseImage}\nLABEL longshore.test=1\n`);
    const task = await taskOf(`${name}/Dockerfile`);
    assert.equal(task.group?.id, TaskGroup.Build.id);
    assert.equal(await run(task), 0);
    await engine.images.inspect(tag);
    await engine.images.remove(tag);
  });

  it('builds again in the terminal of the last build, also after a failure', async () => {
    const tag = `${name}:latest`;
    const opened: string[] = [];
    const listening = window.onDidOpenTerminal((terminal) => opened.push(terminal.name));
    const build = () => commands.executeCommand('longshore.dockerfile.build', place('Dockerfile'));
    try {
      for (const text of ['RUN false', 'LABEL longshore.test=1', 'LABEL longshore.test=2']) {
        await write('Dockerfile', `FROM ${baseImage}\n${text}\n`);
        await build();
      }
      assert.deepEqual(opened, [`build ${tag}`]);
      assert.equal(window.activeTerminal?.name, `build ${tag}`);
      await engine.images.inspect(tag);
    } finally {
      listening.dispose();
      await engine.images.remove(tag);
    }
  });

  it('ends the task of a build that fails with 1', async () => {
    await write('Dockerfile', `FROM ${baseImage}\nRUN echo no && false\n`);
    assert.equal(await run(await taskOf(`${name}/Dockerfile`)), 1);
  });

  it('runs a task of tasks.json by its profile of the settings', async () => {
    const tag = `${name}:release`;
    await write(
      'Dockerfile',
      `FROM ${baseImage} AS part\nARG NOTE\nLABEL longshore.test=$NOTE\nFROM part\nRUN false\n`,
    );
    await workspace.getConfiguration(undefined, place('Dockerfile')).update(
      'longshore.build.profiles',
      {
        [`${name}/Dockerfile`]: [{ name: 'release', tags: [tag], target: 'part', buildArgs: { NOTE: 'two words' } }],
      },
      ConfigurationTarget.WorkspaceFolder,
    );
    const tasksFile = Uri.joinPath(workspaceFolder().uri, '.vscode', 'tasks.json');
    const label = 'build the release';
    await workspace.fs.writeFile(
      tasksFile,
      Buffer.from(
        JSON.stringify({
          version: '2.0.0',
          tasks: [
            {
              label,
              type: 'longshore',
              dockerfile: '${workspaceFolder}/longshore-test-vscode-building/Dockerfile',
              profile: 'release',
              problemMatcher: '$longshore-build',
            },
          ],
        }),
      ),
    );
    try {
      const task = await new Promise<Task>((resolve, reject) => {
        const look = async () => {
          const found = (await tasks.fetchTasks()).find((each) => each.name === label);
          if (found) resolve(found);
          else setImmediate(() => look().catch(reject));
        };
        look().catch(reject);
      });
      assert.equal(await run(task), 0);
      assert.equal((await engine.images.inspect(tag)).labels['longshore.test'], 'two words');
      await engine.images.remove(tag);
    } finally {
      await workspace.fs.delete(tasksFile);
    }
  });

  it('opens the settings at the profiles', async () => {
    await write('Dockerfile', `FROM ${baseImage}\n`);
    await commands.executeCommand('longshore.dockerfile.editProfiles', { dockerfile: place('Dockerfile').fsPath });
    const shown = window.activeTextEditor?.document;
    assert.equal(basename(String(shown?.uri.path)), 'settings.json');
    assert.match(String(shown?.getText()), /"longshore\.build\.profiles"/);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('leaves out of the build context by an edit that can be undone', async () => {
    await write('Dockerfile', `FROM ${baseImage}\nCOPY . .\n`);
    await write('big file.bin', 'x'.repeat(1000));
    await write('.dockerignore', '*.log');
    await commands.executeCommand('longshore.dockerfile.showContext', { dockerfile: place('Dockerfile').fsPath });
    await commands.executeCommand('longshore.context.ignore', ['big file.bin']);
    const ignoreFile = place('.dockerignore');
    assert.equal(await read(ignoreFile), '*.log\nbig file.bin\n');
    const editor = window.visibleTextEditors.find(({ document }) => document.uri.path === ignoreFile.path);
    assert.ok(editor, 'it is shown');
    await window.showTextDocument(editor.document, editor.viewColumn);
    await commands.executeCommand('undo');
    assert.equal(editor.document.getText(), '*.log');
    await editor.document.save();
    // One that is not there yet is made.
    await workspace.fs.delete(ignoreFile);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await commands.executeCommand('longshore.context.refresh');
    await commands.executeCommand('longshore.context.ignore', ['big file.bin']);
    assert.equal(await read(ignoreFile), 'big file.bin\n');
    await commands.executeCommand('longshore.context.open', ['big file.bin']);
    assert.equal(basename(String(window.activeTextEditor?.document.uri.path)), 'big file.bin');
  });
});
