// Images of registries in a Dockerfile: completed behind FROM, and said to be behind, with fixes that pin them.
import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeLens,
  type CompletionList,
  commands,
  type Diagnostic,
  type Hover,
  type MarkdownString,
  Position,
  Range,
  type TextDocument,
  workspace,
} from 'vscode';
import { pinToNewest, pinToOneHere } from '../../src/commands/images/pins.ts';
import { connect } from '../../src/engine/connect.ts';
import { resolveEndpoint } from '../../src/engine/endpoint/endpoint.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { onThisEngine } from '../../src/panels/base-words.ts';
import { type Registry, startRegistry } from '../support/registry.ts';
import { pushImage } from '../support/registry-content.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { codeOf, diagnosticsWhen, untitled } from './diagnostics.ts';

const week = 7 * 86_400_000;

/** At the end of this line. */
async function completed(document: TextDocument, line: number) {
  const { items, isIncomplete = false } = await commands.executeCommand<CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.lineAt(line).range.end,
  );
  return { texts: items.map(({ insertText }) => String(insertText)), isIncomplete };
}

async function hoverText(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers.flatMap(({ contents }) => contents.map((content) => (content as MarkdownString).value)).join();
}

describe('images of registries in a Dockerfile', () => {
  let registry: Registry;
  let engine: Engine;
  let name: string;
  before(async () => {
    registry = await startRegistry();
    engine = await connect(resolveEndpoint({ env: process.env, dockerConfigFolder: '/nonexistent' }));
    name = `${registry.host}/team/base`;
    const createdAt = Date.now() - 10 * week;
    for (const tag of ['1.9', '1.10', 'latest'])
      await pushImage(registry.host, 'team/base', tag, { layers: [Buffer.from('old')], createdAt });
    await engine.images.pull(`${name}:1.10`, () => undefined);
  });
  after(async () => {
    await commands.executeCommand('workbench.action.files.revert');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await engine.images.remove(`${name}:1.10`);
    engine.close();
    await registry.stop();
  });

  it('are completed behind the colon, with the highest version first, and stages where they may stand', async () => {
    const document = await untitled(`FROM scratch AS first\nFROM ${name}:\nCOPY --from=`);
    for (;;) {
      const { texts, isIncomplete } = await completed(document, 1);
      const tags = texts.filter((text) => text.startsWith(name));
      // A registry that is slow has its tags the next time; while the extension starts, nobody asks it.
      if (isIncomplete || tags.length === 0) continue;
      assert.deepEqual(
        [...tags].sort(),
        ['1.10', '1.9', 'latest'].map((tag) => `${name}:${tag}`),
      );
      assert.ok(texts.includes('first') && texts.includes('scratch'), texts.join());
      break;
    }
    const { texts } = await completed(document, 2);
    assert.ok(texts.includes('first') && !texts.includes('scratch'), texts.join());
  });

  it('are said to be behind in lens and hover, and pinned by a fix', async () => {
    const { descriptor } = await pushImage(registry.host, 'team/base', '1.10', {
      layers: [Buffer.from('new')],
      createdAt: Date.now() - 7 * week,
    });
    const document = await untitled(`FROM ${name}:1.10 AS base\n`);
    await commands.executeCommand('longshore.image.checkNewer', [`${name}:1.10`]);
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
    const titles = lenses.flatMap(({ command }) => command?.title ?? []);
    assert.ok(
      titles.some((title) => title.endsWith(`${name}:1.10 is 3 weeks behind`)),
      titles.join(),
    );
    const said = await hoverText(document, new Position(0, 8));
    assert.ok(said.includes(descriptor.digest), said);

    const fixes = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      new Range(0, 8, 0, 8),
    );
    const pin = fixes.find(({ title }) => patternOf((digest) => pinToNewest(`${name}:1.10`, digest)).test(title));
    assert.ok(pin?.edit, fixes.map(({ title }) => title).join());
    assert.ok(fixes.some(({ title }) => patternOf((digest) => pinToOneHere(`${name}:1.10`, digest)).test(title)));
    assert.ok(await workspace.applyEdit(pin.edit));
    assert.equal(document.lineAt(0).text, `FROM ${name}:1.10@${descriptor.digest} AS base`);
  });

  it('are told of as the engine has them, also where a variable holds their tag', async () => {
    const document = await untitled(`ARG TAG=1.10\nFROM ${name}:$TAG\nFROM ${name}:absent\n`);
    const hoverAt = async (line: number) => (await hoverText(document, new Position(line, 8))).replaceAll('\\', '');
    const brought = patternOf((size, age, platforms) => onThisEngine(size, 1, age, platforms));
    assert.match(await hoverAt(1), brought);
    assert.doesNotMatch(await hoverAt(2), brought);
  });

  it('offer their variables and their user, once they are on the engine', async () => {
    const config = { Env: ['PATH=/bin', 'BASE_VERSION=1.10'], User: 'builder' };
    await pushImage(registry.host, 'team/base', 'told', { layers: [Buffer.from('told')], config });
    await engine.images.pull(`${name}:told`, () => undefined);
    try {
      await commands.executeCommand('longshore.refresh');
      const document = await untitled(`FROM ${name}:told\nUSER \nRUN echo $BAS`);
      assert.ok((await completed(document, 1)).texts.includes('builder'));
      assert.ok((await completed(document, 2)).texts.includes('$BASE_VERSION'));
    } finally {
      await engine.images.remove(`${name}:told`);
    }
  });

  it('are said not to be there for the platform that the engine builds for', async () => {
    const foreign = 'longshore-test-vscode-foreign:1';
    await pushImage(registry.host, 'team/base', 's390x', { layers: [Buffer.from('foreign')], platform: 'linux/s390x' });
    await engine.images.pull(`${name}:s390x`, () => undefined, undefined, { platform: 'linux/s390x' });
    // Under this name nobody else has it, so no registry is asked.
    await engine.images.tag(`${name}:s390x`, foreign);
    try {
      await commands.executeCommand('longshore.refresh');
      const document = await untitled(`FROM ${foreign}\n`);
      const isMeant = (diagnostic: Diagnostic) => codeOf(diagnostic) === 'base-image-for-platform';
      const [first] = (await diagnosticsWhen(document.uri, (found) => found.some(isMeant))).filter(isMeant);
      assert.ok(first);
      assert.match(first.message, /only available for linux\/s390x/);
      assert.equal(document.getText(first.range), foreign);
    } finally {
      await engine.images.remove(foreign);
      await engine.images.remove(`${name}:s390x`);
    }
  });
});
