// How a Dockerfile is built: asked in a form, remembered, chosen among the profiles of the settings, copied as a line.

import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import { parseDockerfile } from '../../dockerfile/text/document.ts';
import type { CommandServices } from '../host/command.ts';
import type { Choice, Dialogs } from '../host/dialogs.ts';
import { aboutHere, calls, copies } from '../host/docker-equivalent.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import type { Remembering } from '../host/memory.ts';
import { plainCommands } from '../host/on-engine.ts';
import type { Settings } from '../host/settings.ts';
import { chooseDockerfile } from './choose-dockerfile.ts';
import { dockerBuildLine } from './command-line.ts';
import { askForBuild, buildFormTitle } from './form.ts';
import { argumentsOf } from './form-arguments.ts';
import { readBuildLine } from './form-line.ts';
import { openBuildForm } from './form-page.ts';
import {
  chooseName,
  chosenName,
  lastOptions,
  plainProfile,
  profileFor,
  profileNamed,
  profilesOf,
  rememberOptions,
  tagsOf,
  toTarget,
} from './profiles.ts';
import { buildOnce, proposedFor, stagesOf } from './proposed-build.ts';
import { editProfiles, saveProfile } from './saved-profiles.ts';

export const buildOptionCommands = plainCommands(
  {
    'longshore.dockerfile.buildWithOptions': async (
      services: CommandServices,
      target?: DockerfileTarget,
    ): Promise<void> => {
      const { host } = services;
      const chosen = await chooseDockerfile(services, target, l10n.t('Build an Image with Options'));
      const { dockerfile } = chosen;
      const document = parseDockerfile(await host.savedText(dockerfile));
      const { withheldArgs = [], ...proposed } = proposedFor(host, chosen);
      const name = chosenName(host, dockerfile);
      const { action, profile } = await askForBuild(host, {
        title: buildFormTitle(dockerfile),
        hint:
          name === undefined
            ? l10n.t('Press Enter to build. The next Build uses the same options.')
            : l10n.t(
                'Press Enter to build once with these options. The next Build uses the profile "{0}" from the settings.',
                name,
              ),
        dockerfile,
        proposed,
        withheldArgs,
        stages: stagesOf(document),
        arguments: argumentsOf(document),
        tags: (now) => tagsOf({ dockerfile }, now),
        read: (line, now) => readBuildLine(host, dockerfile, line, { ...now, withheldArgs }),
      });
      if (action === 'copy') {
        await host.copy(dockerBuildLine(profile, dockerfile, tagsOf({ dockerfile }, profile)));
        return;
      }
      if (action === 'save') return saveProfile(host, dockerfile, profile);
      if (action === 'page') return openBuildForm(host, dockerfile, { ...profile, withheldArgs }, true);
      await buildOnce(services, dockerfile, profile);
    },

    'longshore.dockerfile.buildForm': async (services: CommandServices, target?: DockerfileTarget): Promise<void> => {
      const { host } = services;
      const chosen = await chooseDockerfile(services, target, l10n.t('Build an Image with Options'));
      openBuildForm(host, chosen.dockerfile, proposedFor(host, chosen), chosen.stage !== undefined);
    },

    'longshore.dockerfile.chooseProfile': async (
      services: CommandServices,
      target?: DockerfileTarget,
    ): Promise<void> => {
      const { host } = services;
      const { dockerfile } = await chooseDockerfile(services, target, l10n.t('Choose a Build Profile'));
      const chosen = await host.pick(
        l10n.t('Build Profile of {0}', basename(dockerfile)),
        l10n.t('Used by Build, Run and Push from now on'),
        profileRows(host, dockerfile),
      );
      if (typeof chosen === 'string') return editProfiles(host, dockerfile);
      if (chosen.name !== undefined) profileNamed(host, dockerfile, chosen.name);
      await chooseName(host, dockerfile, chosen.name);
      if (chosen.forget) await rememberOptions(host, dockerfile, undefined);
    },

    'longshore.dockerfile.editProfiles': async (
      services: CommandServices,
      target?: DockerfileTarget,
    ): Promise<void> => {
      const { dockerfile } = await chooseDockerfile(services, target, l10n.t('Edit Build Profiles'));
      await editProfiles(services.host, dockerfile);
    },

    'longshore.dockerfile.copyBuildLine': async (
      services: CommandServices,
      target?: DockerfileTarget,
    ): Promise<void> => {
      const chosen = await chooseDockerfile(services, target, l10n.t('Copy docker build Command'));
      const profile = toTarget(profileFor(services.host, chosen.dockerfile), chosen);
      const tags = tagsOf(chosen, profileFor(services.host, chosen.dockerfile));
      await services.host.copy(dockerBuildLine(profile, chosen.dockerfile, tags));
    },
  },
  {
    'longshore.dockerfile.buildWithOptions': {
      title: l10n.t('Build Image from Dockerfile with Options'),
      docker: calls('build'),
    },
    'longshore.dockerfile.buildForm': {
      title: l10n.t('Build Image from Dockerfile with Form'),
      docker: calls('build'),
    },
    'longshore.dockerfile.chooseProfile': { title: l10n.t('Choose Build Profile of Dockerfile'), docker: aboutHere },
    'longshore.dockerfile.editProfiles': { title: l10n.t('Edit Build Profiles of Dockerfile'), docker: aboutHere },
    'longshore.dockerfile.copyBuildLine': { title: l10n.t('Copy docker build Command of Dockerfile'), docker: copies },
  },
);

type ProfileRow = 'edit' | { readonly name: string | undefined; readonly forget?: boolean };

function profileRows(host: Dialogs & Settings & Remembering, dockerfile: string): Choice<ProfileRow>[] {
  const now = chosenName(host, dockerfile);
  const last = lastOptions(host, dockerfile);
  const mark = (isNow: boolean) => (isNow ? l10n.t('current') : undefined);
  return [
    ...profilesOf(host, dockerfile).map(({ name, profile, problem }) => ({
      label: name,
      icon: problem === undefined ? 'settings' : 'warning',
      description: mark(name === now),
      detail: problem ?? (profile && summary(profile, dockerfile)),
      value: { name },
    })),
    ...(last
      ? [
          {
            label: l10n.t('Last Options'),
            icon: 'history',
            description: mark(now === undefined),
            detail: summary(last, dockerfile),
            value: { name: undefined },
          },
        ]
      : []),
    {
      label: l10n.t('No Options'),
      icon: 'circle-outline',
      description: mark(now === undefined && !last),
      detail: summary(plainProfile, dockerfile),
      value: { name: undefined, forget: true },
    },
    { label: l10n.t('Edit Profiles…'), icon: 'edit', detail: l10n.t('in the settings, as JSON'), value: 'edit' },
  ];
}

const summary = (profile: BuildProfile, dockerfile: string) =>
  dockerBuildLine(profile, dockerfile, tagsOf({ dockerfile }, profile));
