// The rows of the form that take a build as a `docker build …` line, typed or pasted.
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import { UserError } from '../../user-error.ts';
import type { Dialogs, PickChoice } from '../host/dialogs.ts';
import type { DockerfileEdits } from '../host/dockerfile-edits.ts';
import { knownVariables } from '../options/places.ts';
import { isLineOf, leftOutWords } from '../running/form-line.ts';
import { placesOf } from '../running/proposed-run.ts';
import { dockerBuildLine } from './command-line.ts';
import type { Edit } from './form-questions.ts';
import { type PastedBuild, parseBuildLine } from './parse-line.ts';
import type { RememberedProfile } from './profiles.ts';

export interface LineForm {
  /** Absolute path. */
  readonly dockerfile: string;
  /** The names that the image gets. */
  tags(profile: BuildProfile): readonly string[];
  /** A `docker build …` line; `before` has the values that a line does not show. */
  read(line: string, before: BuildProfile): PastedBuild | { readonly wrong: string };
}

/** `before`: what stood in the form; it has the values that a line does not show. */
export function readBuildLine(
  host: Dialogs & DockerfileEdits,
  dockerfile: string,
  text: string,
  before: RememberedProfile,
): PastedBuild | { readonly wrong: string } {
  const places = placesOf(host);
  return parseBuildLine(text, knownVariables(places), { dockerfile, ...places }, before);
}

/** The second is there once such a line is pasted into the list itself. */
export function buildLineRows(host: Dialogs, form: LineForm): PickChoice<Edit>[] {
  const edit: Edit = (profile) =>
    askLine(host, form, dockerBuildLine(profile, form.dockerfile, form.tags(profile)))(profile);
  return [
    {
      label: l10n.t('Command Line'),
      icon: 'code',
      description: l10n.t('edit it, or paste one'),
      keywords: ['docker build', 'docker buildx', 'podman build'],
      value: edit,
    },
    {
      label: l10n.t('Fill In from This docker build Command'),
      icon: 'code',
      value: edit,
      takes: (typed) => (isLineOf(typed, ['build']) ? pasted(host, form, typed) : undefined),
    },
  ];
}

/** Asks only where there is something wrong with it. */
const pasted =
  (host: Dialogs, form: LineForm, text: string): Edit =>
  (profile) =>
    'wrong' in form.read(text, profile) ? askLine(host, form, text)(profile) : taken(host, form, text)(profile);

const askLine =
  (host: Dialogs, form: LineForm, value: string): Edit =>
  async (profile) => {
    const text = await host.ask({
      title: l10n.t('Command Line'),
      prompt: l10n.t(
        'Edit the command, or paste one: docker build, docker buildx build, podman build. It is read, not executed.',
      ),
      value,
      placeholder: 'docker build -t app:1 .',
      validate: (answer) => {
        const read = form.read(answer, profile);
        return 'wrong' in read ? read.wrong : undefined;
      },
    });
    return taken(host, form, text)(profile);
  };

/** What was not taken of it is said. */
const taken =
  (host: Dialogs, form: LineForm, text: string): Edit =>
  async (before) => {
    const read = form.read(text, before);
    if ('wrong' in read) throw new UserError('invalid', read.wrong);
    if (read.leftOut.length > 0) host.inform(leftOutWords(read.leftOut));
    const { withheldArgs: _withheld, ...profile } = read.profile;
    return profile;
  };
