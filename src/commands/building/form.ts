// The form of a build: a list whose first row builds, so that the common case is one Enter; each other row shows an option
// and asks for it. Asks only; builds nothing.
import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import { type Dialogs, orStay, type PickChoice } from '../host/dialogs.ts';
import { openAsPage } from '../options/open-as-page.ts';
import { dockerBuildLine } from './command-line.ts';
import { type BuildField, buildField, withField } from './fields.ts';
import { argumentsSummary, askBuildArguments, type FileArgument } from './form-arguments.ts';
import { buildLineRows, type LineForm } from './form-line.ts';
import { askField, askNetwork, askPlatform, askTarget, type Edit, lastStage } from './form-questions.ts';
import { agentsSummary, askSecrets, secretsSummary } from './form-secrets.ts';

/** `page`: goes on as a page, with what was chosen so far. */
export type BuildAction = 'build' | 'copy' | 'save' | 'page';

export interface BuildForm extends LineForm {
  readonly title: string;
  readonly hint: string;
  readonly proposed: BuildProfile;
  /** Names of build arguments of the last time, whose values are not kept. */
  readonly withheldArgs: readonly string[];
  /** Names of the file's stages. */
  readonly stages: readonly string[];
  /** The file's ARGs. */
  readonly arguments: readonly FileArgument[];
}

/** Of the list, and of its page. */
export const buildFormTitle = (dockerfile: string): string => l10n.t('Build {0}', basename(dockerfile));

/** Comes back once the user chose to build, to copy or to save; throws `Cancelled` if the form is left. */
export async function askForBuild(
  host: Dialogs,
  form: BuildForm,
): Promise<{ readonly action: BuildAction; readonly profile: BuildProfile }> {
  let profile = form.proposed;
  for (;;) {
    const chosen = await host.pick(form.title, form.hint, formRows(host, form, profile));
    if (typeof chosen === 'string') return { action: chosen, profile };
    profile = await orStay(profile, chosen(profile));
  }
}

function formRows(host: Dialogs, form: BuildForm, profile: BuildProfile): PickChoice<BuildAction | Edit>[] {
  const row = (name: BuildField['name'], icon: string, description: string, value: Edit = askField(host, name)) => {
    const { label, flag } = buildField(name);
    return { label, icon, description, keywords: flag.split(' ').filter(Boolean), value };
  };
  const toggle =
    (field: 'noCache' | 'pull'): Edit =>
    async (now) =>
      withField(now, field, !now[field]);
  const {
    context,
    buildContexts = {},
    tags,
    target,
    platform,
    network,
    extraHosts,
    shmSize,
    cacheFrom,
    builder,
  } = profile;
  return [
    { label: l10n.t('Build'), icon: 'tools', description: form.tags(profile).join(', '), value: 'build' },
    ...buildLineRows(host, form),
    row('context', 'folder', context ?? l10n.t('the folder of the Dockerfile')),
    row('tags', 'tag', tags?.join(', ') ?? l10n.t('{0} (from the folder name)', form.tags(profile).join(', '))),
    row('target', 'layers', target ?? lastStage, askTarget(host, form)),
    row('buildArgs', 'symbol-variable', argumentsSummary(profile, form), askBuildArguments(host, form)),
    row('platform', 'chip', platform ?? l10n.t('engine default'), askPlatform(host)),
    row('labels', 'bookmark', Object.keys(profile.labels ?? {}).join(', ') || l10n.t('none')),
    row('secrets', 'key', secretsSummary(profile), askSecrets(host, form.dockerfile)),
    { ...row('ssh', 'lock', agentsSummary(profile)), label: 'SSH' },
    // A toggle needs no question.
    row(
      'noCache',
      'sync',
      profile.noCache ? l10n.t('yes: run every step again (--no-cache)') : l10n.t('no'),
      toggle('noCache'),
    ),
    row(
      'pull',
      'cloud-download',
      profile.pull ? l10n.t('yes: fetch newer base images (--pull)') : l10n.t('no'),
      toggle('pull'),
    ),
    row('network', 'type-hierarchy', network ?? 'default', askNetwork(host)),
    row('extraHosts', 'server', extraHosts?.join(', ') ?? l10n.t('none')),
    row('shmSize', 'database', shmSize ?? l10n.t('engine default (64m)')),
    row('buildContexts', 'files', Object.keys(buildContexts).join(', ') || l10n.t('none')),
    row('cacheFrom', 'history', cacheFrom?.join(', ') ?? l10n.t('this engine only')),
    row('builder', 'server-process', builder ?? l10n.t('engine default')),
    {
      label: l10n.t('Copy as docker build Command'),
      icon: 'copy',
      description: dockerBuildLine(profile, form.dockerfile, form.tags(profile)),
      value: 'copy',
    },
    {
      label: l10n.t('Save as Profile'),
      icon: 'save',
      description: l10n.t('saves these options in the settings'),
      value: 'save',
    },
    openAsPage,
  ];
}
