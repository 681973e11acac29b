// The form of a build as a page: the same options and memory as the list's, all in sight at once.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as l10n from '@vscode/l10n';
import { mayBeSecret } from '../../dockerfile/knowledge/hidden-values.ts';
import { parseDockerfile } from '../../dockerfile/text/document.ts';
import type {
  FormFacts,
  FormField,
  FormNote,
  FormTexts,
  FromFormPage,
  ToFormPage,
} from '../../panels/form-messages.ts';
import { runFormPage } from '../../panels/form-session.ts';
import type { Panel } from '../../panels/panel.ts';
import type { CommandServices } from '../host/command.ts';
import type { Host } from '../host/host.ts';
import { optionGroups } from '../options/option.ts';
import { leftOutWords } from '../running/form-line.ts';
import { quoteWord } from '../text/shell-words.ts';
import { dockerBuildLine } from './command-line.ts';
import { type BuildField, buildFields, withWords } from './fields.ts';
import { buildFormTitle } from './form.ts';
import { argumentsOf, type FileArgument, notSaved } from './form-arguments.ts';
import { readBuildLine } from './form-line.ts';
import { readWords } from './form-questions.ts';
import { plainProfile, profilesOf, type RememberedProfile, rememberable, tagsOf } from './profiles.ts';
import { buildOnce, stagesOf } from './proposed-build.ts';
import { saveProfile } from './saved-profiles.ts';

/** `dockerfile`: absolute path; `profile`: what stands in it at first; `isOther`: of its own, beside one that is there. */
export function openBuildForm(host: Host, dockerfile: string, profile: RememberedProfile, isOther: boolean): void {
  host.openPage({
    kind: 'form',
    key: `build ${dockerfile}${isOther ? ` ${randomUUID()}` : ''}`,
    title: buildFormTitle(dockerfile),
    target: { of: 'build', dockerfile },
    once: profile,
  });
}

interface BuildTarget {
  readonly of: 'build';
  readonly dockerfile: string;
  /** As it stood before the window was loaded anew, without what may be secret. */
  readonly texts?: unknown;
  readonly withheldArgs?: unknown;
}

export function fillBuildForm(
  services: CommandServices,
  panel: Panel<ToFormPage, FromFormPage>,
  kept: unknown,
  once: unknown,
): boolean {
  const { of, dockerfile, texts, withheldArgs } = (kept ?? {}) as Partial<BuildTarget>;
  if (of !== 'build' || typeof dockerfile !== 'string') return false;
  const { host } = services;
  const tell = async () => {
    // What stands in an editor and is not saved yet is no news until it is.
    const document = parseDockerfile(await readFile(dockerfile, 'utf8').catch(() => ''));
    panel.post({ type: 'facts', facts: factsOf(dockerfile, stagesOf(document), argumentsOf(document)) });
  };
  panel.onMessage(({ type }) => {
    if (type === 'ready') host.report(tell());
  });
  panel.onVisibility((visible) => {
    if (visible) host.report(tell());
  });
  runFormPage<RememberedProfile>(panel, {
    begin: (once as RememberedProfile | undefined) ?? restored(texts, withheldArgs),
    title: () => buildFormTitle(dockerfile),
    write: textsOf,
    read: profileOf,
    line: (profile) => dockerBuildLine(profile, dockerfile, tagsOf({ dockerfile }, profile)),
    copyLine: (profile) =>
      host.report(host.copy(dockerBuildLine(profile, dockerfile, tagsOf({ dockerfile }, profile)))),
    takeLine: (text, before) => {
      const pasted = readBuildLine(host, dockerfile, text, before);
      if ('wrong' in pasted) return pasted;
      const { profile, leftOut } = pasted;
      return { made: profile, leftOut: leftOut.length > 0 ? leftOutWords(leftOut) : '' };
    },
    secret: ({ buildArgs = [] }) => {
      const rows = buildArgs.flatMap((text, at) => (isSecretArgument(text) ? [at] : []));
      return rows.length > 0 ? { buildArgs: rows } : {};
    },
    kept: (profile) => {
      const { withheldArgs: withheld = profile.withheldArgs ?? [], ...rest } = rememberable(profile);
      return { texts: textsOf(rest), withheldArgs: withheld };
    },
    usual: () => plainProfile,
    isUsual: (profile) => Object.keys(textsOf(profile)).length === 0,
    saved: {
      names: () => profilesOf(host, dockerfile).flatMap(({ name, profile }) => (profile ? [name] : [])),
      get: (name) => profilesOf(host, dockerfile).find((each) => each.name === name)?.profile,
      save: (profile) => saveProfile(host, dockerfile, profileToBuild(profile)),
    },
    browse: async () => [],
    act: async (_action, profile) => {
      await buildOnce(services, dockerfile, profileToBuild(profile));
      return { made: profile, done: undefined };
    },
    report: host.report,
  });
  return true;
}

