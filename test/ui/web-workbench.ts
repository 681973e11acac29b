// VS Code for the Web, as a browser has it without a machine behind it: VS Code's server gives out the workbench only, and the
// extensions run in the browser's own extension host.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { supportFile } from '../support/checkout.mjs';
import { readZip } from '../support/read-zip.ts';

/** An extension that holds a folder in memory, as the file system `memory:`. */
function memoryExtension(workspace: string): Map<string, Buffer> {
  const files = readdirSync(workspace, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [
      posix.join('/sample', path.slice(workspace.length).replaceAll('\\', '/')),
      readFileSync(path, 'utf8'),
    ]);
  const manifest = {
    publisher: 'test',
    name: 'memory-file-system',
    version: '0.0.1',
    engines: { vscode: '^1.100.0' },
    browser: './extension.js',
    activationEvents: ['onFileSystem:memory'],
  };
  return new Map(
    Object.entries({
      'package.json': JSON.stringify(manifest),
      'files.json': JSON.stringify(Object.fromEntries(files)),
      'extension.js': readFileSync(supportFile('memory-file-system.cjs'), 'utf8'),
    }).map(([name, text]) => [name, Buffer.from(text)]),
  );
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/**
 * Makes the workbench that `origin` serves one without a remote machine, with the packaged extension and a copy in memory of a
 * folder. Answers the folder's address.
 */
export async function serveWithoutMachine(
  context: BrowserContext,
  {
    origin,
    vsix,
    workspace,
    settings,
  }: {
    readonly origin: string;
    readonly vsix: string;
    readonly workspace: string;
    readonly settings: Readonly<Record<string, unknown>>;
  },
): Promise<string> {
  const packaged = readZip(readFileSync(vsix))
    .filter(({ path }) => path.startsWith('extension/'))
    .map(({ path, content }) => [path.slice('extension/'.length), content] as const);
  const extensions = new Map([
    ['longshore', new Map(packaged)],
    ['memory', memoryExtension(workspace)],
  ]);
  await context.route(`${origin}/extensions-in-browser/**`, async (route) => {
    const [, , name = '', ...rest] = new URL(route.request().url()).pathname.split('/');
    const body = extensions.get(name)?.get(decodeURIComponent(rest.join('/')));
    const headers = { 'access-control-allow-origin': '*' };
    if (body)
      await route.fulfill({ body, headers, contentType: types[posix.extname(rest.at(-1) ?? '')] ?? 'text/plain' });
    else await route.fulfill({ status: 404, headers });
  });
  await context.route(
    (url) => url.origin === origin && url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const html = await response.text();
      const attribute = /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/;
      const [, , escaped = ''] = attribute.exec(html) ?? [];
      const configuration = JSON.parse(escaped.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
      configuration.configurationDefaults = settings;
      const { protocol, host } = new URL(origin);
      configuration.additionalBuiltinExtensions = [...extensions.keys()].map((name) => ({
        scheme: protocol.slice(0, -1),
        authority: host,
        path: `/extensions-in-browser/${name}`,
      }));
      const changed = JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      await route.fulfill({ response, body: html.replace(attribute, (_, front) => `${front}${changed}`) });
    },
  );
  // This server's workbench takes the host that serves it for the remote machine, whatever its configuration says.
  await context.route('**/out/vs/code/browser/workbench/workbench.js', async (route) => {
    const response = await route.fetch();
    const [before, after, ...others] = (await response.text()).split('remoteAuthority:location.host');
    assert.ok(
      before !== undefined && after !== undefined && others.length === 0,
      'the workbench names its machine once',
    );
    await route.fulfill({ response, body: `${before}remoteAuthority:undefined${after}` });
  });
  return 'memory:/sample';
}
