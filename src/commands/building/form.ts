// The form of a build: a list whose first row builds, so that the common case is one Enter; each other row shows an option
// and asks for it. Asks only; builds nothing.
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import { type Choice, type Dialogs, orStay } from '../host/dialogs.ts';
import { dockerBuildLine } from './command-line.ts';
import { argumentsSummary, askBuildArguments, type FileArgument } from './form-arguments.ts';
import {
  askBuildContexts,
  askBuilder,
  askCacheFrom,
  askContext,
  askExtraHosts,
  askLabels,
  askNetwork,
  askPlatform,
  askShmSize,
  askTags,
  askTarget,
  type Edit,
  withField,
} from './form-questions.ts';
import { agentsSummary, askAgents, askSecrets, secretsSummary } from './form-secrets.ts';

export type BuildAction = 'build' | 'copy' | 'save';

export interface BuildForm {
  readonly title: string;
  readonly hint: string;
  /** Absolute path. */
  readonly dockerfile: string;
  readonly proposed: BuildProfile;
  /** Names of build arguments of the last time, whose values are not kept. */
  readonly withheldArgs: readonly string[];
  /** Names of the file's stages. */
  readonly stages: readonly string[];
  /** The file's ARGs. */
  readonly arguments: readonly FileArgument[];
  /** The names that the image gets. */
  tags(profile: BuildProfile): readonly string[];
}

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

function formRows(host: Dialogs, form: BuildForm, profile: BuildProfile): Choice<BuildAction | Edit>[] {
  const row = (label: string, icon: string, description: string, value: Edit) => ({ label, icon, description, value });
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
    row(l10n.t('Context Folder'), 'folder', context ?? l10n.t('the folder of the Dockerfile'), askContext(host)),
    row(
      l10n.t('Tags'),
      'tag',
      tags?.join(', ') ?? l10n.t('{0} (from the folder name)', form.tags(profile).join(', ')),
      askTags(host),
    ),
    row(l10n.t('Target'), 'layers', target ?? l10n.t('the last stage'), askTarget(host, form)),
    row(l10n.t('Build Arguments'), 'symbol-variable', argumentsSummary(profile, form), askBuildArguments(host, form)),
    row(l10n.t('Platform'), 'chip', platform ?? l10n.t('engine default'), askPlatform(host)),
    row(l10n.t('Labels'), 'bookmark', Object.keys(profile.labels ?? {}).join(', ') || l10n.t('none'), askLabels(host)),
    row(l10n.t('Secrets'), 'key', secretsSummary(profile), askSecrets(host, form.dockerfile)),
    row('SSH', 'lock', agentsSummary(profile), askAgents(host)),
    // A toggle needs no question.
    row(
      l10n.t('No Cache'),
      'sync',
      profile.noCache ? l10n.t('yes: run every step again (--no-cache)') : l10n.t('no'),
      toggle('noCache'),
    ),
    row(
      l10n.t('Pull'),
      'cloud-download',
      profile.pull ? l10n.t('yes: fetch newer base images (--pull)') : l10n.t('no'),
      toggle('pull'),
    ),
    row(l10n.t('Network'), 'type-hierarchy', network ?? 'default', askNetwork(host)),
    row(l10n.t('Extra Hosts'), 'server', extraHosts?.join(', ') ?? l10n.t('none'), askExtraHosts(host)),
    row(l10n.t('Shared Memory'), 'database', shmSize ?? l10n.t('engine default (64m)'), askShmSize(host)),
    row(
      l10n.t('Additional Contexts'),
      'files',
      Object.keys(buildContexts).join(', ') || l10n.t('none'),
      askBuildContexts(host),
    ),
    row(l10n.t('Cache From'), 'history', cacheFrom?.join(', ') ?? l10n.t('this engine only'), askCacheFrom(host)),
    row(l10n.t('Builder'), 'server-process', builder ?? l10n.t('engine default'), askBuilder(host)),
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
  ];
}
