// The `docker build …` line that does the same as a build of ours, quoted for a POSIX shell. Pure text.
import { dirname, resolve } from 'node:path';
import { type BuildProfile, contextSources } from '../../builds/profile.ts';
import { mayBeSecret } from '../../dockerfile/knowledge/hidden-values.ts';
import { csvField } from '../text/csv.ts';
import { quoteWord } from '../text/shell-words.ts';

/**
 * `dockerfile`: absolute path. A build argument whose name looks like a secret's stands without its value: the command
 * line takes that from the environment variable of the same name.
 */
export function dockerBuildLine(profile: BuildProfile, dockerfile: string, tags: readonly string[]): string {
  const folder = dirname(dockerfile);
  const option = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value]);
  const options = (name: string, values: readonly string[] = []) => values.flatMap((value) => [name, value]);
  const words = [
    'docker',
    ...(profile.builder === undefined ? ['build'] : ['buildx', 'build', '--builder', profile.builder, '--load']),
    ...options('-t', tags),
    '-f',
    dockerfile,
    ...option('--target', profile.target),
    ...options(
      '--build-arg',
      Object.entries(profile.buildArgs ?? {}).map(([name, value]) =>
        mayBeSecret(name, value) ? name : `${name}=${value}`,
      ),
    ),
    ...option('--platform', profile.platform),
    ...options('--label', pairs(profile.labels)),
    ...options(
      '--secret',
      profile.secrets?.map((secret) =>
        [`id=${secret.id}`, 'file' in secret ? `src=${resolve(folder, secret.file)}` : `env=${secret.variable}`]
          .map(csvField)
          .join(','),
      ),
    ),
    ...options(
      '--ssh',
      profile.ssh?.map(({ id, socket }) => (socket === undefined ? id : `${id}=${socket}`)),
    ),
    ...(profile.noCache ? ['--no-cache'] : []),
    ...(profile.pull ? ['--pull'] : []),
    ...option('--network', profile.network),
    ...options('--add-host', profile.extraHosts),
    ...option('--shm-size', profile.shmSize),
    ...options('--cache-from', profile.cacheFrom),
    ...options('--build-context', pairs(contextSources(profile.buildContexts ?? {}, folder))),
    resolve(folder, profile.context ?? '.'),
  ];
  return words.map(quoteWord).join(' ');
}

function pairs(record: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries(record).map(([name, value]) => `${name}=${value}`);
}
