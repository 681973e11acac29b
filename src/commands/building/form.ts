// The form of a build: a list whose first row builds, so that the common case is one Enter; each other row shows an option
// and asks for it. Asks only; builds nothing.
import type { BuildProfile } from '../../builds/profile.ts';
import { Cancelled, type Choice, type Host } from '../host/host.ts';
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
  host: Host,
  form: BuildForm,
): Promise<{ readonly action: BuildAction; readonly profile: BuildProfile }> {
  let profile = form.proposed;
  for (;;) {
    const chosen = await host.pick(form.title, form.hint, formRows(host, form, profile));
    if (typeof chosen === 'string') return { action: chosen, profile };
    try {
      profile = await chosen(profile);
    } catch (error) {
      // Leaving one question goes back to the form, not out of it.
      if (!(error instanceof Cancelled)) throw error;
    }
  }
}

function formRows(host: Host, form: BuildForm, profile: BuildProfile): Choice<BuildAction | Edit>[] {
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
    { label: 'Build', icon: 'tools', description: form.tags(profile).join(', '), value: 'build' },
    row('Context Folder', 'folder', context ?? 'the Dockerfile’s own', askContext(host)),
    row('Tags', 'tag', tags?.join(', ') ?? `${form.tags(profile).join(', ')} (from the folder’s name)`, askTags(host)),
    row('Target', 'layers', target ?? 'the last stage', askTarget(host, form)),
    row('Build Arguments', 'symbol-variable', argumentsSummary(profile, form), askBuildArguments(host, form)),
    row('Platform', 'chip', platform ?? 'the engine’s own', askPlatform(host)),
    row('Labels', 'bookmark', Object.keys(profile.labels ?? {}).join(', ') || 'none', askLabels(host)),
    row('Secrets', 'key', secretsSummary(profile), askSecrets(host, form.dockerfile)),
    row('SSH', 'lock', agentsSummary(profile), askAgents(host)),
    // A toggle needs no question.
    row('No Cache', 'sync', profile.noCache ? 'yes: every step runs again (--no-cache)' : 'no', toggle('noCache')),
    row('Pull', 'cloud-download', profile.pull ? 'yes: newer base images are fetched (--pull)' : 'no', toggle('pull')),
    row('Network', 'type-hierarchy', network ?? 'default', askNetwork(host)),
    row('Extra Hosts', 'server', extraHosts?.join(', ') ?? 'none', askExtraHosts(host)),
    row('Shared Memory', 'database', shmSize ?? 'the engine’s own (64m)', askShmSize(host)),
    row('Further Contexts', 'files', Object.keys(buildContexts).join(', ') || 'none', askBuildContexts(host)),
    row('Cache From', 'history', cacheFrom?.join(', ') ?? 'this engine only', askCacheFrom(host)),
    row('Builder', 'server-process', builder ?? 'the engine’s own', askBuilder(host)),
    {
      label: 'Copy as docker build Line',
      icon: 'copy',
      description: dockerBuildLine(profile, form.dockerfile, form.tags(profile)),
      value: 'copy',
    },
    { label: 'Save as a Profile', icon: 'save', description: 'keeps these options in the settings', value: 'save' },
  ];
}
