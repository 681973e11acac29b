// A workspace that somebody sent, opened without trust: its Dockerfiles are linted, and it decides nothing.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { removeImage } from '../support/engine-cleanup.ts';
import { openVsCode, type VsCode } from './driver.ts';

const enginePath = String(process.env.DOCKER_HOST).replace(/^unix:\/\//, '');
const image = 'longshore-test-untrusted:1';

describe('a workspace that is not trusted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-untrusted-'));
  const marks = join(folder, 'marks');
  let connections = 0;
  let elsewhere: Server;
  let vscode: VsCode;

  before(async () => {
    await ensureBusyboxImage({ socketPath: enginePath, reference: image });
    elsewhere = createServer((socket) => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    writeFileSync(join(folder, 'shellcheck'), `#!/bin/sh\ntouch ${marks}\n`);
    chmodSync(join(folder, 'shellcheck'), 0o755);
    vscode = await openVsCode({
      screenshots: 'untrusted',
      settings: { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' },
      env: { PATH: [folder, String(process.env.PATH)].join(delimiter) },
      prepare: (workspace) => {
        const { port } = elsewhere.address() as { port: number };
        mkdirSync(join(workspace, '.vscode'), { recursive: true });
        writeFileSync(
          join(workspace, '.vscode', 'settings.json'),
          JSON.stringify({ 'longshore.engine.host': `tcp://127.0.0.1:${port}`, 'longshore.lint.shellcheck': true }),
        );
        writeFileSync(join(workspace, '.longshore.yaml'), 'shellcheck: true\n');
      },
    });
  });

  after(async () => {
    await vscode?.close();
    elsewhere.close();
    await removeImage(enginePath, image);
    rmSync(folder, { recursive: true });
  });

  it('is linted, chooses no engine, and has nothing run', async () => {
    await vscode.step('restricted', async () => {
      await vscode.page.locator('.statusbar').filter({ hasText: 'Restricted Mode' }).waitFor();
    });
    await vscode.step('linted', async () => {
      await vscode.openFile('shop/Dockerfile');
      await vscode.squiggles('warning').first().waitFor();
    });
    await vscode.step('the engine of the user', async () => {
      await vscode.openContainer('Longshore');
      await vscode.treeItem(new RegExp(image)).waitFor();
    });
    assert.equal(connections, 0);
    assert.ok(!existsSync(marks), 'the workspace had shellcheck run');
  }).timeout(120_000);
});
