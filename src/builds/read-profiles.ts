// Build profiles as a person has written them into the settings: anything may stand there. Total, never throws.
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from './profile.ts';
import { profileProblem } from './profile-problem.ts';

/** What is wrong with the settings of build profiles, and what to write instead. */
export const settingSentences = {
  noList: () => l10n.t('The build profiles of a Dockerfile must be a list. Put them in [ ].'),
  unnamed: (place: number) => l10n.t('profile {0}', place),
  twice: (name: string) => l10n.t('There are two build profiles named "{0}". Rename one.', name),
  noObject: () => l10n.t('A build profile must be an object: { "name": "…" }.'),
  noName: () => l10n.t('The build profile has no "name". Add one.'),
  unknownField: (field: string) => l10n.t('Build profiles have no property "{0}". Check the spelling.', field),
  wrongShape: (field: string, shape: string) => l10n.t('"{0}" of a build profile must be {1}.', field, shape),
};

export type ReadProfile =
  | { readonly name: string; readonly profile: BuildProfile; readonly problem?: undefined }
  /** One sentence, with what to write instead. */
  | { readonly name: string; readonly profile?: undefined; readonly problem: string };

/** `setting`: what `longshore.build.profiles` has for one Dockerfile; undefined where it has nothing. */
export function readProfiles(setting: unknown): ReadProfile[] {
  if (setting === undefined || setting === null) return [];
  if (!Array.isArray(setting)) {
    return [{ name: 'profiles', problem: settingSentences.noList() }];
  }
  const names = new Set<string>();
  return setting.map((value: unknown, index): ReadProfile => {
    const given = isRecord(value) && typeof value.name === 'string' ? value.name.trim() : '';
    const name = given === '' ? settingSentences.unnamed(index + 1) : given;
    const problem = shapeProblem(value) ?? profileProblem(value as BuildProfile);
    if (problem !== undefined) return { name, problem };
    if (names.has(name)) return { name, problem: settingSentences.twice(name) };
    names.add(name);
    return { name, profile: { ...(value as BuildProfile), name } };
  });
}

type Shape = 'text' | 'texts' | 'pairs' | 'switch' | 'secrets' | 'agents';

/** Every field of a profile; the settings' schema has the same. */
export const profileShapes: Readonly<Record<keyof BuildProfile, Shape>> = {
  name: 'text',
  context: 'text',
  buildContexts: 'pairs',
  tags: 'texts',
  target: 'text',
  buildArgs: 'pairs',
  platform: 'text',
  labels: 'pairs',
  secrets: 'secrets',
  ssh: 'agents',
  noCache: 'switch',
  pull: 'switch',
  network: 'text',
  extraHosts: 'texts',
  shmSize: 'text',
  cacheFrom: 'texts',
  builder: 'text',
};

/** What a field may hold. */
export const shapes: Readonly<Record<Shape, { readonly fits: (value: unknown) => boolean; readonly words: string }>> = {
  text: { fits: isText, words: l10n.t('a string in quotes') },
  texts: {
    fits: (value) => Array.isArray(value) && value.every(isText),
    words: l10n.t('a list of strings: ["…", "…"]'),
  },
  pairs: {
    fits: (value) => isRecord(value) && Object.values(value).every(isText),
    words: l10n.t('names with strings: { "NAME": "value" }'),
  },
  switch: { fits: (value) => typeof value === 'boolean', words: l10n.t('true or false') },
  secrets: {
    fits: (value) =>
      Array.isArray(value) &&
      value.every((each) => isRecord(each) && isText(each.id) && isText(each.file) !== isText(each.variable)),
    words: l10n.t('a list of { "id": "…", "file": "…" } or { "id": "…", "variable": "…" }'),
  },
  agents: {
    fits: (value) =>
      Array.isArray(value) &&
      value.every((each) => isRecord(each) && isText(each.id) && (each.socket === undefined || isText(each.socket))),
    words: l10n.t('a list of { "id": "default" } or { "id": "…", "socket": "…" }'),
  },
};

function shapeProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return settingSentences.noObject();
  if (!isText(value.name)) return settingSentences.noName();
  for (const [field, content] of Object.entries(value)) {
    if (!Object.hasOwn(profileShapes, field)) return settingSentences.unknownField(field);
    const { fits, words } = shapes[profileShapes[field as keyof BuildProfile]];
    if (!fits(content)) return settingSentences.wrongShape(field, words);
  }
  return undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
