// package.json against the code: whatever one names, the other must have.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { commands, pages } from '../../src/commands/index.ts';
import { commandsInBrowsers } from '../../src/commands/longshore/in-browsers.ts';
import { controlKeys, detachCharacters } from '../../src/engine/detach-keys.ts';
import { kinds } from '../../src/explorer/index.ts';
import { rowsMeantBy } from '../../src/explorer/meant-rows.ts';
import type { ObjectRefs } from '../../src/explorer/object-ref.ts';
import { pageKinds } from '../../src/panels/panel.ts';
import { generatedSections, whereEnginesAre } from '../support/generated-sections.ts';
import { manifestInWords } from '../support/manifest-texts.ts';

interface MenuItem {
  readonly command: string;
  /** In the place of a command. */
  readonly submenu?: string;
  readonly when?: string;
}

const manifest = manifestInWords();
const contributes = manifest.contributes;
const contributed: string[] = contributes.commands.map(({ command }: MenuItem) => command);
const menus = Object.entries(contributes.menus) as [string, MenuItem[]][];
const menuItems = menus.flatMap(([, items]) => items);
const views: string[] = Object.values<{ id: string }[]>(contributes.views)
  .flat()
  .map(({ id }) => id);
/** Title buttons whose handlers work on rows, too. */
const handlersWithRows = [
  'longshore.image.run',
  'longshore.image.search',
  'longshore.registry.logIn',
  'longshore.registry.refresh',
];
const whens: string[] = [...menuItems, ...contributes.viewsWelcome].map(({ when }) => when ?? '');

