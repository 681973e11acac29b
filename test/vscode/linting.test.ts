// What the editor makes of linting beyond marks: configuration files, repairs on demand and on save, comments that ignore,
// and documents so long that another thread lints them.
import assert from 'node:assert/strict';
import {
  type CodeAction,
  CodeActionKind,
  commands,
  type Diagnostic,
  languages,
  Position,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { codeOf, diagnosticsWhen } from './diagnostics.ts';
import { remoteFiles } from './remote-files.ts';

/** Each test has its own: the editor keeps documents of files that are gone for a while. */
let tests = 0;
const folder = () => {
  const uri = workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri, 'the tests run with a folder open');
  return Uri.joinPath(uri, `linting-${tests}`);
};

async function write(name: string, text: string): Promise<Uri> {
  const uri = Uri.joinPath(folder(), name);
  await workspace.fs.writeFile(uri, Buffer.from(text));
  return uri;
}

async function open(uri: Uri): Promise<TextDocument> {
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

const whenDiagnostics = (uri: Uri, wanted: (codes: readonly string[]) => boolean) =>
  diagnosticsWhen(uri, (found) => wanted(found.map(codeOf)));

async function actions(document: TextDocument, diagnostic: Diagnostic, kind?: CodeActionKind): Promise<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic.range,
    kind?.value,
  );
}

