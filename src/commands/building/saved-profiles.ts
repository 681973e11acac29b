// Writes build profiles into the settings: the options of a build under a name, or a filled one to begin with.
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import { mayBeSecretName } from '../../dockerfile/knowledge/hidden-values.ts';
import { parseDockerfile } from '../../dockerfile/text/document.ts';
import type { Dialogs } from '../host/dialogs.ts';
import type { DockerfileEdits } from '../host/dockerfile-edits.ts';
import type { Remembering } from '../host/memory.ts';
import type { Settings } from '../host/settings.ts';
import { listNames } from '../text/count-and-list.ts';
import { argumentsOf } from './form-arguments.ts';
import { chooseName, lastOptions, plainProfile, profilesOf, rememberable, tagsOf } from './profiles.ts';

/** Opens them in the settings. Where the Dockerfile has none, a filled one is written first; nothing uses it by itself. */
export async function editProfiles(
  host: Settings & Remembering & Pick<DockerfileEdits, 'savedText'>,
  dockerfile: string,
): Promise<void> {
  const { buildSettings } = host;
  const written = buildSettings.profiles(dockerfile);
  // What is not a list is a mistake of somebody, and theirs to mend.
  const isEmpty = written === undefined || (Array.isArray(written) && written.length === 0);
  if (isEmpty) await buildSettings.saveProfiles(dockerfile, [await filledProfile(host, dockerfile)]);
  await buildSettings.editProfiles(dockerfile);
}

/** As it was built with options the last time; else what a plain build does, and the arguments that have no default. */
async function filledProfile(
  host: Remembering & Pick<DockerfileEdits, 'savedText'>,
  dockerfile: string,
): Promise<BuildProfile> {
  const last = lastOptions(host, dockerfile);
  if (last) {
    const { withheldArgs: _withheld, ...kept } = rememberable({ ...last, name: plainProfile.name });
    return { ...kept, tags: tagsOf({ dockerfile }, kept) };
  }
  // Defaults stay in the Dockerfile: written here, they would hide what changes there.
  const wanted = argumentsOf(parseDockerfile(await host.savedText(dockerfile))).filter(
    (argument) => argument.default === undefined && !mayBeSecretName(argument.name),
  );
  return {
    ...plainProfile,
    context: '.',
    tags: tagsOf({ dockerfile }, plainProfile),
    ...(wanted.length > 0 ? { buildArgs: Object.fromEntries(wanted.map(({ name }) => [name, ''])) } : {}),
  };
}

/** Asks for its name. Build uses it from now on. */
export async function saveProfile(
  host: Dialogs & Settings & Remembering,
  dockerfile: string,
  profile: BuildProfile,
): Promise<void> {
  const { buildSettings } = host;
  const known = profilesOf(host, dockerfile);
  const name = (
    await host.ask({
      title: l10n.t('Save as Profile'),
      prompt: l10n.t('A name for these options. A profile with the same name is replaced.'),
      placeholder: 'release',
      ...(known.some((each) => each.name === profile.name) ? { value: profile.name } : {}),
      validate: (text) => (text.trim() === '' ? l10n.t('Enter a name.') : undefined),
    })
  ).trim();
  const { withheldArgs = [], ...kept } = rememberable({ ...profile, name });
  const written = buildSettings.profiles(dockerfile);
  const others = (Array.isArray(written) ? written : []).filter((each) => each?.name !== name);
  await buildSettings.saveProfiles(dockerfile, [...others, kept]);
  await chooseName(host, dockerfile, name);
  const saved = [
    l10n.t('Saved the profile "{0}". Build uses it from now on.', name),
    ...(withheldArgs.length === 0 ? [] : [valuesWithheld(withheldArgs)]),
  ];
  host.inform(saved.join(' '), [{ title: l10n.t('Edit'), run: () => buildSettings.editProfiles(dockerfile) }]);
}

export const valuesWithheld = (names: readonly string[]) =>
  l10n.t(
    'It does not include the values of {0}, since they may be secrets. Use build secrets instead.',
    listNames(names),
  );
