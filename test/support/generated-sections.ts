// The few texts that are made from the code: the list of rules; which commands there are, where they and views are there, and the schema of the
// setting `longshore.rules` in package.json; its texts in package.nls*.json; the schema of `.longshore.yaml`; the table in
// docs/rules.md; the options of `docker run` in docs/commands.md. The manifest test compares them; `npm run sync` writes them.
import { existsSync, readFileSync } from 'node:fs';
import type { CommandFacts } from '../../src/commands/host/on-engine.ts';
import { commands } from '../../src/commands/index.ts';
import { commandsInBrowsers } from '../../src/commands/longshore/in-browsers.ts';
import { flagsOf, runOptions } from '../../src/commands/options/index.ts';
import { optionGroups } from '../../src/commands/options/option.ts';
import { lint } from '../../src/dockerfile/linting/lint.ts';
import { type Rule, severities } from '../../src/dockerfile/rule-parts/rule.ts';
import { rules } from '../../src/dockerfile/rules/index.ts';
import { parseDockerfile } from '../../src/dockerfile/text/document.ts';
import { kinds } from '../../src/explorer/index.ts';
import type { Kind } from '../../src/explorer/kind.ts';
import { longshoreSchema } from '../../src/lint-configuration/longshore-file.ts';
import { readJson } from './read-json.mjs';
import { ruleIndex, ruleIndexFile } from './rule-index.mjs';

export interface GeneratedSection {
  readonly file: string;
  /** The whole file as it is, and as it should be. */
  readonly current: string;
  readonly wanted: string;
}

/** Throws what is not written to the end yet, a line each, with the place. */
export function generatedSections(): GeneratedSection[] {
  const lacks = lacksOfCommands(commands);
  if (lacks.length > 0) throw new Error(lacks.join('\n'));
  return [listOfRules(), manifestParts(), ...manifestTexts(), configurationSchema(), ruleTable(), optionRows()];
}

export function lacksOfCommands(all: Readonly<Record<string, { readonly facts?: Partial<CommandFacts> }>>): string[] {
  return Object.entries(all).flatMap(([id, { facts }]) =>
    facts?.title === undefined || facts.docker === undefined
      ? [`${id}: the second part of its table must say its title, and what docker has like it`]
      : [],
  );
}

/** Not in a browser that has no machine behind it: there is no engine, and no program to ask one. */
export const whereEnginesAre = '!isWeb || remoteName';

const listOfRules = (): GeneratedSection => ({
  file: ruleIndexFile,
  current: readFileSync(ruleIndexFile, 'utf8'),
  wanted: ruleIndex(),
});

function manifestParts(): GeneratedSection {
  const file = 'package.json';
  const current = readFileSync(file, 'utf8');
  const manifest = readJson(file);
  const anywhere: readonly string[] = commandsInBrowsers;
  const listed = manifest.contributes.commands;
  const isListed = new Set(listed.map(({ command }: { command: string }) => command));
  for (const id of Object.keys(commands).filter((each) => !isListed.has(each)))
    listed.push({ command: id, title: `%${commandKey(id)}%`, category: '%command.category%' });
  for (const entry of listed) {
    if (!anywhere.includes(entry.command)) entry.enablement = whereEnginesAre;
  }
  for (const view of Object.values<{ when?: string }[]>(manifest.contributes.views).flat())
    view.when ??= whereEnginesAre;
  manifest.contributes.configuration.properties['longshore.rules'].properties = Object.fromEntries(
    rules.map(({ id, severity, offByDefault }) => [
      id,
      {
        type: 'string',
        enum: [...severities, 'off'],
        default: offByDefault ? 'off' : severity,
        description: `%${ruleKey(id)}%`,
      },
    ]),
  );
  // Compared and written as values: the formatter decides on line breaks.
  const wanted = JSON.stringify(manifest, undefined, 2);
  return JSON.stringify(JSON.parse(current), undefined, 2) === wanted
    ? { file, current, wanted: current }
    : { file, current, wanted: `${wanted}\n` };
}

const ruleKey = (id: string) => `rule.${id}`;
/** `longshore.volume.create` → `command.volume.create` */
const commandKey = (id: string) => id.replace(/^longshore/, 'command');
/** `longshore.volumes` → `volumes` */
const viewKey = (id: string) => id.replace(/^longshore\./, '');

