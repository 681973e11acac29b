// The build arguments of the build form: the file's own ARGs are proposed with their defaults.
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import { argumentNameProblem } from '../../builds/profile-problem.ts';
import { mayBeSecret, mayBeSecretName } from '../../dockerfile/knowledge/hidden-values.ts';
import { pairsOf } from '../../dockerfile/meaning/pairs.ts';
import type { DockerfileDocument } from '../../dockerfile/text/document.ts';
import { instructionsOf } from '../../dockerfile/text/instructions-by-keyword.ts';
import { type Choice, type Dialogs, orStay } from '../host/dialogs.ts';
import { backToOptions } from './fields.ts';

export interface FileArgument {
  readonly name: string;
  /** As it is written; undefined: it has none. */
  readonly default: string | undefined;
}

interface Arguments {
  readonly arguments: readonly FileArgument[];
  /** Names of those whose values were not kept. */
  readonly withheldArgs: readonly string[];
}

/** Each once, in the file's order, with the first default that it has. */
export function argumentsOf(document: DockerfileDocument): FileArgument[] {
  const found = new Map<string, FileArgument>();
  for (const instruction of instructionsOf(document, 'ARG')) {
    for (const { name, value } of pairsOf(document, instruction)) {
      if (name !== '' && found.get(name)?.default === undefined) found.set(name, { name, default: value });
    }
  }
  return [...found.values()];
}

/** Values of what looks like a secret stay hidden: somebody may look over the shoulder. */
export function argumentsSummary({ buildArgs = {} }: BuildProfile, { withheldArgs }: Arguments): string {
  const given = Object.entries(buildArgs).map(([name, value]) => `${name}=${mayBeSecret(name, value) ? '…' : value}`);
  const missing = withheldArgs.filter((name) => !Object.hasOwn(buildArgs, name));
  return [...given, ...missing.map(notSaved)].join(', ') || l10n.t('the defaults in the Dockerfile');
}

const done = Symbol('done');
const other = Symbol('other');

export const askBuildArguments =
  (host: Dialogs, form: Arguments) =>
  async (profile: BuildProfile): Promise<BuildProfile> => {
    let buildArgs = profile.buildArgs ?? {};
    for (;;) {
      const chosen = await host.pick(
        l10n.t('Build Arguments'),
        l10n.t('Values for the ARGs in the Dockerfile'),
        rows(form, buildArgs),
      );
      if (chosen === done) return withArguments(profile, buildArgs);
      const asked = async () =>
        askValue(host, form, buildArgs, typeof chosen === 'string' ? chosen : await askName(host));
      buildArgs = await orStay(buildArgs, asked());
    }
  };

function withArguments(profile: BuildProfile, buildArgs: Readonly<Record<string, string>>): BuildProfile {
  const { buildArgs: _old, ...rest } = profile;
  return Object.keys(buildArgs).length === 0 ? rest : { ...rest, buildArgs };
}

function rows(
  form: Arguments,
  buildArgs: Readonly<Record<string, string>>,
): Choice<string | typeof done | typeof other>[] {
  const names = new Set([...form.arguments.map(({ name }) => name), ...form.withheldArgs, ...Object.keys(buildArgs)]);
  return [
    { label: l10n.t('Done'), icon: 'check', description: backToOptions, value: done },
    ...[...names].map((name) => ({
      label: name,
      icon: 'symbol-variable',
      description: valueWords(name, form, buildArgs),
      value: name,
    })),
    { label: l10n.t('Another Argument…'), icon: 'add', value: other },
  ];
}

function valueWords(name: string, form: Arguments, buildArgs: Readonly<Record<string, string>>): string {
  const value = Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined;
  if (value !== undefined) return mayBeSecret(name, value) ? l10n.t('set (hidden)') : `= ${value}`;
  const fallback = form.arguments.find((argument) => argument.name === name)?.default;
  const isWithheld = form.withheldArgs.includes(name);
  if (fallback === undefined) return isWithheld ? l10n.t('value not saved, no default') : l10n.t('no default');
  return isWithheld ? l10n.t('value not saved, default: {0}', fallback) : l10n.t('default: {0}', fallback);
}

const askName = (host: Dialogs) =>
  host.ask({
    title: l10n.t('Build Argument'),
    prompt: l10n.t('The name, as in ARG'),
    validate: argumentNameProblem,
  });

async function askValue(
  host: Dialogs,
  form: Arguments,
  buildArgs: Readonly<Record<string, string>>,
  name: string,
): Promise<Readonly<Record<string, string>>> {
  const fallback = form.arguments.find((argument) => argument.name === name)?.default;
  const value = await host.ask({
    title: l10n.t('Build Argument {0}', name),
    prompt: mayBeSecretName(name)
      ? l10n.t(
          'This looks like a secret: anyone who has the image can read a build argument. A build secret is safer. Leave empty to leave it unset.',
        )
      : fallback === undefined
        ? l10n.t('Leave empty to leave it unset.')
        : l10n.t('Leave empty to use the default in the Dockerfile.'),
    value: (Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined) ?? '',
    ...(fallback === undefined ? {} : { placeholder: fallback }),
  });
  const { [name]: _old, ...rest } = buildArgs;
  return value === '' ? rest : { ...rest, [name]: value };
}

export const notSaved = (name: string) => l10n.t('{0} (value not saved)', name);
