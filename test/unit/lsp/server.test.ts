// The language server over its protocol, as an editor speaks with it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { ignoreSentences } from '../../../src/dockerfile/language/ignore-answers.ts';
import { renameSentences } from '../../../src/dockerfile/language/rename.ts';
import { serve } from '../../../src/lsp/server.ts';

interface Client {
  request<T>(method: string, params: unknown): Promise<T>;
  notify(method: string, params: unknown): Promise<void>;
  readonly published: (uri: string) => Promise<readonly { readonly message: string; readonly code: string }[]>;
  /** Sends a request and takes it back at once; what comes over the wire then. */
  cancelledRequest(method: string, params: unknown): Promise<string>;
  /** What the server wants to be told of. */
  readonly registered: Promise<readonly { readonly method: string }[]>;
  end(): Promise<void>;
}

/** `capabilities`: what the client can; `options`: its initialization options. */
async function start(capabilities: unknown = {}, options: unknown = undefined): Promise<Client> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  void serve(toServer, toClient);
  const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const waiting = new Map<string, (problems: readonly { message: string; code: string }[]) => void>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) =>
    waiting.get(uri)?.(diagnostics),
  );
  const registered = new Promise<readonly { readonly method: string }[]>((resolve) =>
    connection.onRequest('client/registerCapability', ({ registrations }) => resolve(registrations)),
  );
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions: options,
  });
  await connection.sendNotification('initialized', {});
  return {
    request: (method, params) => connection.sendRequest(method, params),
    notify: (method, params) => connection.sendNotification(method, params),
    registered,
    cancelledRequest(method, params) {
      const messages = [
        { jsonrpc: '2.0', id: 'taken back', method, params },
        { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 'taken back' } },
      ];
      const answer = new Promise<string>((resolve) => {
        toClient.on('data', (data: Buffer) => {
          if (data.includes('"taken back"')) resolve(data.toString());
        });
      });
      toServer.write(messages.map((message) => framed(JSON.stringify(message))).join(''));
      return answer;
    },
    published: (uri) => new Promise((resolve) => waiting.set(uri, resolve)),
    async end() {
      // Behind `exit` the server ends its process, which here is the test's.
      await connection.sendRequest('shutdown');
      connection.dispose();
    },
  };
}

function framed(content: string): string {
  return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
}

const uri = 'untitled:Dockerfile';
const open = (client: Client, text: string, languageId = 'dockerfile', at = uri) =>
  client.notify('textDocument/didOpen', { textDocument: { uri: at, languageId, version: 1, text } });

