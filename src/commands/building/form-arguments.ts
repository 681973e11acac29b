// The build arguments of the build form: the file's own ARGs are proposed with their defaults.
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import { argumentNameProblem } from '../../builds/profile-problem.ts';
import { mayBeSecret, mayBeSecretName } from '../../dockerfile/knowledge/hidden-values.ts';
import { pairsOf } from '../../dockerfile/meaning/pairs.ts';
import type { DockerfileDocument } from '../../dockerfile/text/document.ts';
import { instructionsOf } from '../../dockerfile/text/instructions-by-keyword.ts';
import { type Choice, type Dialogs, orStay } from '../host/dialogs.ts';

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
  return (
    [...given, ...missing.map((name) => l10n.t('{0} (its value is not kept)', name))].join(', ') ||
    l10n.t('the defaults of the file')
  );
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
        l10n.t('Values for the ARGs of the file'),
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
    { label: l10n.t('Done'), icon: 'check', description: l10n.t('back to the options'), value: done },
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
  if (value !== undefined) return mayBeSecret(name, value) ? l10n.t('set (hidden here)') : `= ${value}`;
  const withheld = form.withheldArgs.includes(name) ? 'its value was not kept; ' : '';
  const fallback = form.arguments.find((argument) => argument.name === name)?.default;
  return `${withheld}${fallback === undefined ? 'no default' : `default: ${fallback}`}`;
}

const askName = (host: Dialogs) =>
  host.ask({
    title: l10n.t('Build Argument'),
    prompt: l10n.t('Its name, as ARG has it'),
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
          'This looks like a secret: anyone who has the image can read a build argument. A secret of the build is safer. Empty: not set.',
        )
      : `Empty: ${fallback === undefined ? 'not set' : 'the default of the file'}.`,
    value: (Object.hasOwn(buildArgs, name) ? buildArgs[name] : undefined) ?? '',
    ...(fallback === undefined ? {} : { placeholder: fallback }),
  });
  const { [name]: _old, ...rest } = buildArgs;
  return value === '' ? rest : { ...rest, [name]: value };
}