describe('manifest', () => {
  it('contributes exactly the commands that have a handler', () => {
    assert.deepEqual([...contributed].sort(), Object.keys(commands).sort());
  });

  it('gives each command the category and a title of its own', () => {
    for (const { command, category, title } of contributes.commands) {
      assert.equal(category, 'Longshore', command);
      assert.match(title, /^[A-Z]/, command);
    }
    const titles = contributes.commands.map(({ title }: { title: string }) => title);
    assert.deepEqual([...new Set(titles)], titles);
  });

  it('hides no command from the palette, apart from browsers without an engine: each can ask for its object', () => {
    assert.equal(contributes.menus.commandPalette, undefined);
    for (const { command, enablement } of contributes.commands) {
      const isAnywhere = (commandsInBrowsers as readonly string[]).includes(command);
      assert.equal(enablement, isAnywhere ? undefined : whereEnginesAre, command);
    }
  });

  it('names only contributed commands in menus and welcome texts', () => {
    for (const { command, submenu } of menuItems)
      assert.ok(submenu !== undefined || contributed.includes(command), command);
    for (const { contents } of contributes.viewsWelcome) {
      for (const [, command] of contents.matchAll(/\(command:([\w.]+)/g)) {
        assert.ok(contributed.includes(command) || command.startsWith('workbench.'), command);
      }
    }
  });

  it('shows each submenu somewhere, and has no empty one', () => {
    const submenus: string[] = contributes.submenus.map(({ id }: { id: string }) => id);
    assert.ok(submenus.length > 0);
    assert.deepEqual(menuItems.flatMap(({ submenu }) => submenu ?? []).sort(), [...submenus].sort());
    for (const submenu of submenus) assert.ok(contributes.menus[submenu].length > 1, submenu);
  });

  it('binds keys only to rows of the view that has the focus, and names that view to the command', () => {
    const onRows = contributes.keybindings.filter(({ args }: { args: object }) => 'keyIn' in args);
    assert.ok(onRows.length > 5);
    for (const { command, when, args } of onRows) {
      assert.ok(contributed.includes(command), command);
      assert.ok(views.includes(args.keyIn), command);
      assert.equal(when, `focusedView == ${args.keyIn} && listFocus && !inputFocus`);
    }
  });

  it('lets an attached terminal have each key that may be among those that leave it, and no other terminal', () => {
    const onTerminals = contributes.keybindings.filter(({ args }: { args: object }) => !('keyIn' in args));
    const symbols: Record<string, string> = { '@': 'shift+2', '^': 'shift+6', _: 'shift+-' };
    assert.deepEqual(
      onTerminals.map(({ command, key, args }: { command: string; key: string; args: { text: string } }) => [
        command,
        key,
        args.text,
      ]),
      controlKeys.map((name) => {
        const key = name.slice('ctrl-'.length);
        return ['longshore.terminal.key', `ctrl+${symbols[key] ?? key}`, detachCharacters(name)];
      }),
    );
    // Ctrl is Ctrl on a Mac, too: nothing there has another key.
    for (const system of ['mac', 'win', 'linux'])
      assert.ok(
        onTerminals.every((binding: object) => !(system in binding)),
        system,
      );
    onTerminals.forEach(({ when }: { when: string }, index: number) => {
      const asked = /^terminalFocus && longshore\.detachKeys =~ \/(.*)\/$/.exec(when)?.[1];
      assert.ok(asked, when);
      const meant = controlKeys.filter((name) => new RegExp(asked).test(`ctrl-p2,${name},x`));
      assert.deepEqual(meant, [controlKeys[index]]);
    });
  });

  it('has a view for each kind of row, and a kind for each view', () => {
    assert.deepEqual(
      views,
      kinds.map(({ view }) => view),
    );
    for (const when of whens) {
      for (const [, view] of when.matchAll(/\bview == ([\w.]+)/g)) {
        // VS Code's own view of terminals, in whose title Detach stands.
        assert.ok([...views, 'terminal'].includes(String(view)), when);
      }
    }
    for (const { view } of contributes.viewsWelcome) assert.ok(views.includes(view), view);
  });

  it('asks in when clauses only for tokens that the view’s rows can have', () => {
    let asked = 0;
    for (const when of whens) {
      const view = /\bview == ([\w.]+)/.exec(when)?.[1];
      const tokens: readonly string[] = kinds.find((kind) => kind.view === view)?.tokens ?? [];
      for (const [, pattern] of when.matchAll(/viewItem =~ \/\\b\(?([^/]*?)\)?\\b\//g)) {
        for (const token of String(pattern).split('|')) {
          asked++;
          assert.ok(tokens.includes(token), `${token} in: ${when}`);
        }
      }
    }
    assert.ok(asked > 10);
  });

  it('asks of a row’s engine by the row alone: only welcome texts, which have no row, ask for the connection', () => {
    const asking = menus.flatMap(([, items]) => items).filter(({ when }) => when?.includes('longshore.connection'));
    assert.deepEqual(asking, []);
  });

  it('offers for several rows only what works for several, and all of that', () => {
    const several = new Set(
      [
        ...'start stop restart pause unpause stopTimeout kill remove removeGroup stats logsMerged logsPage update'
          .split(' ')
          .map((verb) => `container.${verb}`),
        ...['container.openInBrowser', 'container.openComposeFile'],
        ...['image.remove', 'image.save', 'image.checkNewer', 'volume.remove', 'network.remove'],
        ...['build.compare', 'build.forget', 'registry.logOut'],
        ...['file.delete', 'file.download', 'file.copyPath', 'file.refresh'],
      ].map((id) => `longshore.${id}`),
    );
    const onRows = menus.flatMap(([menu, items]) =>
      menu === 'view/item/context' || /^longshore\.\w+\./.test(menu) ? items : [],
    ) as (MenuItem & { group: string })[];
    let single = 0;
    for (const { command, when, group } of onRows) {
      if (!command || group.startsWith('inline')) continue;
      if (!/^longshore\.(container|image|volume|network|build|registry|file)\./.test(command)) continue;
      const isSingle = when?.includes('!listMultiSelection') === true;
      if (isSingle) single++;
      assert.equal(isSingle, !several.has(command), command);
    }
    assert.ok(single > 30);
  });

  it('takes no row for what stands above the rows, from where nothing tells it from the palette', () => {
    const titles = (contributes.menus['view/title'] as MenuItem[]).map(({ command }) => command);
    const taking = titles.filter((command) => handlersWithRows.includes(command));
    const anyRow = ['container', 'image', 'registry'].map((kind) => ({ engine: undefined, kind, id: 'x' }));
    for (const command of taking)
      assert.equal(
        rowsMeantBy(command, () => anyRow as ObjectRefs),
        undefined,
        command,
      );
    assert.ok(taking.length > 2);
  });

  it('activates for Dockerfiles, their ignore files, files in containers and volumes, and pages of before: views and commands do so by themselves', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onLanguage:dockerfile',
      'onLanguage:dockerignore',
      'onFileSystem:longshore-container',
      'onFileSystem:longshore-volume',
      ...pageKinds.map((kind) => `onWebviewPanel:longshore.${kind}`),
    ]);
  });

  it('has a script for each page, and what fills it', () => {
    assert.deepEqual(Object.keys(pages), [...pageKinds]);
    for (const kind of pageKinds) assert.ok(existsSync(`media/${kind}.ts`), kind);
  });

  it('points only to files that are there', () => {
    const icons = contributes.viewsContainers.activitybar.map(({ icon }: { icon: string }) => icon);
    const grammars = (contributes.grammars ?? []).map(({ path }: { path: string }) => path);
    for (const path of [...icons, ...grammars, manifest.icon]) assert.ok(existsSync(path), path);
  });

  it('names the commands’ prefix, the publisher and the oldest VS Code as agreed', () => {
    assert.equal(manifest.name, 'longshore');
    assert.equal(manifest.publisher, 'longshore');
    assert.equal(manifest.displayName, 'Longshore: Docker Images, Containers and Dockerfiles');
    assert.equal(manifest.engines.vscode, '^1.100.0');
    for (const command of contributed) assert.match(command, /^longshore\./);
    for (const setting of Object.keys(contributes.configuration.properties)) assert.match(setting, /^longshore\./);
  });

  it('has its generated sections in step (mend with: npm run sync)', () => {
    for (const { file, current, wanted } of generatedSections()) {
      assert.equal(current, wanted, `${file}: run "npm run sync"`);
    }
  });
});

