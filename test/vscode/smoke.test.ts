// The least that must work in a real VS Code: the extension is found, starts, and has its commands.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const id = 'longshore.longshore';

describe('the extension in a real VS Code', () => {
  it('is there and starts without an error', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not there`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command of its manifest', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension);
    const declared: { command: string }[] = extension.packageJSON.contributes.commands;
    assert.ok(declared.length > 0, 'the manifest declares no command');
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      declared.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });

  it('opens the sample workspace from the disk', () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.equal(folder?.uri.scheme, 'file');
  });
});
