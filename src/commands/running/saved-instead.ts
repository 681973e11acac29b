// A container's own options with those in the place of others that are saved now. What is no other stays as the container has it: so
// do values that may be secret, which are saved nowhere.

import * as l10n from '@vscode/l10n';
import { mayBeSecretName } from '../../dockerfile/knowledge/hidden-values.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { runOptions, valuesOf, withValues } from '../options/index.ts';
import type { OptionValues, Run } from '../options/option.ts';
import { completeRun } from '../options/places.ts';
import type { OtherOptions } from './made-from.ts';
import { freePorts, takenPorts } from './ports.ts';
import { placesOf } from './proposed-run.ts';

/** Asks for the values of variables that are others. `container`: the id of the one that gives way, whose ports count as free. */
export async function savedInstead(
  { host, engine }: Pick<EngineServices, 'host' | 'engine'>,
  container: string,
  { run: made, now, differences }: OtherOptions,
): Promise<(run: Run) => Run> {
  const others = new Set(differences.map(({ option }) => option));
  // Labels of a file cannot be told from those that were given beside it.
  if (others.has('label-file')) others.add('label');
  const options = runOptions.filter(({ name }) => name !== 'env' && others.has(name));
  const variables = differences.filter(({ option }) => option === 'env');
  const environment: string[] = [];
  for (const name of variables.flatMap(({ after }) => after)) {
    environment.push(now.environmentNames.includes(name) ? `${name}=${await askValue(host, name)}` : name);
  }
  let given = options.reduce<OptionValues>((all, { name }) => withValues(all, name, valuesOf(now.values, name)), {
    env: environment,
  });
  if (others.has('publish')) {
    const containers = (await engine.containers.list()).filter(({ id }) => id !== container);
    const meant = now.publishMeant ?? valuesOf(now.values, 'publish');
    given = withValues(given, 'publish', freePorts(meant, takenPorts(containers)));
  }
  const { values: complete } = await completeRun({ image: '', values: given, command: [] }, placesOf(host));
  const isOther = new Set(variables.flatMap(({ before, after }) => [...before, ...after]));
  const stays = (entry: string) => {
    const [name = ''] = entry.split('=', 1);
    // What another file gave is not known; what was given beside it is.
    return !isOther.has(name) && (!others.has('env-file') || made.environmentNames.includes(name));
  };
  return (run) => {
    const values = options.reduce<OptionValues>((all, { name, secret }) => {
      const kept = secret ? valuesOf(run.values, name).filter(secret) : [];
      return withValues(all, name, [...valuesOf(complete, name), ...kept]);
    }, run.values);
    const env = [...valuesOf(complete, 'env'), ...valuesOf(run.values, 'env').filter(stays)];
    return {
      ...run,
      values: withValues(values, 'env', env),
      command: others.has('command') ? now.command : run.command,
    };
  };
}

const askValue = (host: EngineServices['host'], name: string): Promise<string> =>
  host.ask({
    title: l10n.t('Environment'),
    prompt: l10n.t('The value of {0}. It is not saved.', name),
    secret: mayBeSecretName(name),
  });
