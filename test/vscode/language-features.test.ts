// The language features of Dockerfiles, each asked for as the editor asks: that they are wired. What they answer is tested in
// plain Node.
import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeLens,
  type CompletionList,
  commands,
  type DocumentHighlight,
  type DocumentLink,
  type DocumentSymbol,
  extensions,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type Location,
  MarkdownString,
  Position,
  Range,
  type SelectionRange,
  type SemanticTokens,
  type SignatureHelp,
  type TextDocument,
  type TextEdit,
  Uri,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';

const text = [
  'ARG VERSION=22',
  'FROM node:$VERSION AS build',
  'RUN npm ci \\',
  '&& npm run build',
  '',
  'FROM node:22',
  'COPY --from=build /app /app',
  'WORKDIR /app',
  '',
].join('\n');

describe('the language features of a Dockerfile', () => {
  let document: TextDocument;
  before(async () => {
    // In an editor they come a moment after the first problems, and it asks again then.
    await extensions.getExtension('longshore.longshore')?.activate();
    document = await workspace.openTextDocument({ language: 'dockerfile', content: text });
    await window.showTextDocument(document);
  });
  after(async () => {
    await workspace.getConfiguration().update('longshore.dockerfile.inlayHints', undefined, true);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  const ask = <T>(command: string, ...more: unknown[]) =>
    commands.executeCommand<T>(`vscode.execute${command}`, document.uri, ...more);
  /** Just behind a piece of the text. */
  const behind = (piece: string) => document.positionAt(document.getText().indexOf(piece) + piece.length);
  const wordsAt = (ranges: readonly { readonly range: Range }[]) => ranges.map(({ range }) => document.getText(range));

  it('outline', async () => {
    const symbols = await ask<DocumentSymbol[]>('DocumentSymbolProvider');
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, ...children.map((child) => child.name)]),
      [['ARG'], ['build', 'RUN'], ['1', 'COPY', 'WORKDIR']],
    );
  });

  it('folding', async () => {
    const folds = await ask<FoldingRange[]>('FoldingRangeProvider');
    assert.ok(
      folds.some(({ start, end }) => start === 2 && end === 3),
      JSON.stringify(folds),
    );
  });

  it('selection', async () => {
    const [inner] = await ask<SelectionRange[]>('SelectionRangeProvider', [behind('npm ru')]);
    const sizes = [];
    for (let each = inner; each; each = each.parent) sizes.push(document.getText(each.range).length);
    assert.ok(sizes.length > 3, sizes.join());
    assert.equal(sizes.at(-1), text.length);
  });

  it('highlights, references and definition of a stage', async () => {
    const at = behind('--from=bui');
    const highlights = await ask<DocumentHighlight[]>('DocumentHighlights', at);
    assert.deepEqual(wordsAt(highlights), ['build', 'build']);
    const references = await ask<Location[]>('ReferenceProvider', at);
    assert.deepEqual(wordsAt(references), ['build', 'build']);
    const [definition] = await ask<Location[]>('DefinitionProvider', at);
    assert.equal(definition?.range.start.line, 1);
  });

  it('rename', async () => {
    const edit = await ask<WorkspaceEdit>('DocumentRenameProvider', behind('--from=bui'), 'compile');
    assert.deepEqual(
      edit.get(document.uri).map(({ newText, range }) => [document.getText(range), newText]),
      [
        ['build', 'compile'],
        ['build', 'compile'],
      ],
    );
    await assert.rejects(async () => ask('DocumentRenameProvider', behind('--from=bui'), 'no name'));
  });

  it('links', async () => {
    const links = await ask<DocumentLink[]>('LinkProvider');
    assert.match(String(links[0]?.target), /^https:\/\/hub\.docker\.com\/_\/node/);
  });

  it('signatures', async () => {
    const help = await ask<SignatureHelp>('SignatureHelpProvider', behind('WORKDIR '));
    assert.match(String(help.signatures[0]?.label), /^WORKDIR /);
  });

  it('hover, with what is in the file and what is in the manual', async () => {
    const told = async (position: Position) =>
      (await ask<Hover[]>('HoverProvider', position)).flatMap(({ contents }) =>
        contents.map((content) => (content instanceof MarkdownString ? content.value : String(content))),
      );
    assert.match((await told(behind('WORK'))).join('\n'), /docs\.docker\.com/);
    assert.match((await told(behind('node:$VER'))).join('\n'), /22/);
  });

  it('hints, if they are wanted', async () => {
    const whole = new Range(new Position(0, 0), new Position(8, 0));
    assert.deepEqual(await ask<InlayHint[]>('InlayHintProvider', whole), []);
    await workspace.getConfiguration().update('longshore.dockerfile.inlayHints', true, true);
    const hints = await ask<InlayHint[]>('InlayHintProvider', whole);
    assert.deepEqual(
      hints.map(({ label }) => label),
      ['22'],
    );
  });

  it('colours', async () => {
    const { data } = await commands.executeCommand<SemanticTokens>(
      'vscode.provideDocumentSemanticTokens',
      document.uri,
    );
    assert.ok(data.length > 50, String(data.length));
  });

  it('format', async () => {
    const edits = await ask<TextEdit[]>('FormatDocumentProvider', { tabSize: 4, insertSpaces: true });
    assert.ok(
      edits.some(({ range, newText }) => range.start.line === 3 && /^ +/.test(newText)),
      JSON.stringify(edits),
    );
  });

  it('completion of instructions, flags, variables and stages', async () => {
    const labelsAt = async (position: Position) => {
      const { items } = await ask<CompletionList>('CompletionItemProvider', position);
      return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    assert.ok((await labelsAt(new Position(8, 0))).includes('RUN'));
    assert.ok((await labelsAt(behind('node:$'))).some((label) => label.includes('VERSION')));
    const stages = (await labelsAt(behind('--from='))).filter((label) => label === 'build');
    assert.deepEqual(stages, ['build']);
  });

  it('refactorings', async () => {
    const at = behind('RUN n');
    const actions = await ask<CodeAction[]>('CodeActionProvider', new Range(at, at));
    assert.ok(
      actions.some(({ kind }) => kind?.value.startsWith('refactor')),
      actions.map(({ title }) => title).join(),
    );
  });

  it('none of it, where another extension is to serve Dockerfiles', async () => {
    const settings = workspace.getConfiguration();
    await settings.update('longshore.dockerfile.languageFeatures', false, true);
    try {
      assert.deepEqual((await ask<DocumentSymbol[] | undefined>('DocumentSymbolProvider')) ?? [], []);
    } finally {
      await settings.update('longshore.dockerfile.languageFeatures', undefined, true);
    }
    assert.equal((await ask<DocumentSymbol[]>('DocumentSymbolProvider')).length, 3);
  });
});

describe('a .dockerignore file in the editor', () => {
  it('says what each line leaves out', async () => {
    const [root] = workspace.workspaceFolders ?? [];
    assert.ok(root);
    const folder = Uri.joinPath(root.uri, 'ignored');
    const write = (name: string, content: string) =>
      workspace.fs.writeFile(Uri.joinPath(folder, name), new TextEncoder().encode(content));
    await write('a.log', 'x'.repeat(1000));
    await write('.dockerignore', '*.log\nnothing-here\n');
    const document = await workspace.openTextDocument(Uri.joinPath(folder, '.dockerignore'));
    await window.showTextDocument(document);
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    assert.match(String(lenses[0]?.command?.title), /1 file/);
    const [hover] = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new Position(0, 1),
    );
    assert.ok(hover);
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await workspace.fs.delete(folder, { recursive: true });
  });
});
