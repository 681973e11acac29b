// What the form of a build begins with, and the build that it ends with.
import type { BuildProfile } from '../../builds/profile.ts';
import type { DockerfileDocument } from '../../dockerfile/text/document.ts';
import type { CommandServices } from '../host/command.ts';
import type { Dialogs } from '../host/dialogs.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import type { Remembering } from '../host/memory.ts';
import { onSameEngine } from '../host/on-engine.ts';
import type { Settings } from '../host/settings.ts';
import { buildAndTell } from './build-image.ts';
import { withField } from './fields.ts';
import {
  chosenName,
  lastEngine,
  profileFor,
  type RememberedProfile,
  rememberEngine,
  rememberOptions,
  toTarget,
} from './profiles.ts';

/** Throws UserError `invalid` if the chosen profile is gone or wrong. */
export function proposedFor(host: Dialogs & Settings & Remembering, target: DockerfileTarget): RememberedProfile {
  const basis = profileFor(host, target.dockerfile);
  // An image of a part never takes the names of the whole.
  const isWhole = target.stage === undefined || target.stage === basis.target;
  return toTarget(isWhole ? basis : withField(basis, 'tags', undefined), target);
}

/** Names that a build can be told to stop at. */
export const stagesOf = ({ stages }: DockerfileDocument): string[] =>
  stages.flatMap(({ name }) => name?.text ?? []).filter((stage) => !stage.includes('$'));

/** With these options, which the next build proposes unless a profile of the settings is chosen for it. */
export async function buildOnce(services: CommandServices, dockerfile: string, profile: BuildProfile): Promise<void> {
  const { host } = services;
  if (chosenName(host, dockerfile) === undefined)
    await rememberOptions(host, dockerfile, { ...profile, name: 'last options' });
  const onIt = await onSameEngine(services, lastEngine(host, dockerfile));
  await rememberEngine(host, dockerfile, onIt.engine.id);
  await buildAndTell(onIt, { dockerfile }, profile);
}
