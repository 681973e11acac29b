// How a Dockerfile is built if nothing else is said: by the profile that was chosen for it, else as it was built with
// options the last time, else as the file is. Values that look like secrets are kept nowhere.

import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import { type ReadProfile, readProfiles } from '../../builds/read-profiles.ts';
import { mayBeSecret } from '../../dockerfile/knowledge/hidden-values.ts';
import type { EngineId } from '../../engine/engine-id.ts';
import { UserError } from '../../user-error.ts';
import type { Dialogs } from '../host/dialogs.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import type { Remembering } from '../host/memory.ts';
import type { Settings } from '../host/settings.ts';
import { tagOf } from './choose-dockerfile.ts';

/** Why a profile cannot be used. */
export const profileFailures = {
  unusable: (name: string, problem: string) => l10n.t('The build profile "{0}" cannot be used. {1}', name, problem),
  notThere: (name: string, dockerfile: string) =>
    l10n.t(
      'There is no build profile "{0}" for {1} in the settings. Choose another one with "Choose Build Profile of Dockerfile".',
      name,
      dockerfile,
    ),
};

/** A profile without the values of what looks like secrets. */
export interface RememberedProfile extends BuildProfile {
  /** Names of build arguments whose values are not kept. */
  readonly withheldArgs?: readonly string[];
}

/** The profile of a build without any options. */
export const plainProfile: BuildProfile = { name: 'default' };

const choiceKey = (dockerfile: string) => `build profile ${dockerfile}`;
const optionsKey = (dockerfile: string) => `build options ${dockerfile}`;
const engineKey = (dockerfile: string) => `build engine ${dockerfile}`;

/** Name of the chosen profile; undefined: none is. */
export function chosenName({ memory }: Remembering, dockerfile: string): string | undefined {
  return memory.get<string>(choiceKey(dockerfile)) || undefined;
}

/** `name` undefined: no profile. */
export async function chooseName({ memory }: Remembering, dockerfile: string, name: string | undefined): Promise<void> {
  await memory.set(choiceKey(dockerfile), name ?? '');
}

export function lastOptions({ memory }: Remembering, dockerfile: string): RememberedProfile | undefined {
  return memory.get<RememberedProfile | null>(optionsKey(dockerfile)) ?? undefined;
}

/** undefined: forgets them. */
export async function rememberOptions(
  { memory }: Remembering,
  dockerfile: string,
  profile: BuildProfile | undefined,
): Promise<void> {
  await memory.set(optionsKey(dockerfile), profile ? rememberable(profile) : null);
}

/** The engine that it was built on with options the last time; undefined: none, or before engines had ids. */
export function lastEngine({ memory }: Remembering, dockerfile: string): EngineId | undefined {
  return memory.get<EngineId>(engineKey(dockerfile));
}

export async function rememberEngine({ memory }: Remembering, dockerfile: string, engine: EngineId): Promise<void> {
  await memory.set(engineKey(dockerfile), engine);
}

/** What may be kept of a profile. */
export function rememberable(profile: BuildProfile): RememberedProfile {
  const { buildArgs = {}, ...rest } = profile;
  const given = Object.entries(buildArgs);
  const withheldArgs = given.filter(([name, value]) => mayBeSecret(name, value)).map(([name]) => name);
  if (withheldArgs.length === 0) return profile;
  const kept = Object.fromEntries(given.filter(([name]) => !withheldArgs.includes(name)));
  return { ...rest, ...(Object.keys(kept).length > 0 ? { buildArgs: kept } : {}), withheldArgs };
}

/** Those of the settings, with what is wrong in them. */
export function profilesOf({ buildSettings }: Settings, dockerfile: string): ReadProfile[] {
  return readProfiles(buildSettings.profiles(dockerfile));
}

/** Of the settings, by name. Throws UserError `invalid` if it is not there or wrong. */
export function profileNamed(host: Dialogs & Settings, dockerfile: string, name: string): BuildProfile {
  const found = profilesOf(host, dockerfile).find((each) => each.name === name);
  if (found?.profile) return found.profile;
  throw new UserError(
    'invalid',
    found ? profileFailures.unusable(name, found.problem) : profileFailures.notThere(name, dockerfile),
  );
}

/** Throws UserError `invalid` if the chosen profile is gone or wrong. */
export function profileFor(host: Dialogs & Settings & Remembering, dockerfile: string): RememberedProfile {
  const name = chosenName(host, dockerfile);
  if (name !== undefined) return profileNamed(host, dockerfile, name);
  return lastOptions(host, dockerfile) ?? plainProfile;
}

/** With the values that were not kept: the user is asked for them. */
export async function completed(host: Dialogs, remembered: RememberedProfile): Promise<BuildProfile> {
  const { withheldArgs = [], ...profile } = remembered;
  const buildArgs: Record<string, string> = { ...profile.buildArgs };
  for (const name of withheldArgs) {
    buildArgs[name] = await host.ask({
      title: l10n.t('Build Argument {0}', name),
      prompt: l10n.t(
        'The value of {0} was not saved, since it may be a secret. A build secret is safer: it stays out of the image.',
        name,
      ),
    });
  }
  return withheldArgs.length === 0 ? profile : { ...profile, buildArgs };
}

/** With what a lens or a task says: a stage to build to. */
export function toTarget(profile: RememberedProfile, { stage }: DockerfileTarget): RememberedProfile {
  return stage === undefined ? profile : { ...profile, target: stage };
}

/**
 * The names that the image gets. An image of a part never takes the names of the whole: a stage that the profile does not
 * ask for has a name of its own.
 */
export function tagsOf({ dockerfile, stage }: DockerfileTarget, { tags = [], target }: BuildProfile): string[] {
  const isProfilesOwn = stage === undefined || stage === target;
  return tags.length > 0 && isProfilesOwn
    ? [...tags]
    : [tagOf({ dockerfile, ...(stage === undefined && target === undefined ? {} : { stage: stage ?? target }) })];
}
