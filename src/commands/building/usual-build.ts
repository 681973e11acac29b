// The build that a Dockerfile gets if nothing else is said, as far as it is known without asking anybody.
import { buildRequestOf } from '../../builds/profile.ts';
import type { BuildRequest } from '../../engine/build-api.ts';
import type { Remembering } from '../host/memory.ts';
import type { Settings } from '../host/settings.ts';
import { chosenName, lastOptions, plainProfile, profilesOf, type RememberedProfile, tagsOf } from './profiles.ts';

/** undefined: its profile is wrong, a value of it is kept nowhere, or a builder of its own builds it. */
export function usualBuild(host: Settings & Remembering, dockerfile: string): BuildRequest | undefined {
  const name = chosenName(host, dockerfile);
  const profile: RememberedProfile | undefined =
    name === undefined
      ? (lastOptions(host, dockerfile) ?? plainProfile)
      : profilesOf(host, dockerfile).find((each) => each.name === name)?.profile;
  if (!profile || (profile.withheldArgs?.length ?? 0) > 0 || profile.builder !== undefined) return undefined;
  return buildRequestOf(profile, dockerfile, tagsOf({ dockerfile }, profile));
}