describe('the language server', () => {
  it('answers each request', async () => {
    const client = await start();
    await open(client, 'FROM alpine:3.20 AS base\nARG v=1\nRUN echo $v\nFROM base\n');
    const textDocument = { uri };
    const position = { line: 2, character: 10 };
    const asked: Record<string, unknown> = {
      documentSymbol: {},
      foldingRange: {},
      documentLink: {},
      definition: { position },
      references: { position, context: { includeDeclaration: true } },
      documentHighlight: { position },
      prepareRename: { position },
      rename: { position, newName: 'w' },
      hover: { position },
      completion: { position },
      signatureHelp: { position },
      selectionRange: { positions: [position] },
      'semanticTokens/full': {},
    };
    for (const [method, params] of Object.entries(asked)) {
      const answer = await client.request<unknown>(`textDocument/${method}`, { textDocument, ...(params as object) });
      assert.ok(answer !== null && JSON.stringify(answer) !== '[]', `${method}: ${JSON.stringify(answer)}`);
    }
    await client.end();
  });

  it('takes changes as edits, and publishes the problems of the last text', async () => {
    const client = await start();
    await open(client, 'FROM alpine:3.20\nUSER 1000\nRUN echo 😀 ok\n');
    const problems = client.published(uri);
    await client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: 2, character: 12 }, end: { line: 2, character: 14 } }, text: 'x' },
        { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } }, text: 'USRE' },
      ],
    });
    assert.deepEqual(
      (await problems).map(({ code }) => code).filter((code) => code === 'known-instruction'),
      ['known-instruction'],
    );
    const edits = await client.request<unknown>('textDocument/formatting', {
      textDocument: { uri },
      options: { tabSize: 4, insertSpaces: true, insertFinalNewline: true },
    });
    assert.deepEqual(edits, []);
    await client.end();
  });

  it('lets itself be asked for problems, and goes by initialization options', async () => {
    const client = await start(
      { textDocument: { diagnostic: {} } },
      { rules: { 'pin-base-image': 'error', 'declare-user': 'off' } },
    );
    await open(client, 'FROM alpine\nCMD ["a"]\n');
    const { items } = await client.request<{ items: { code: string; severity: number }[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    assert.deepEqual(
      items.map(({ code, severity }) => [code, severity]).filter(([code]) => code === 'pin-base-image'),
      [['pin-base-image', 1]],
    );
    await client.end();
  });

  it('goes by the configuration file of the folder, and knows what lies there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-lsp-'));
    const path = (name: string) => pathToFileURL(join(folder, name)).href;
    try {
      writeFileSync(join(folder, '.longshore.yaml'), 'rules:\n  pin-base-image: off\n');
      writeFileSync(join(folder, 'server.js'), '');
      const client = await start({ textDocument: { diagnostic: {} } });
      await open(client, 'FROM alpine\nCOPY s /app/\n', 'dockerfile', path('Dockerfile'));
      const textDocument = { uri: path('Dockerfile') };
      const { items } = await client.request<{ items: { code: string }[] }>('textDocument/diagnostic', {
        textDocument,
      });
      assert.ok(!items.some(({ code }) => code === 'pin-base-image'));
      const completion = await client.request<{ items: { label: string }[] }>('textDocument/completion', {
        textDocument,
        position: { line: 1, character: 6 },
      });
      assert.ok(completion.items.some(({ label }) => label === 'server.js'));
      await open(client, '*.js\nnothing\n', 'dockerignore', path('.dockerignore'));
      const ignore = { uri: path('.dockerignore') };
      const idle = await client.request<{ items: { message: string }[] }>('textDocument/diagnostic', {
        textDocument: ignore,
      });
      assert.deepEqual(
        idle.items.map(({ message }) => message),
        [ignoreSentences.idle()],
      );
      const lenses = await client.request<{ command: { title: string } }[]>('textDocument/codeLens', {
        textDocument: ignore,
      });
      assert.equal(lenses[0]?.command.title, ignoreSentences.excludesOne('0 B'));
      await client.end();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('repairs, refactors and refuses', async () => {
    const client = await start();
    await open(client, 'FROM alpine:3.20\nRUN a && b\nCmd node server.js\n');
    const textDocument = { uri };
    const at = (line: number) => ({ start: { line, character: 5 }, end: { line, character: 5 } });
    const actions = (line: number, only?: string[]) =>
      client.request<{ title: string; kind: string; edit?: object }[]>('textDocument/codeAction', {
        textDocument,
        range: at(line),
        context: { diagnostics: [], ...(only ? { only } : {}) },
      });
    assert.ok(
      (await actions(1)).some(
        ({ kind, edit }) => kind === 'refactor.rewrite' && JSON.stringify(edit).includes('<<EOF'),
      ),
    );
    assert.ok((await actions(2, ['refactor'])).every(({ kind }) => kind.startsWith('refactor.')));
    assert.deepEqual(
      (await actions(2, ['source.fixAll'])).map(({ kind }) => kind),
      ['source.fixAll.longshore'],
    );
    await assert.rejects(
      client.request('textDocument/rename', { textDocument, position: { line: 0, character: 6 }, newName: 'x' }),
      { message: renameSentences.nothing() },
    );
    await client.end();
  });

  it('shows values in place where that is wanted', async () => {
    const client = await start({}, { longshore: { inlayHints: true } });
    await open(client, 'ARG v=3.20\nFROM alpine:$v\n');
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const hints = await client.request<unknown>('textDocument/inlayHint', { textDocument: { uri }, range });
    assert.deepEqual(hints, [{ position: { line: 1, character: 14 }, label: '3.20', paddingLeft: true }]);
    await client.end();
  });

  it('gives up what is cancelled while it reads the disk', async () => {
    const client = await start({ textDocument: { diagnostic: {} } });
    const file = pathToFileURL(join(tmpdir(), 'longshore-no-such-folder', 'Dockerfile')).href;
    await open(client, 'FROM alpine:3.20\n', 'dockerfile', file);
    const answer = await client.cancelledRequest('textDocument/diagnostic', { textDocument: { uri: file } });
    assert.match(answer, /"code":-32800/);
    await client.end();
  });

  it('asks to be told of files that it goes by', async () => {
    const client = await start({ workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } });
    const [registration] = await client.registered;
    assert.equal(registration?.method, 'workspace/didChangeWatchedFiles');
    await client.end();
  });
});
