// Variables without which the program of an image ends at once, for those official images whose entrypoints say so. Pure.
// Sources: docker-entrypoint.sh of github.com/docker-library/postgres (docker_verify_minimum_env), docker-library/mysql and
// MariaDB/mariadb-docker (the same function); each has also NAME_FILE.
import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { valuesOf } from '../options/index.ts';
import type { Run } from '../options/option.ts';
import { mountTargets } from './problems.ts';

/** What an image needs. */
export const environmentSentences = {
  needs: (image: string, variable: string) =>
    l10n.t('{0} needs {1}. Without it, the container stops immediately.', image, variable),
};

interface Wanted {
  /** One of them is enough. */
  readonly names: readonly string[];
  /** What is there already needs none of it. */
  readonly data: string;
  readonly program: string;
}

const mysqlNames = ['MYSQL_ROOT_PASSWORD', 'MYSQL_ALLOW_EMPTY_PASSWORD', 'MYSQL_RANDOM_ROOT_PASSWORD'];

/** By the repository on Docker Hub. */
const wanted: ReadonlyMap<string, Wanted> = new Map([
  [
    'library/postgres',
    { names: ['POSTGRES_PASSWORD', 'POSTGRES_HOST_AUTH_METHOD'], data: '/var/lib/postgresql', program: 'postgres' },
  ],
  ['library/mysql', { names: mysqlNames, data: '/var/lib/mysql', program: 'mysqld' }],
  [
    'library/mariadb',
    {
      names: [
        'MARIADB_ROOT_PASSWORD',
        'MARIADB_ROOT_PASSWORD_HASH',
        'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD',
        'MARIADB_RANDOM_ROOT_PASSWORD',
        ...mysqlNames,
      ],
      data: '/var/lib/mysql',
      program: 'mariadbd',
    },
  ],
]);

/** A sentence, or undefined. `given`: of this machine, for variables that are passed on by their names; `volumes`: that are there. */
export function missingVariable(
  { image, values, command }: Run,
  given: Readonly<Record<string, string | undefined>>,
  volumes: readonly string[],
): string | undefined {
  const reference = parseImageReference(image);
  const needs = reference?.registry === 'docker.io' ? wanted.get(reference.repository) : undefined;
  if (!needs) return undefined;
  // Another program is run, or what it gets is not known here.
  const [program = needs.program] = command;
  const isOther = !program.startsWith('-') && program !== needs.program;
  if (isOther || valuesOf(values, 'entrypoint').length > 0 || valuesOf(values, 'env-file').length > 0) return undefined;
  const set = new Set(
    valuesOf(values, 'env').flatMap((entry) => {
      const equals = entry.indexOf('=');
      const name = equals < 0 ? entry : entry.slice(0, equals);
      return (equals < 0 ? given[name] : entry.slice(equals + 1)) ? [name] : [];
    }),
  );
  if (needs.names.some((name) => set.has(name) || set.has(`${name}_FILE`))) return undefined;
  const holdsData = mountTargets(values).some(
    ({ target, source }) =>
      (target === needs.data || target.startsWith(`${needs.data}/`)) &&
      source !== '' &&
      (volumes.includes(source) || !/^[\w][\w.-]*$/.test(source)),
  );
  if (holdsData) return undefined;
  return environmentSentences.needs(reference?.repository.slice('library/'.length) ?? '', needs.names[0] ?? '');
}