/** Texts of package.json that stand where what they name is written, in English; translated with all others of the sources. */
const textsOfSources = (): (readonly [key: string, text: string])[] => [
  ...rules.map(({ id, title }) => [ruleKey(id), title] as const),
  ...Object.entries(commands).map(([id, { facts }]) => [commandKey(id), facts.title] as const),
  ...kinds.flatMap(({ view, title, welcome = {} }: Pick<Kind<unknown>, 'view' | 'title' | 'welcome'>) => [
    [`view.${viewKey(view)}`, title] as const,
    ...Object.entries(welcome).map(([name, text]) => [`welcome.${viewKey(view)}.${name}`, text] as const),
  ]),
];

/** The texts of package.json, where VS Code looks them up: a file for each language that l10n/manifest.json has the rest in. */
function manifestTexts(): GeneratedSection[] {
  const texts: Record<string, Record<string, string>> = readJson('l10n/manifest.json');
  const languages = new Set(Object.values(texts).flatMap((each) => Object.keys(each)));
  return [...languages].map((language) => {
    const file = language === 'en' ? 'package.nls.json' : `package.nls.${language}.json`;
    const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const bundle = language === 'en' ? {} : readJson(`l10n/bundle.l10n.${language}.json`);
    const all = [
      ...Object.entries(texts).flatMap(([key, { [language]: text }]) =>
        text === undefined ? [] : [[key, text] as const],
      ),
      ...textsOfSources().map(([key, text]) => [key, bundle[text] ?? text] as const),
    ];
    const sorted = Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
    return { file, current, wanted: `${JSON.stringify(sorted, undefined, 2)}\n` };
  });
}

function configurationSchema(): GeneratedSection {
  const file = 'media/longshore.schema.json';
  const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const wanted = JSON.stringify(longshoreSchema(), undefined, 2);
  const isSame = current !== '' && JSON.stringify(JSON.parse(current), undefined, 2) === wanted;
  return { file, current, wanted: isSame ? current : `${wanted}\n` };
}

const tableStart = '<!-- rules: made by `npm run sync` -->';
const tableEnd = '<!-- end of rules -->';

function ruleTable(): GeneratedSection {
  const file = 'docs/rules.md';
  const current = readFileSync(file, 'utf8');
  const start = current.indexOf(tableStart);
  const end = current.indexOf(tableEnd);
  if (start < 0 || end < start) throw new Error(`${file} lacks the marks around the table of rules: ${tableStart}`);
  const rows = rules.map((rule) => {
    const severity = rule.offByDefault ? `off (${rule.severity}): ${rule.offByDefault}` : rule.severity;
    return `| \`${rule.id}\` | ${severity} | ${rule.title} | ${rule.aliases.join(', ')} | ${fixOf(rule)} |`;
  });
  const table = [
    '| Rule | Severity | What it finds | Elsewhere | Fix |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
  return { file, current, wanted: `${current.slice(0, start)}${tableStart}\n${table}\n${current.slice(end)}` };
}

/** What the rule's own example gets: the table cannot promise a fix that is not there. */
function fixOf(rule: Rule): string {
  const text = rule.bad.replaceAll(/[⟦⟧]/g, '');
  const problems = lint(parseDockerfile(text), { surroundings: rule.exampleSurroundings ?? {}, allRules: true });
  const fix = problems.find((problem) => problem.rule === rule.id)?.fix;
  return fix === undefined ? '' : fix.safe ? 'safe' : 'offered';
}

/** The rows of docs/commands.md that name what stands below *More Options…* in the form of a run: one for each group. */
function optionRows(): GeneratedSection {
  const file = 'docs/commands.md';
  const current = readFileSync(file, 'utf8');
  const inForm = /^\| `run (-[^`]+)` \| \*Run Image\*: the rows of its form \|$/m.exec(current)?.[1]?.split(' ') ?? [];
  const flags = (group: string) =>
    runOptions
      .filter((option) => option.group === group && !flagsOf(option).some((flag) => inForm.includes(flag)))
      .map((option) => flagsOf(option)[0])
      .join(' ');
  const groups = new Map(Object.entries(optionGroups).map(([group, title]) => [String(title), group]));
  const row = /^\| `run -[^`]+` \| (\*Run Image\*: \*\*More Options…\*\*(?:, (\w+)| in its form\b.*)) \|$/gm;
  const wanted = current.replaceAll(
    row,
    (_, place, title) => `| \`run ${flags(groups.get(title) ?? 'basics')}\` | ${place} |`,
  );
  return { file, current, wanted };
}
