// What an image brings to those that are made from it, in the words of a Dockerfile.
import * as l10n from '@vscode/l10n';
import { argumentsWithoutSecrets } from '../dockerfile/knowledge/hidden-values.ts';
import type { ImageDetails } from '../engine/image-api.ts';
import { formatAge, formatBytes } from '../quantities.ts';
import { visibleText } from '../visible-text.ts';
import { withoutSecret } from './page.ts';

/** Characters: a longer value is a list that nobody reads in a hover. */
const mostOfValue = 100;

/** One sentence; `now`: milliseconds since 1970. */
export function baseSummary({ size, layers, createdAt, platforms }: ImageDetails, now: number): string {
  return onThisEngine(formatBytes(size), layers.length, formatAge(createdAt, now), platforms.join(', '));
}

export function onThisEngine(size: string, layers: number, age: string, platforms: string): string {
  const amount = layers === 1 ? l10n.t('1 layer') : l10n.t('{0} layers', layers);
  return l10n.t('On this engine: {0}, {1}, created {2}, {3}.', size, amount, age, platforms);
}

/** Instructions that say the same as the image does; nothing of what it leaves as it is anyway. */
export function broughtInstructions(details: ImageDetails): string[] {
  const json = (keyword: string, words: readonly string[]) =>
    words.length === 0 ? [] : [`${keyword} ${JSON.stringify(argumentsWithoutSecrets(words))}`];
  const ports = details.exposedPorts.map(({ port, protocol }) =>
    protocol === 'tcp' ? String(port) : `${port}/${protocol}`,
  );
  return [
    ...details.environment.map((variable) => `ENV ${withoutSecret(variable)}`),
    ...(details.user === '' ? [] : [`USER ${details.user}`]),
    ...(details.workingDirectory === '' || details.workingDirectory === '/'
      ? []
      : [`WORKDIR ${details.workingDirectory}`]),
    ...(ports.length === 0 ? [] : [`EXPOSE ${ports.join(' ')}`]),
    ...(details.volumes.length === 0 ? [] : [`VOLUME ${details.volumes.join(' ')}`]),
    ...json('ENTRYPOINT', details.entrypoint),
    ...json('CMD', details.command),
  ].map((line) => {
    const shown = visibleText(line);
    return shown.length > mostOfValue ? `${shown.slice(0, mostOfValue)}…` : shown;
  });
}
