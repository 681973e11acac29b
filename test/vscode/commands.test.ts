// Every command, wired in a real editor, against the real engine that DOCKER_HOST names.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, type Disposable, env, extensions, type Terminal, window, workspace } from 'vscode';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { isEngineError } from '../../src/errors.ts';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';

const prefix = 'longshore-test-vscode';
const baseImage = 'longshore-test-busybox:1';
const labels = { 'longshore.test': '1' };

/** What the manifest contributes; the unit tests hold it against the tables. */
const contributed: string[] = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
).contributes.commands.map(({ command }: { command: string }) => command);

async function opened(name: RegExp, open: () => Thenable<unknown>): Promise<Terminal> {
  let subscription: Disposable | undefined;
  const seen = new Promise<Terminal>((resolve) => {
    subscription = window.onDidOpenTerminal((terminal) => {
      if (name.test(terminal.name)) resolve(terminal);
    });
  });
  try {
    await open();
    return await seen;
  } finally {
    subscription?.dispose();
  }
}

const socketPath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');

describe('commands in the editor', () => {
  let engine: Engine;
  let id: string;

  const stateOf = async (container: string) => (await engine.containers.inspect(container)).state;
  const newContainer = (name: string) =>
    engine.containers.create({
      image: baseImage,
      name: `${prefix}-${name}`,
      // A shell that obeys SIGTERM, so that a stop need not wait ten seconds.
      command: ['sh', '-c', 'trap "exit 0" TERM; echo ready; while :; do sleep 0.1; done'],
      labels,
    });

  before(async () => {
    const endpoint = resolveEndpoint({ env: process.env, dockerConfigFolder: join(homedir(), '.docker') });
    engine = await connect(endpoint);
    await ensureBusyboxImage({ socketPath, reference: baseImage });
  });

  beforeEach(async () => {
    id = await newContainer('one');
  });

  afterEach(async () => {
    for (const terminal of window.terminals) terminal.dispose();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await engine.containers.remove(id, { force: true }).catch((error: unknown) => {
      if (!isEngineError(error, 'not-found')) throw error;
    });
  });

  after(() => engine.close());

  it('are all registered', async () => {
    await extensions.getExtension('longshore.longshore')?.activate();
    const known = await commands.getCommands(true);
    assert.deepEqual(
      contributed.filter((command) => !known.includes(command)),
      [],
    );
  });

  it('start, restart and stop a container', async () => {
    await commands.executeCommand('longshore.container.start', [id]);
    assert.equal(await stateOf(id), 'running');
    await commands.executeCommand('longshore.container.restart', [id]);
    assert.equal(await stateOf(id), 'running');
    await commands.executeCommand('longshore.container.stop', [id]);
    assert.equal(await stateOf(id), 'exited');
  });

  it('work on several containers at once', async () => {
    const other = await newContainer('two');
    try {
      await commands.executeCommand('longshore.container.start', [id, other]);
      assert.deepEqual([await stateOf(id), await stateOf(other)], ['running', 'running']);
    } finally {
      await engine.containers.remove(other, { force: true });
    }
  });

  it('open logs, an attached terminal and a shell', async () => {
    await engine.containers.start(id);
    const name = `${prefix}-one`;
    await opened(new RegExp(`^Logs of ${name}$`), () => commands.executeCommand('longshore.container.logs', [id]));
    await opened(new RegExp(`^${name}$`), () => commands.executeCommand('longshore.container.attach', [id]));
    await opened(new RegExp(`^Shell in ${name}$`), () => commands.executeCommand('longshore.container.shell', [id]));
  });

  it('open a window inside a container by the command of Dev Containers, which gets its id', async () => {
    await engine.containers.start(id);
    const asked: unknown[][] = [];
    const stub = commands.registerCommand('remote-containers.attachToRunningContainer', (...given) =>
      asked.push(given),
    );
    try {
      await commands.executeCommand('longshore.container.openInside', [id]);
      assert.deepEqual(asked, [[id]]);
    } finally {
      stub.dispose();
    }
  });

  it('show what the engine says of a container and an image', async () => {
    await commands.executeCommand('longshore.container.inspect', [id]);
    const shown = window.activeTextEditor?.document;
    assert.equal(JSON.parse(String(shown?.getText())).Id, id);
    assert.equal(shown?.languageId, 'json');
    const { id: imageId } = await engine.images.inspect(baseImage);
    await commands.executeCommand('longshore.image.inspect', [imageId]);
    assert.equal(JSON.parse(String(window.activeTextEditor?.document.getText())).Id, imageId);
  });

  it('copy ids and names', async () => {
    await commands.executeCommand('longshore.container.copyId', [id]);
    assert.equal(await env.clipboard.readText(), id);
    const { id: imageId } = await engine.images.inspect(baseImage);
    await commands.executeCommand('longshore.image.copyName', [imageId]);
    assert.equal(await env.clipboard.readText(), baseImage);
  });

  it('build the sample site in a terminal and tag the image by its folder', async () => {
    const sample = join(String(workspace.workspaceFolders?.[0]?.uri.fsPath), 'site');
    const temporary = await mkdtemp(join(tmpdir(), 'longshore-'));
    const folder = join(temporary, `${prefix}-site`);
    const base = 'longshore-sample/busybox:1';
    const isBaseOurs = await ensureBusyboxImage({ socketPath, reference: base });
    try {
      await cp(sample, folder, { recursive: true });
      await commands.executeCommand('longshore.dockerfile.build', { dockerfile: join(folder, 'Dockerfile') });
      const image = await engine.images.inspect(`${prefix}-site:latest`);
      assert.ok(image.size > 100_000, `${image.size} bytes`);
      assert.ok(image.exposedPorts.length > 0);
      await engine.images.remove(`${prefix}-site:latest`);
    } finally {
      if (isBaseOurs) await engine.images.remove(base);
      await rm(temporary, { recursive: true });
    }
  });

  it('are told as docker commands, of which all are copied as a script', async () => {
    await commands.executeCommand('longshore.container.stop', [id]);
    let isOver = false;
    const showing = commands.executeCommand('longshore.showEquivalents').then(() => {
      isOver = true;
    });
    // Copy All is the first of the list, as soon as that is there.
    while (!isOver) await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await showing;
    const script = await env.clipboard.readText();
    const { name } = await engine.containers.inspect(id);
    assert.match(script, new RegExp(`^#!/bin/sh\n[\\s\\S]*^docker stop ${name}$`, 'm'));
  });

  it('leave the tree and the log to be opened', async () => {
    await commands.executeCommand('longshore.containers.focus');
    await commands.executeCommand('longshore.refresh');
    await commands.executeCommand('longshore.showLog');
  });
});
