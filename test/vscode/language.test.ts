// Dockerfiles in a real editor: diagnostics while typing, fixes applied by the editor, lenses with their commands.
import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeLens,
  commands,
  type Diagnostic,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { codeOf, diagnosticsWhen, untitled } from './diagnostics.ts';

const folder = () => {
  const uri = workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri, 'the tests run with a folder open');
  return uri;
};

async function openDockerfile(...path: string[]): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(Uri.joinPath(folder(), ...path)));
}

async function applyFix(document: TextDocument, diagnostic: Diagnostic, title: RegExp): Promise<void> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic.range,
  );
  const action = actions.find((candidate) => title.test(candidate.title));
  assert.ok(action?.edit, `a fix like ${title} among: ${actions.map((candidate) => candidate.title).join(', ')}`);
  assert.ok(await workspace.applyEdit(action.edit));
}

/** Waits for a tab whose label fits. */
async function tabOpened(label: RegExp): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => label.test(tab.label)))) return;
      subscription.dispose();
      resolve();
    };
    const subscription = window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

describe('a Dockerfile in the editor', () => {
  afterEach(async () => {
    await commands.executeCommand('workbench.action.files.revert');
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows the sample’s faults at their words when it is opened', async () => {
    const { document } = await openDockerfile('shop', 'Dockerfile');
    const found = await diagnosticsWhen(document.uri, (all) => all.length > 0);
    const words = Object.fromEntries(found.map((one) => [codeOf(one), document.getText(one.range)]));
    assert.ok('pin-base-image' in words && 'copy-manifest-before-install' in words, JSON.stringify(words));
    assert.ok('no-server-in-run' in words && 'no-slash-comment' in words, JSON.stringify(words));
    assert.match(String(words['pin-base-image']), /^\S+$/);
  });

  it('follows what is typed', async () => {
    const document = await untitled('FROM node:22\nWORKDIR app\n');
    await diagnosticsWhen(document.uri, (all) => all.some((one) => codeOf(one) === 'absolute-workdir'));
    const editor = window.activeTextEditor;
    await editor?.edit((edit) => edit.insert(document.positionAt(document.getText().indexOf('app')), '/'));
    await diagnosticsWhen(document.uri, (all) => !all.some((one) => codeOf(one) === 'absolute-workdir'));
  });

  it('repairs the cache order with the manifests that are there', async () => {
    const { document } = await openDockerfile('shop', 'Dockerfile');
    const isIt = (one: Diagnostic) => codeOf(one) === 'copy-manifest-before-install';
    const [fault] = (await diagnosticsWhen(document.uri, (all) => all.some(isIt))).filter(isIt);
    assert.ok(fault);
    await applyFix(document, fault, /manifests/);
    const lines = document.getText().split('\n');
    const at = (pattern: RegExp) => lines.findIndex((line) => pattern.test(line));
    assert.ok(at(/^COPY .*package\.json/) >= 0, document.getText());
    assert.ok(at(/^COPY .*package\.json/) < at(/^RUN npm/), document.getText());
    assert.ok(at(/^RUN npm/) < at(/^COPY \. /), document.getText());
    await diagnosticsWhen(document.uri, (all) => !all.some(isIt));
  });

  it('points at a source that is not there, also in a folder', async () => {
    const { document } = await openDockerfile('site', 'Dockerfile');
    const at = document.positionAt(document.getText().length);
    await window.activeTextEditor?.edit((edit) => edit.insert(at, '\nCOPY src/index.html src/styl.css /copied/\n'));
    const isIt = (one: Diagnostic) => codeOf(one) === 'copy-existing-file';
    const found = (await diagnosticsWhen(document.uri, (all) => all.some(isIt))).filter(isIt);
    assert.deepEqual(
      found.map(({ range }) => document.getText(range)),
      ['src/styl.css'],
    );
    const [fault] = found;
    assert.ok(fault);
    await applyFix(document, fault, /style\.css/);
    await diagnosticsWhen(document.uri, (all) => !all.some(isIt));
  });

  it('links each problem to its rule’s page', async () => {
    const document = await untitled('FROM node\n');
    const [problem] = await diagnosticsWhen(document.uri, (all) => all.some((one) => codeOf(one) === 'pin-base-image'));
    const code = problem?.code;
    assert.ok(typeof code === 'object' && code.target.scheme === 'command', JSON.stringify(code));
    await commands.executeCommand('longshore.rule.open', code.value);
    await tabOpened(/pin-base-image/);
  });

  it('does not lint where the setting says never', async () => {
    const setting = workspace.getConfiguration('longshore');
    const document = await untitled('FROM node\n');
    await diagnosticsWhen(document.uri, (all) => all.length > 0);
    await setting.update('lint.run', 'never', true);
    try {
      await diagnosticsWhen(document.uri, (all) => all.length === 0);
    } finally {
      await setting.update('lint.run', undefined, true);
    }
    await diagnosticsWhen(document.uri, (all) => all.length > 0);
  });

  it('takes a rule’s severity from the setting', async () => {
    const setting = workspace.getConfiguration('longshore');
    const document = await untitled('FROM node\n');
    await setting.update('rules', { 'pin-base-image': 'off' }, true);
    try {
      await diagnosticsWhen(document.uri, (all) => !all.some((one) => codeOf(one) === 'pin-base-image'));
    } finally {
      await setting.update('rules', undefined, true);
    }
    await diagnosticsWhen(document.uri, (all) => all.some((one) => codeOf(one) === 'pin-base-image'));
  });

  it('carries Build, Run and Push above it, and the way to each named stage', async () => {
    const { document } = await openDockerfile('site', 'Dockerfile');
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    const ours = lenses.map(({ command }) => command).filter((command) => command?.command.startsWith('longshore.'));
    const ids = ours.map((command) => command?.command);
    for (const verb of ['build', 'run', 'push']) assert.ok(ids.includes(`longshore.dockerfile.${verb}`), ids.join());
    const known = await commands.getCommands(true);
    for (const id of ids) assert.ok(known.includes(String(id)), String(id));
    for (const command of ours) assert.equal(command?.arguments?.[0]?.dockerfile, document.uri.fsPath);
  });
});
