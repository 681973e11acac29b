// An extension of the browser's host, for tests: holds the files of its files.json in memory, as the file system `memory:`.
const vscode = require('vscode');

/** @param {import('vscode').ExtensionContext} context */
exports.activate = async ({ extensionUri, subscriptions }) => {
  const source = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'files.json'));
  /** @type {Record<string, string>} */
  const texts = JSON.parse(new TextDecoder().decode(source));
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  const changed = new vscode.EventEmitter();
  /** @param {string} folder */
  const below = (folder) => [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
  const refused = () => {
    throw vscode.FileSystemError.NoPermissions();
  };
  subscriptions.push(
    vscode.workspace.registerFileSystemProvider('memory', {
      onDidChangeFile: changed.event,
      watch: () => new vscode.Disposable(() => {}),
      stat(uri) {
        const content = files.get(uri.path);
        const type = content ? vscode.FileType.File : vscode.FileType.Directory;
        if (!content && below(uri.path).length === 0) throw vscode.FileSystemError.FileNotFound(uri);
        return { type, ctime: 0, mtime: 0, size: content?.length ?? 0 };
      },
      readDirectory(uri) {
        const names = new Map();
        for (const path of below(uri.path)) {
          const [name, ...rest] = path.slice(uri.path.length + 1).split('/');
          names.set(name, rest.length > 0 ? vscode.FileType.Directory : vscode.FileType.File);
        }
        if (names.size === 0) throw vscode.FileSystemError.FileNotFound(uri);
        return [...names];
      },
      readFile(uri) {
        const content = files.get(uri.path);
        if (!content) throw vscode.FileSystemError.FileNotFound(uri);
        return content;
      },
      writeFile(uri, content) {
        files.set(uri.path, new Uint8Array(content));
        changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
      },
      createDirectory: refused,
      delete: refused,
      rename: refused,
    }),
  );
};
