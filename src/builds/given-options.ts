// With what options a build was made, as names and values for a person. Values of secrets are not among them.
import * as l10n from '@vscode/l10n';
import { hidden, mayBeSecret } from '../dockerfile/knowledge/hidden-values.ts';
import type { BuildRecord } from './record.ts';

export type GivenOption = readonly [name: string, value: string];

/** In a fixed order; what was not given is not among them. `withheldArgs`: as they are remembered (`profiles.ts`). */
export function givenOptions({ profile }: Pick<BuildRecord, 'profile'>): GivenOption[] {
  const { buildArgs = {}, labels = {}, buildContexts = {} } = profile;
  const withheld = (profile as { readonly withheldArgs?: readonly string[] }).withheldArgs ?? [];
  const shown = (name: string, value: string) => (mayBeSecret(name, value) ? hidden : value);
  const rows: readonly (readonly [name: string, value: string | undefined])[] = [
    [l10n.t('Target stage'), profile.target],
    [l10n.t('Platform'), profile.platform],
    ...Object.entries(buildArgs).map(([name, value]) => [argumentName(name), shown(name, value)] as const),
    ...withheld.map((name) => [argumentName(name), hidden] as const),
    [l10n.t('Context folder'), profile.context],
    ...Object.entries(buildContexts).map(([name, source]) => [l10n.t('Context {0}', name), source] as const),
    ...Object.entries(labels).map(([name, value]) => [l10n.t('Label {0}', name), shown(name, value)] as const),
    [l10n.t('Secrets'), profile.secrets?.map(({ id }) => id).join(', ')],
    ['SSH', profile.ssh?.map(({ id }) => id).join(', ')],
    [l10n.t('No cache'), profile.noCache ? l10n.t('yes') : undefined],
    [l10n.t('Newer base images'), profile.pull ? l10n.t('yes') : undefined],
    [l10n.t('Network'), profile.network],
    [l10n.t('Extra hosts'), profile.extraHosts?.join(', ')],
    [l10n.t('Shared memory'), profile.shmSize],
    [l10n.t('Cache from'), profile.cacheFrom?.join(', ')],
    [l10n.t('Builder'), profile.builder],
  ];
  return rows.filter((row): row is GivenOption => row[1] !== undefined && row[1] !== '');
}

const argumentName = (name: string) => l10n.t('Build argument {0}', name);
