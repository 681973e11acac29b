// What the extension is measured against: one that does as little as any extension must that marks a word in Dockerfiles, completes one, and
// lists an engine's containers and images. Its times are those of the editor and of the engine.
import { packageStub } from '../support/stub-extension.mjs';

/** Marks each `sudo`; its views list what the engine at `socketPath` has, anew at each event. */
export function packageTrivialExtension(folder: string, socketPath: string): Promise<string> {
  return packageStub({
    folder,
    publisher: 'bench',
    name: 'trivial',
    code: code.replace('SOCKET', JSON.stringify(socketPath)),
    manifest: {
      main: './extension.js',
      activationEvents: ['onLanguage:dockerfile'],
      contributes: {
        viewsContainers: { activitybar: [{ id: 'trivial', title: 'Trivial', icon: '$(symbol-misc)' }] },
        views: {
          trivial: [
            { id: 'trivial.containers', name: 'Containers' },
            { id: 'trivial.images', name: 'Images' },
          ],
        },
      },
    },
  });
}

const code = `
const vscode = require('vscode');
const http = require('http');
const socketPath = SOCKET;
const get = (path) => new Promise((resolve, reject) => {
  http.get({ socketPath, path }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (more) => { text += more; }).on('end', () => resolve(JSON.parse(text)));
  }).on('error', reject);
});
function view(id, path, name) {
  const changed = new vscode.EventEmitter();
  vscode.window.createTreeView(id, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getTreeItem: (label) => new vscode.TreeItem(label),
      getChildren: async () => (await get(path)).map(name),
    },
  });
  return changed;
}
exports.activate = () => {
  const problems = vscode.languages.createDiagnosticCollection('trivial');
  const mark = (document) => {
    if (document.languageId !== 'dockerfile') return;
    const found = [...document.getText().matchAll(/\\bsudo\\b/g)].map(({ index }) => new vscode.Diagnostic(
      new vscode.Range(document.positionAt(index), document.positionAt(index + 4)), 'sudo', vscode.DiagnosticSeverity.Warning));
    problems.set(document.uri, found);
  };
  vscode.workspace.textDocuments.forEach(mark);
  vscode.workspace.onDidOpenTextDocument(mark);
  vscode.workspace.onDidChangeTextDocument(({ document }) => mark(document));
  vscode.languages.registerCompletionItemProvider('dockerfile', {
    provideCompletionItems: () => [new vscode.CompletionItem('RUN', vscode.CompletionItemKind.Keyword)],
  });
  const views = [
    view('trivial.containers', '/containers/json?all=1', ({ Names }) => Names[0].slice(1)),
    view('trivial.images', '/images/json', ({ RepoTags, Id }) => (RepoTags || [])[0] || Id),
  ];
  http.get({ socketPath, path: '/events' }, (answer) => answer.on('data', () => views.forEach((each) => each.fire())))
    .on('error', () => {});
};
`;