describe('context keys', () => {
  const typed = [...readFileSync('src/vscode/context-keys.ts', 'utf8').matchAll(/^ {2}'(longshore\.\w+)':/gm)].map(
    ([, key]) => String(key),
  );
  const clauses: string[] = [];
  JSON.stringify(manifest.contributes, (key, value) => {
    if (key === 'when' && typeof value === 'string') clauses.push(value);
    return value;
  });

  it('of package.json are those that the editor sets, and are set in one place', () => {
    const views = manifest.contributes.views.longshore.map(({ id }: { id: string }) => id);
    const asked = [...clauses.join(' ').matchAll(/\blongshore\.\w+(?![\w.])/g)]
      .map(([key]) => key)
      .filter((key) => !views.includes(key));
    assert.deepEqual([...new Set(asked)].sort(), typed.sort());
    const setters = readdirSync('src/vscode').filter((file) =>
      readFileSync(`src/vscode/${file}`, 'utf8').includes("'setContext'"),
    );
    assert.deepEqual(setters, ['context-keys.ts']);
  });
});

describe('settings', () => {
  it('of package.json are all read, by the one list of their names', () => {
    const names = Object.keys(manifest.contributes.configuration.properties);
    assert.ok(names.length > 5);
    const list = readFileSync('src/vscode/settings.ts', 'utf8');
    const read = [...list.matchAll(/\bread\('(longshore\.[\w.]+)'/g)].map(([, name]) => String(name));
    assert.deepEqual([...read].sort(), [...names].sort());
    // The one that writes reads by that list, too.
    const readers = readdirSync('src/vscode').filter((file) =>
      readFileSync(`src/vscode/${file}`, 'utf8').includes('getConfiguration('),
    );
    assert.deepEqual(readers, ['build-settings.ts', 'settings.ts']);
  });
});
