// A container of the image that its name means now, with all else as it was.

import * as l10n from '@vscode/l10n';
import type { ContainerDetails } from '../../engine/container-api.ts';
import type { ContainerConfig, InspectedContainer, InspectedImage } from '../../engine/container-settings.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ImageDetails } from '../../engine/image-api.ts';
import { UserError } from '../../user-error.ts';
import type { ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import type { Host } from '../host/host.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseContainer } from '../objects/choose.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { valuesOf } from '../options/index.ts';
import type { Run } from '../options/option.ts';
import { runOfContainer } from '../options/read-container.ts';
import { containerRequest } from '../options/request.ts';
import {
  differenceWords,
  madeFrom,
  noteChanges,
  noteMadeFrom,
  type OtherOptions,
  optionsName,
  otherOptionsOf,
} from '../running/made-from.ts';
import { startInPlaceOf } from '../running/replace.ts';
import { savedInstead } from '../running/saved-instead.ts';
import { tellThatItRuns } from '../running/start.ts';
import { joinWords } from '../text/shell-words.ts';
import { probablyGiven } from './lost-image.ts';

export const recreateCommands = engineCommands(
  {
    'longshore.container.recreate': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const { id, name } = await chooseContainer(services, ids, {
        title: l10n.t('Recreate a Container with the Newest Image'),
        none: l10n.t('There are no containers on this engine yet. Run an image to create one.'),
      });
      const old = await engine.containers.inspect(id);
      const newest = await imageIfThere(engine, old.image);
      if (!newest) {
        throw new UserError(
          'not-found',
          l10n.t('The image {0} is not on this engine. Pull or build it first.', old.image),
        );
      }
      const isNewest = newest.id === old.imageId;
      await noteChanges(host, engine, id);
      const other = otherOptionsOf(host, engine.id, id);
      if (isNewest && !other) {
        throw new UserError(
          'nothing-to-do',
          l10n.t('"{0}" already uses the newest {1} on this engine. Pull or build the image first.', name, old.image),
        );
      }
      const taken = other && (isNewest || (await takesSaved(host, name, other))) ? other : undefined;
      const given = await imageIfThere(engine, old.imageId);
      await host.confirm({
        question: taken
          ? isNewest
            ? l10n.t('Recreate "{0}" with the saved options of {1}?', name, optionsName(taken))
            : l10n.t('Recreate "{0}" with the newest {1} and its saved options?', name, old.image)
          : recreateQuestion(name, old.image),
        detail: [
          whatStays(taken && differenceWords(taken)),
          old.autoRemove
            ? l10n.t('The old container removes itself when it stops and cannot be restored.')
            : l10n.t('If the new container does not start, the old one is put back.'),
          ...(given
            ? []
            : [
                l10n.t(
                  'The engine no longer has the old image. Variables and labels that the new image sets are taken from it. The rest stays the same.',
                ),
              ]),
        ].join(' '),
        action: l10n.t('Recreate'),
      });
      const details = { ...old, given: configOf(given) ?? (await chooseGiven(host, old, configOf(newest) ?? {})) };
      const change = taken && (await savedInstead(services, id, taken));
      const request = containerRequest(await likeThis(engine, details, change));
      const remarks: string[] = [];
      const started = await host.progress(l10n.t('Replacing "{0}"', name), (_report, signal) =>
        startInPlaceOf(engine, old, request, signal, (warning) => {
          remarks.push(l10n.t('Engine warning: {0}', warning));
        }),
      );
      const made = madeFrom(host, engine.id, id);
      if (made) await noteMadeFrom(host, engine, started.id, taken ? { ...made, run: taken.now } : made);
      await tellThatItRuns(services, engine, started, name, remarks);
    },
  },
  {
    'longshore.container.recreate': {
      title: l10n.t('Recreate Container with the Newest Image'),
      docker: calls(
        'containers.stop',
        'containers.rename',
        'containers.create',
        'containers.start',
        'containers.remove',
      ),
    },
  },
);

/** `changing`: the options that do. */
export const whatStays = (changing: string | undefined) =>
  changing === undefined
    ? l10n.t(
        'Its options, name, networks and volumes stay. Files that it wrote outside of volumes are lost with the old container.',
      )
    : l10n.t(
        'These options change: {0}. The others stay. Files that it wrote outside of volumes are lost with the old container.',
        changing,
      );

const takesSaved = ({ pick }: Pick<Host, 'pick'>, name: string, other: OtherOptions): Promise<boolean> =>
  pick(l10n.t('Recreate {0}', name), l10n.t('Its options differ from the saved ones. Choose which to use.'), [
    { label: l10n.t('Saved Options'), description: differenceWords(other), value: true },
    { label: l10n.t('Options of the Container'), description: l10n.t('as they are now'), value: false },
  ]);

const configOf = (image: ImageDetails | undefined): ContainerConfig | undefined =>
  image && ((image.raw as InspectedImage).Config ?? {});

/** What the old image gave where nobody knows: which program was its own only the user can tell. */
async function chooseGiven(
  { pick }: Pick<Host, 'pick'>,
  { raw, name }: ContainerDetails,
  newest: ContainerConfig,
): Promise<ContainerConfig> {
  const container = (raw as InspectedContainer).Config;
  const given = probablyGiven(container, newest);
  if (programOf(container) === programOf(newest)) return given;
  const isOfImage = await pick(
    l10n.t('Recreate {0}', name),
    l10n.t('The old image is gone, and the new one starts another program. Choose what to run.'),
    [
      { label: l10n.t('Program of the New Image'), description: programOf(newest), value: true },
      { label: l10n.t('Program of the Old Container'), value: false },
    ],
  );
  return isOfImage ? { ...given, ...programPartsOf(container) } : given;
}

const programPartsOf = ({ Entrypoint, Cmd }: ContainerConfig) => ({ Entrypoint: Entrypoint ?? [], Cmd: Cmd ?? [] });

function programOf(config: ContainerConfig): string {
  const { Entrypoint, Cmd } = programPartsOf(config);
  return joinWords([Entrypoint, Cmd].flat());
}

/** What the image that it was made of has given is not repeated: the new one may give something else. */
async function likeThis(
  engine: Engine,
  { raw, mounts, autoRemove, given }: ContainerDetails & { readonly given: ContainerConfig },
  change: (run: Run) => Run = (same) => same,
): Promise<Run> {
  const run = change(runOfContainer(raw as InspectedContainer, { Config: given }, await engine.info()));
  // Volumes without a name, of the image or of `-v /path`. Those of a container that removes itself go with it.
  const volumes = valuesOf(run.values, 'volume');
  const said = [...volumes.filter((value) => value.includes(':')), ...valuesOf(run.values, 'mount')];
  const nameless = mounts.filter(
    ({ kind, destination }) => kind === 'volume' && !autoRemove && !said.some((value) => value.includes(destination)),
  );
  const asked = volumes.filter((value) => !nameless.some(({ destination }) => destination === value));
  const kept = nameless.map(({ source, destination, readOnly }) => `${source}:${destination}${readOnly ? ':ro' : ''}`);
  return { ...run, values: { ...run.values, volume: [...asked, ...kept] } };
}

export const recreateQuestion = (container: string, image: string) =>
  l10n.t('Recreate "{0}" with the newest {1}?', container, image);