const isSecretArgument = (text: string) => {
  const equals = text.indexOf('=');
  return equals > 0 && mayBeSecret(text.slice(0, equals), text.slice(equals + 1));
};

function profileToBuild({ withheldArgs: _withheld, ...profile }: RememberedProfile) {
  return profile;
}

function textsOf(profile: RememberedProfile): FormTexts {
  return Object.fromEntries(
    buildFields.flatMap((field) => {
      const words = field.write(profile);
      return words.length === 0 ? [] : [[field.name, field.kind === 'many' ? words.map(quoteWord) : words]];
    }),
  );
}

/** What is wrong stays out of the profile. */
function profileOf(texts: FormTexts, { name, withheldArgs }: RememberedProfile) {
  const notes: FormNote[] = [];
  let made: RememberedProfile = { name, ...(withheldArgs ? { withheldArgs } : {}) };
  const read = (field: BuildField) =>
    (texts[field.name] ?? []).flatMap((text, at) => {
      const words = readWords(field, text, made);
      if (!('wrong' in words)) return words;
      notes.push({ field: field.name, at, kind: 'wrong', text: words.wrong });
      return [];
    });
  // With a builder, other contexts and sources of cache are right.
  for (const field of [...buildFields].reverse()) made = withWords(made, field, read(field));
  const missing = (withheldArgs ?? []).filter((each) => !Object.hasOwn(made.buildArgs ?? {}, each));
  for (const each of missing) notes.push({ field: 'buildArgs', kind: 'info', text: notSaved(each) });
  return { made, notes };
}

/** What was kept may be of another version. */
function restored(texts: unknown, withheldArgs: unknown): RememberedProfile {
  const isList = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((each) => typeof each === 'string');
  const right = Object.fromEntries(Object.entries(texts ?? {}).filter(([, value]) => isList(value)));
  return profileOf(right, { ...plainProfile, ...(isList(withheldArgs) ? { withheldArgs } : {}) }).made;
}

function factsOf(dockerfile: string, stages: readonly string[], given: readonly FileArgument[]): FormFacts {
  const groups = new Set<string>(buildFields.map(({ group }) => group));
  return {
    about: dockerfile,
    groups: Object.entries(optionGroups).flatMap(([name, title]) => (groups.has(name) ? [{ name, title }] : [])),
    fields: buildFields.map((field) => fieldOf(field, stages, given)),
    actions: [{ action: 'build', label: l10n.t('Build'), title: '' }],
    reset: l10n.t('Reset All Options'),
    removesSaved: false,
  };
}

function fieldOf(field: BuildField, stages: readonly string[], given: readonly FileArgument[]): FormField {
  const { name, kind, group, flag, label, prompt, example, choices, isOpen } = field;
  const base = { name, kind, group, flags: [flag], label, prompt, example };
  if (name === 'target')
    return { ...base, choices: Object.fromEntries(stages.map((stage) => [stage, stage])), isOpen: true };
  if (name === 'buildArgs')
    return { ...base, suggestions: given.map((argument) => `${argument.name}=${argument.default ?? ''}`) };
  return { ...base, ...(choices ? { choices } : {}), ...(isOpen ? { isOpen } : {}) };
}