describe('linting in the editor', () => {
  beforeEach(() => {
    tests++;
  });
  afterEach(async () => {
    await commands.executeCommand('workbench.action.files.revert');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(folder(), { recursive: true });
  });

  it('obeys the project’s configuration file, as soon as it changes', async () => {
    const { uri } = await open(await write('Dockerfile', 'FROM node\nRUN sudo a\n'));
    await whenDiagnostics(uri, (codes) => codes.includes('pin-base-image') && codes.includes('no-sudo'));
    await write('.longshore.yaml', 'rules:\n  pin-base-image: off\n');
    await whenDiagnostics(uri, (codes) => !codes.includes('pin-base-image') && codes.includes('no-sudo'));
    await write('.hadolint.yaml', 'ignored: [DL3004]\n');
    await whenDiagnostics(uri, (codes) => !codes.includes('no-sudo'));
    await workspace.fs.delete(Uri.joinPath(folder(), '.longshore.yaml'));
    await whenDiagnostics(uri, (codes) => codes.includes('pin-base-image'));
  });

  it('shows no mark that it takes away again while the text stays the same', async () => {
    // Whatever could come late speaks here: the configuration, the ignore file, what lies in the folder, the settings of builds.
    await write('.longshore.yaml', 'rules:\n  pin-base-image: off\n');
    await write('.dockerignore', 'hidden.*\n');
    await write('hidden.txt', '');
    await write('there.txt', '');
    const uri = await write('Dockerfile', 'FROM node\nCOPY there.txt hidden.txt absent.txt /srv/\nRUN sudo a\n');
    const seen: string[][] = [];
    const watching = languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((changed) => changed.toString() === uri.toString()))
        seen.push(languages.getDiagnostics(uri).map((diagnostic) => `${codeOf(diagnostic)} ${diagnostic.message}`));
    });
    try {
      const { version } = await open(uri);
      await whenDiagnostics(
        uri,
        (codes) =>
          codes.includes('no-sudo') && codes.includes('copy-ignored-file') && codes.includes('copy-existing-file'),
      );
      // What is asked after the marks has been answered, too, once the features that need it answer.
      await commands.executeCommand('vscode.executeHoverProvider', uri, new Position(1, 8));
      await commands.executeCommand('vscode.executeCodeLensProvider', uri);
      const other = await open(await write('other.Dockerfile', 'FROM alpine:3.20\nRUN sudo b\n'));
      await whenDiagnostics(other.uri, (codes) => codes.includes('no-sudo'));
      const last = seen.at(-1) ?? [];
      for (const [index, marks] of seen.entries()) {
        const later = new Set(seen[index + 1] ?? last);
        assert.deepEqual(
          marks.filter((mark) => !later.has(mark)),
          [],
          JSON.stringify(seen),
        );
      }
      assert.ok(!last.some((mark) => mark.startsWith('pin-base-image')));
      assert.equal((await workspace.openTextDocument(uri)).version, version);
    } finally {
      watching.dispose();
    }
  });

  it('marks while somebody types, by what stands in the folder now', async () => {
    const document = await open(
      await write('Dockerfile', 'FROM alpine:3.20\nCOPY app.txt other.txt /srv/\nUSER app\n'),
    );
    const { uri } = document;
    await write('other.txt', 'there');
    const type = async (text: string) => {
      const edit = new WorkspaceEdit();
      edit.insert(uri, new Position(3, 0), text);
      await workspace.applyEdit(edit);
    };
    await type('RUN sudo a\n');
    await whenDiagnostics(uri, (codes) => codes.includes('no-sudo') && codes.includes('copy-existing-file'));
    // Without another key: the disk is watched.
    await write('app.txt', 'there');
    await whenDiagnostics(uri, (codes) => codes.includes('no-sudo') && !codes.includes('copy-existing-file'));
  });

  it('knows the contexts of build profiles, as soon as the settings name them', async () => {
    const uri = await write('Dockerfile', 'FROM assets\nCOPY --from=later a b\nFROM alpine:3.20 AS later\nUSER app\n');
    await open(uri);
    await whenDiagnostics(uri, (codes) => codes.includes('pin-base-image') && codes.includes('valid-copy-from'));
    const profiles = [{ name: 'dev', buildContexts: { assets: '../assets', later: 'docker-image://alpine:3.20' } }];
    const setting = workspace.getConfiguration('longshore', uri);
    await setting.update('build.profiles', { [workspace.asRelativePath(uri, false)]: profiles }, true);
    try {
      await whenDiagnostics(uri, (codes) => !codes.includes('pin-base-image') && !codes.includes('valid-copy-from'));
    } finally {
      await setting.update('build.profiles', undefined, true);
    }
  });

  it('tells what is wrong in a configuration file, in it, and lints on', async () => {
    const configuration = await write('.longshore.yaml', 'rules:\n  no-sudo: loud\n  pin-base-image: off\n');
    const { uri } = await open(await write('Dockerfile', 'FROM node\nRUN sudo a\n'));
    await whenDiagnostics(uri, (codes) => codes.includes('no-sudo') && !codes.includes('pin-base-image'));
    const [fault] = await whenDiagnostics(configuration, (codes) => codes.length === 1);
    assert.equal(fault?.range.start.line, 1);
    await write('.longshore.yaml', 'rules:\n  no-sudo: style\n');
    await whenDiagnostics(configuration, (codes) => codes.length === 0);
  });

  it('repairs all that is safe, in one go', async () => {
    const document = await open(await write('Dockerfile', '// a\nFROM debian:12\nRUN sudo a && sudo b\n'));
    const [first] = await whenDiagnostics(document.uri, (codes) => codes.includes('no-sudo'));
    assert.ok(first);
    const [all] = await actions(document, first, CodeActionKind.SourceFixAll);
    assert.ok(all?.edit, 'a source action repairs all');
    await workspace.applyEdit(all.edit);
    assert.equal(document.getText(), '# a\nFROM debian:12\nRUN a && b\n');
  });

  it('repairs all by its command', async () => {
    const document = await open(await write('Dockerfile', 'FROM debian:12\nRUN sudo a && sudo b\n'));
    await whenDiagnostics(document.uri, (codes) => codes.filter((code) => code === 'no-sudo').length === 2);
    const repaired = new Promise<void>((resolve) => {
      const listening = workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document || /sudo/.test(document.getText())) return;
        listening.dispose();
        resolve();
      });
    });
    await commands.executeCommand('longshore.dockerfile.repair');
    await repaired;
  });

  it('repairs when it is saved, where the setting says so', async () => {
    const setting = workspace.getConfiguration('editor', { languageId: 'dockerfile' });
    await setting.update('codeActionsOnSave', { 'source.fixAll.longshore': 'explicit' }, true, true);
    try {
      const document = await open(await write('Dockerfile', 'FROM debian:12\nRUN sudo a\n'));
      await whenDiagnostics(document.uri, (codes) => codes.includes('no-sudo'));
      await window.activeTextEditor?.edit((edit) =>
        edit.insert(document.positionAt(document.getText().length), '# b\n'),
      );
      await document.save();
      assert.equal(document.getText(), 'FROM debian:12\nRUN a\n# b\n');
    } finally {
      await setting.update('codeActionsOnSave', undefined, true, true);
    }
  });

  it('offers to ignore a problem by a comment', async () => {
    const document = await open(await write('Dockerfile', 'FROM debian:12\nRUN a && \\\n    sudo b\n'));
    const [sudo] = await whenDiagnostics(document.uri, (codes) => codes.includes('no-sudo'));
    assert.ok(sudo);
    const ignore = (await actions(document, sudo)).find(({ title }) => /^Ignore no-sudo/.test(title));
    assert.ok(ignore?.edit);
    await workspace.applyEdit(ignore.edit);
    assert.equal(document.lineAt(1).text, '# longshore ignore=no-sudo: ');
    await whenDiagnostics(document.uri, (codes) => !codes.includes('no-sudo'));
  });

  it('lints files that are on another machine, with what stands beside them there', async () => {
    const files = remoteFiles(
      'longshore-test-remote',
      new Map([
        ['/app/Containerfile', 'FROM debian:12\nCOPY left-out.txt /a\nCOPY src/there.txt /b\nCOPY src/gone.txt /c\n'],
        ['/app/Containerfile.dockerignore', 'left-out.txt\n'],
        ['/app/.dockerignore', 'src\n'],
        ['/app/left-out.txt', ''],
        ['/app/src/there.txt', ''],
      ]),
    );
    try {
      const document = await open(Uri.from({ scheme: 'longshore-test-remote', path: '/app/Containerfile' }));
      const found = await diagnosticsWhen(document.uri, (now) => now.length > 0);
      const linesOf = (rule: string) =>
        found.filter((each) => codeOf(each) === rule).map(({ range }) => range.start.line);
      assert.deepEqual(linesOf('copy-ignored-file'), [1]);
      assert.deepEqual(linesOf('copy-existing-file'), [3]);
    } finally {
      await commands.executeCommand('workbench.action.closeActiveEditor');
      files.dispose();
    }
  });

  it('lints a long document in another thread', async () => {
    const document = await open(await write('Dockerfile', `FROM debian:12\n${'RUN sudo a && \\\n  b\n'.repeat(4000)}`));
    const found = await whenDiagnostics(
      document.uri,
      (codes) => codes.filter((code) => code === 'no-sudo').length === 4000,
    );
    assert.equal(found.at(-1)?.range.start.line, 7999);
    await window.activeTextEditor?.edit((edit) => edit.insert(document.positionAt(0), '// wrong\n'));
    await whenDiagnostics(document.uri, (codes) => codes.includes('no-slash-comment'));
  });
});
