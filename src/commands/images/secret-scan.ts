// What in an image looks like a secret, before it is pushed: whoever may pull it can read its environment and history. Says
// where, never what.

import * as l10n from '@vscode/l10n';
import { isBuildKitSecretName, isHadolintSecretName, isHarmless } from '../../dockerfile/knowledge/secret-names.ts';
import { tokensIn } from '../../dockerfile/knowledge/token-formats.ts';
import { lintWith } from '../../dockerfile/linting/lint.ts';
import { noSecretFileCopy } from '../../dockerfile/rules/no-secret-file-copy.ts';
import { noSecretValue } from '../../dockerfile/rules/no-secret-value.ts';
import { noSecretVariable } from '../../dockerfile/rules/no-secret-variable.ts';
import { parseDockerfile } from '../../dockerfile/text/document.ts';
import type { HistoryEntry, ImageDetails } from '../../engine/image-api.ts';
import { instructionOf } from '../../panels/history-words.ts';
import type { EngineServices } from '../host/on-engine.ts';

export type ScannedImage = Pick<ImageDetails, 'environment' | 'labels' | 'command' | 'entrypoint'>;

/** Each place once, in words: `the variable DB_PASSWORD in its environment`. `history`: newest first. */
export function secretPlaces(image: ScannedImage, history: readonly Pick<HistoryEntry, 'createdBy'>[]): string[] {
  const places = image.environment.flatMap((variable) => variablePlaces(variable, inEnvironment));
  for (const [name, value] of Object.entries(image.labels)) places.push(...tokenPlaces(value, inLabel(name)));
  for (const words of [image.entrypoint, image.command]) places.push(...tokenPlaces(words.join(' '), inCommand));
  const oldestFirst = [...history].reverse();
  for (const [index, { createdBy }] of oldestFirst.entries()) {
    // ENV stands in the environment, too, unless it was overwritten since.
    const step = inStep(index + 1, keywordOf(createdBy));
    for (const variable of variablesOf(createdBy)) places.push(...variablePlaces(variable, step));
    places.push(...tokenPlaces(createdBy, step), ...filePlaces(createdBy, step));
  }
  return [...new Set(places)];
}

/** The same of the Dockerfile that the image is made of, by its rules; a comment there that ignores one counts. */
export function secretPlacesInDockerfile(text: string): string[] {
  const problems = lintWith([noSecretFileCopy, noSecretValue, noSecretVariable], parseDockerfile(text));
  const places = problems.map(({ rule, range }) => markedByRule(rule, range.start.line + 1));
  return [...new Set(places)];
}

function variablePlaces(variable: string, where: string): string[] {
  const [, name = '', value = ''] = /^([^=]+)=([\s\S]*)$/.exec(variable) ?? [];
  const isSecret = (isHadolintSecretName(name) || isBuildKitSecretName(name)) && !isHarmless(name, value);
  // A path or an address says where it is, not what it is.
  const isPlace = /^(?:\/|[a-z]+:\/\/[^@]*$)/i.test(value);
  if (isSecret && value !== '' && !isPlace) return [variableAt(name, where)];
  return tokenPlaces(value, inVariable(name, where));
}

const tokenPlaces = (text: string, where: string) => tokensIn(text).map(({ kind }) => possibleToken(kind, where));

/** Values of arguments, which stay in the history: `|1 TOKEN=x /bin/sh -c …`, and defaults (`ARG TOKEN=x`). */
function variablesOf(createdBy: string): string[] {
  const given = /^(?:RUN )?\|\d+ (.*?) \/bin\/sh -c /s.exec(createdBy)?.[1] ?? '';
  const declared = /^ARG (.*)$/s.exec(instructionOf(createdBy))?.[1] ?? '';
  // A value may have blanks: it goes on to the next name.
  return [given, declared].flatMap((text) =>
    text.split(/\s(?=[A-Za-z_]\w*=)/).filter((variable) => /^[A-Za-z_]\w*=/.test(variable)),
  );
}

/** Files that the step copied, by the rule that says it of a Dockerfile. */
function filePlaces(createdBy: string, where: string): string[] {
  const line = instructionOf(createdBy).replaceAll(/\s+/g, ' ');
  if (!/^(?:COPY|ADD) /.test(line)) return [];
  const problems = lintWith([noSecretFileCopy], parseDockerfile(`FROM scratch\n${line}`), { ignoreComments: false });
  return problems.map(({ range }) => fileAt(line.slice(range.start.character, range.end.character), where));
}

function keywordOf(createdBy: string): string {
  return /^\|\d/.test(createdBy) ? 'RUN' : (/^[A-Z]+/.exec(instructionOf(createdBy))?.[0] ?? 'RUN');
}

const mostTold = 10;

/**
 * Asks before what looks like a secret is pushed to a repository (`name`, a tag does not matter), unless the setting says
 * that nobody wants to be asked. What was agreed to is not asked again. `dockerfile`: the text that the image is made of.
 */
export async function agreeToSecrets(
  { host, inventory }: EngineServices,
  name: string,
  references: readonly string[],
  dockerfile = '',
): Promise<void> {
  if (!host.scansForSecrets()) return;
  const { images } = await inventory.engine();
  const places = await host.progress(l10n.t('Checking {0} for secrets', name), async (_report, signal) => {
    const found = secretPlacesInDockerfile(dockerfile);
    for (const reference of references) {
      const [details, history] = [await images.inspect(reference, signal), await images.history(reference, signal)];
      found.push(...secretPlaces(details, history));
    }
    return [...new Set(found)];
  });
  const agreedKey = `pushed secrets ${name.replace(/:[^:/]*$/, '')}`;
  const agreed = host.memory.get<string[]>(agreedKey) ?? [];
  if (places.every((place) => agreed.includes(place))) return;
  const list = [
    ...places.slice(0, mostTold).map((place) => `• ${place}`),
    ...(places.length > mostTold ? [l10n.t('… and {0} more', places.length - mostTold)] : []),
  ];
  await host.confirm({
    question: l10n.t('Push {0}? It seems to contain secrets.', name),
    detail: [
      l10n.t('Everyone who can pull it can read:'),
      list.join('\n'),
      l10n.t(
        'Removing it in a later step does not help. Use RUN --mount=type=secret to pass secrets to build steps, and pass them to containers at run time. To turn this check off, use the setting longshore.push.scanForSecrets.',
      ),
    ].join('\n\n'),
    action: l10n.t('Push Anyway'),
  });
  await host.memory.set(agreedKey, places);
}

/** Where something looks like a secret, and what. */
export const inEnvironment = l10n.t('in an environment variable');
export const inLabel = (name: string) => l10n.t('in the label {0}', name);
export const variableAt = (name: string, where: string) => l10n.t('the variable {0}, {1}', name, where);
export const possibleToken = (kind: string, where: string) => l10n.t('possible {0}, {1}', kind, where);
export const inCommand = l10n.t('in the command');
export const inVariable = (name: string, where: string) => l10n.t('in the variable {0}, {1}', name, where);
export const inStep = (step: number, keyword: string) => l10n.t('in step {0} of the history ({1})', step, keyword);
export const fileAt = (file: string, where: string) => l10n.t('the file {0}, {1}', file, where);
export const markedByRule = (rule: string, line: number) =>
  l10n.t('a problem of the rule {0} in line {1} of its Dockerfile', rule, line);
