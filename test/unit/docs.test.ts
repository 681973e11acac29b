// The tables of Docker's commands, that of docs/commands.md and the short one of the README, against package.json: what it promises must be there under that very title.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { endpointFields } from '../../src/commands/containers/networks.ts';
import { commands } from '../../src/commands/index.ts';
import { networkFields } from '../../src/commands/networks/create.ts';
import { flagsOf, runOptions } from '../../src/commands/options/index.ts';
import { volumeFields } from '../../src/commands/volumes/create.ts';
import { manifestInWords } from '../support/manifest-texts.ts';

const manifest = manifestInWords();
const byTitle = new Map<string, string>(
  manifest.contributes.commands.map(({ title, command }: { title: string; command: string }) => [title, command]),
);
const views: string[] = manifest.contributes.views.longshore.map(({ name }: { name: string }) => name);

const section = readFileSync('docs/commands.md', 'utf8');
const rows = section
  .split('\n')
  .filter((line) => line.startsWith('| `') && !line.includes('In Longshore'))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')) as [string, string]);

/** The flags that rows of that command name. */
const flagsIn = (command: string): string[] =>
  rows
    .filter(([docker]) => docker.includes(`\`${command} -`))
    .flatMap(([docker]) => [...docker.matchAll(/`([^`]+)`/g)].map(([, code]) => String(code)))
    .filter((code) => code.startsWith(`${command} -`))
    .flatMap((code) => code.split(' ').filter((word) => word.startsWith('-')));

describe('the table of commands', () => {
  it('has rows', () => assert.ok(rows.length > 30, `${rows.length} rows`));

  it('names registered commands and views only', () => {
    for (const [docker, place] of rows) {
      const titles = [...place.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map((match) => String(match[1]));
      for (const title of titles) {
        const command = byTitle.get(title);
        assert.ok(command !== undefined && command in commands, `${docker}: ${title}`);
      }
      const view = /^the view \*\*(.+)\*\*$/.exec(place)?.[1];
      assert.ok(titles.length > 0 || views.includes(String(view)), `${docker}: ${place}`);
    }
  });

  it('says the same in the README, for fewer of them', () => {
    const readme =
      /\n## Where each Docker command is\n([\s\S]*?)\n## /.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
    const titles = [...readme.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, title]) => String(title));
    assert.ok(titles.length > 8);
    for (const title of titles) assert.ok(byTitle.has(title), title);
  });

  it('names commands only that are tested against a real engine, through their handlers', () => {
    const folder = 'test/engine/commands';
    const tests = readdirSync(folder)
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    const promised = rows.flatMap(([, place]) =>
      [...place.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, title]) => title),
    );
    const untested = promised
      .map((title) => String(byTitle.get(String(title))))
      .filter((id) => !tests.includes(`'${id}'`));
    assert.deepEqual(untested, []);
  });

  it('names every option of the form of a run, and no other', () => {
    const named = rows
      .filter(([, place]) => place.startsWith('*Run Image*:'))
      .flatMap(([docker]) => /^`run (-[^`]+)`$/.exec(docker)?.[1]?.split(' ') ?? []);
    assert.deepEqual([...new Set(named)], named, 'each once');
    const missing = runOptions.filter((option) => !flagsOf(option).some((flag) => named.includes(flag)));
    assert.deepEqual(
      missing.map(({ name }) => name),
      [],
    );
    const known = runOptions.flatMap(flagsOf);
    assert.deepEqual(
      named.filter((flag) => !known.includes(flag)),
      [],
    );
  });

  it('names every field of the forms that create and connect', () => {
    for (const [command, fields] of [
      ['network create', networkFields],
      ['volume create', volumeFields],
      ['network connect', endpointFields],
    ] as const) {
      const named = flagsIn(command);
      assert.deepEqual(
        named.filter((flag) => !fields.some(({ flags }) => flags.includes(flag))),
        [],
        command,
      );
      assert.equal(named.length, fields.length, command);
    }
  });
});

describe('the papers', () => {
  const papers = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '' && !path.startsWith('test/workspace/'));

  it('link only to what there is', () => {
    const broken = papers.flatMap((paper) => {
      const text = readFileSync(paper, 'utf8').replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');
      return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target]) => String(target))
        .filter((target) => !/^(?:[a-z]+:|#)/i.test(target))
        .filter((target) => !existsSync(join(dirname(paper), target.replace(/#.*$/, ''))))
        .map((target) => `${paper}: ${target}`);
    });
    assert.deepEqual(broken, []);
  });
});
