// What is done with a group of containers at once, mostly those of a compose project: by labels and the engine's API alone, no
// compose program is needed.

import { existsSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Network } from '../../engine/network-api.ts';
import { composeFilesOf, projectLabel, projectOf } from '../../explorer/container-columns.ts';
import { containerLook, stateInFull } from '../../explorer/container-state.ts';
import { UserError } from '../../user-error.ts';
import type { ObjectIds } from '../host/command.ts';
import { calls } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands } from '../host/on-engine.ts';
import { chooseContainers } from '../objects/choose.ts';
import { forEachOf } from '../objects/for-each.ts';
import { type Candidate, previewRemoval, removalWords } from '../objects/preview-removal.ts';
import { containerIsRunning, containerNameOf, noContainer } from './choice.ts';
import { stopsAtOnce } from './lifecycle.ts';

type Member =
  | { readonly kind: 'container'; readonly container: Container }
  | { readonly kind: 'network'; readonly network: Network };

export const containerGroupCommands = engineCommands(
  {
    'longshore.container.removeGroup': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host, engine } = services;
      const containers = await groupOf(services, ids, l10n.t('Remove the Containers of a Project'));
      const networks = await networksOf(engine, containers);
      const members = await previewRemoval(host, {
        words: networks.length > 0 ? removalWords.items : removalWords.containers,
        candidates: [...containers.map(containerMember), ...networks.map(networkMember)],
        none: noContainer,
        warning: l10n.t(
          'Running containers are stopped first. Data written in the containers is lost. Images and volumes are kept.',
        ),
      });
      const chosen = members.flatMap((member) => (member.kind === 'container' ? [member.container] : []));
      const left = members.flatMap((member) => (member.kind === 'network' ? [member.network] : []));
      await host.progress(l10n.t('Removing containers'), async (_report, signal) => {
        await forEachOf(
          chosen,
          containerNameOf,
          async (container) => {
            if (containerIsRunning(container)) await engine.containers.stop(container.id, signal);
            await engine.containers.remove(container.id, {}, signal);
          },
          stopsAtOnce,
        );
        await forEachOf(
          left,
          ({ name }) => name,
          ({ id }) => engine.networks.remove(id, signal),
        );
      });
    },

    'longshore.container.openComposeFile': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      const { host } = services;
      const containers = await groupOf(services, ids, l10n.t('Open the Compose File of a Project'));
      const files = [...new Set(containers.flatMap(composeFilesOf))];
      const here = files.filter((path) => existsSync(path));
      const [first] = here;
      if (first === undefined) {
        throw new UserError('not-found', files.length === 0 ? noComposeFile : composeFileElsewhere(files));
      }
      const path =
        here.length === 1
          ? first
          : await host.pick(
              l10n.t('Open the Compose File of a Project'),
              l10n.t('File'),
              here.map((each) => ({ label: each, icon: 'file-code', value: each })),
            );
      await host.buildContext.open(path);
    },
  },
  {
    'longshore.container.removeGroup': {
      title: l10n.t('Remove Containers of Project'),
      docker: calls('containers.stop', 'containers.remove', 'networks.remove'),
    },
    'longshore.container.openComposeFile': {
      title: l10n.t('Open Compose File of Project'),
      docker: { none: 'It opens a file of this machine.' },
    },
  },
);

/** Those of the rows; from the palette, those of the compose project that the user picks. */
async function groupOf(
  services: EngineServices,
  ids: ObjectIds | undefined,
  title: string,
): Promise<readonly Container[]> {
  if (ids) return chooseContainers(services, ids, { title, none: noContainer });
  const { containers } = await services.inventory.lists();
  const projects = [...new Set(containers.flatMap((container) => projectOf(container) ?? []))].sort();
  if (projects.length === 0) {
    throw new UserError('not-found', l10n.t('No container on this engine belongs to a compose project.'));
  }
  const project = await services.host.pick(
    title,
    l10n.t('Compose Project'),
    projects.map((name) => ({ label: name, icon: 'layers', value: name })),
  );
  return containers.filter((container) => projectOf(container) === project);
}

/** The networks of compose projects whose containers all go: nobody else has made or uses them. */
async function networksOf(engine: Engine, going: readonly Container[]): Promise<readonly Network[]> {
  const projects = new Set(going.flatMap((container) => projectOf(container) ?? []));
  if (projects.size === 0) return [];
  const [networks, containers] = await Promise.all([engine.networks.list(), engine.containers.list()]);
  const ids = new Set(going.map(({ id }) => id));
  const staying = containers.filter(({ id }) => !ids.has(id));
  return networks.filter(
    ({ name, labels }) =>
      projects.has(labels[projectLabel] ?? '') && !staying.some((container) => container.networks.includes(name)),
  );
}

function containerMember(container: Container): Candidate<Member> {
  return {
    label: container.name,
    description: container.image,
    detail: stateInFull(container, Date.now()),
    icon: containerLook(container).icon,
    value: { kind: 'container', container },
    bytes: 0,
  };
}

function networkMember(network: Network): Candidate<Member> {
  return {
    label: network.name,
    description: l10n.t('Network'),
    icon: 'type-hierarchy',
    value: { kind: 'network', network },
    bytes: 0,
  };
}

export const noComposeFile = l10n.t('These containers do not name a compose file.');

export const composeFileElsewhere = (files: readonly string[]) =>
  l10n.t('The compose file is not on this machine: {0}', files.join(', '));
