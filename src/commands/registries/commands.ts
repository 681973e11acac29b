// What a user can do with registries: log in and out, look into them, and start one of their own.

import * as l10n from '@vscode/l10n';
import type { ContainerRequest } from '../../engine/container-api.ts';
import { formatImageReference, parseImageReference, withDefaultTag } from '../../image-reference.ts';
import { isKnownFailure, UserError, unless } from '../../user-error.ts';
import { account } from '../accounts/account.ts';
import { logIn, logOut } from '../accounts/log-in-and-out.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { aboutHere, aboutRegistry, calls, copies } from '../host/docker-equivalent.ts';
import { type EngineServices, engineCommands, plainCommands } from '../host/on-engine.ts';
import { transferSummary } from '../host/transfer-progress.ts';
import { pullImage } from '../images/pull.ts';
import { lineWithFrom } from '../images/search.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { takenPorts } from '../running/ports.ts';
import { createAndStart } from '../running/start.ts';
import { wrongReference } from '../text/image-names.ts';
import { registryName } from '../text/registry-name.ts';
import { askForRegistry, chooseRegistry } from './choose-registry.ts';

/** The reference implementation: github.com/distribution/distribution. */
const registryImage = 'registry:2';
const ownRegistry = 'longshore-registry';
const firstPort = 5000;

const withoutEngine = plainCommands(
  {
    'longshore.registry.logIn': async (services: CommandServices, ids?: ObjectIds): Promise<void> =>
      logIn(services, ids?.[0] ?? (await chooseRegistry(services, l10n.t('Log In to a Registry'), 'all'))),

    'longshore.registry.logOut': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      for (const registry of ids ?? [await chooseRegistry(services, l10n.t('Log Out from a Registry'), 'loggedIn')])
        await logOut(services, registry);
    },

    'longshore.registry.add': async (services: CommandServices): Promise<void> => {
      const registry = await askForRegistry(services.host, l10n.t('Add a Registry to the View'));
      const { client, added, listing } = services.registries;
      await services.host.progress(l10n.t('Contacting {0}', registryName(registry)), async (_report, signal) => {
        // It is one, and wants a password.
        await unless(client.checkAccess(registry, signal), 'registry-denied');
      });
      await added.set([...new Set([...added.get(), registry])]);
      await listing.refresh(registry);
    },

    'longshore.registry.forget': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const { added, listing } = services.registries;
      const gone = ids ?? [await chooseRegistry(services, l10n.t('Remove a Registry from the View'), 'added')];
      await added.set(added.get().filter((registry) => !gone.includes(registry)));
      await listing.refresh();
    },

    'longshore.registry.refresh': async ({ registries }: CommandServices, ids?: ObjectIds): Promise<void> =>
      registries.listing.refresh(ids?.[0]),

    'longshore.registry.more': async (services: CommandServices, ids?: ObjectIds): Promise<void> =>
      services.registries.listing.more(
        ids?.[0] ?? (await chooseRegistry(services, l10n.t('Show More of a Registry'), 'all')),
      ),

    'longshore.registry.copyReference': async (services: CommandServices, ids?: ObjectIds): Promise<void> =>
      services.host.copy(
        (ids ?? [await askForRemote(services, l10n.t('Copy the Name of an Image'))]).map(asWritten).join('\n'),
      ),

    'longshore.registry.copyDigest': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const [reference = ''] = ids ?? [await askForRemote(services, l10n.t('Copy the Digest of an Image'))];
      const parsed = referenceOf(reference);
      const digest = await services.host.progress(l10n.t('Looking up {0}', reference), (_report, signal) =>
        services.registries.client.digest(parsed, signal),
      );
      await services.host.copy(formatImageReference({ ...parsed, tag: undefined, digest }));
    },

    'longshore.registry.useInFrom': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const [reference = ''] = ids ?? [await askForRemote(services, l10n.t('Use an Image in FROM'))];
      await services.host.editDockerfileLine((line) => lineWithFrom(line, asWritten(reference)));
    },

    'longshore.registry.deleteTag': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const { host, registries } = services;
      // Several selected tags may be names of one image, which goes but once.
      const gone = new Set<string>();
      for (const reference of ids ?? [await askForRemote(services, l10n.t('Delete a Tag in a Registry'))]) {
        const parsed = withDefaultTag(referenceOf(reference));
        const repository = `${parsed.registry}/${parsed.repository}`;
        if (gone.has(`${repository}:${parsed.tag}`)) continue;
        const { digest, tags, unseen } = await host.progress(l10n.t('Checking {0}', reference), (_report, signal) =>
          registries.client.previewDeletion(parsed, signal),
        );
        const others = tags.filter((tag) => tag !== parsed.tag);
        await host.confirm({
          question: l10n.t('Delete {0} in {1}?', reference, registryName(parsed.registry)),
          detail: [
            l10n.t(
              'This affects everyone and cannot be undone. The registry deletes the image {0} with all of its tags:',
              digest.slice(0, 19),
            ),
            [parsed.tag, ...others].join('\n'),
            ...(unseen === 0
              ? []
              : [
                  unseen === 1
                    ? l10n.t('1 tag could not be checked. If it belongs to the same image, it is also deleted.')
                    : l10n.t('{0} tags could not be checked. Those of the same image are also deleted.', unseen),
                ]),
          ].join('\n\n'),
          action: l10n.t('Delete'),
        });
        await host.progress(l10n.t('Deleting {0}', reference), (_report, signal) =>
          registries.client.deleteManifest(parsed, digest, signal),
        );
        for (const tag of tags) gone.add(`${repository}:${tag}`);
        await registries.listing.refresh(repository);
      }
    },
  },
  {
    'longshore.registry.logIn': { title: l10n.t('Log In to a Registry'), docker: { itself: 'docker login' } },
    'longshore.registry.logOut': { title: l10n.t('Log Out from a Registry'), docker: { itself: 'docker logout' } },
    'longshore.registry.add': { title: l10n.t('Add a Registry'), docker: aboutHere },
    'longshore.registry.forget': { title: l10n.t('Remove Registry from View'), docker: aboutHere },
    'longshore.registry.refresh': { title: l10n.t('Refresh Registries'), docker: aboutRegistry },
    'longshore.registry.more': { title: l10n.t('Show More of a Registry'), docker: aboutRegistry },
    'longshore.registry.copyReference': { title: l10n.t('Copy Name in Registry'), docker: copies },
    'longshore.registry.copyDigest': { title: l10n.t('Copy Digest from Registry'), docker: copies },
    'longshore.registry.useInFrom': {
      title: l10n.t('Use Image of Registry in FROM'),
      docker: { none: 'It edits a Dockerfile.' },
    },
    'longshore.registry.deleteTag': { title: l10n.t('Delete Tag in Registry'), docker: aboutRegistry },
  },
);

const onTheEngine = engineCommands(
  {
    'longshore.registry.pull': async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
      for (const reference of ids ?? [await askForRemote(services, l10n.t('Pull from a Registry'))])
        await pullImage(services, asWritten(reference));
    },

    'longshore.registry.start': async (services: EngineServices): Promise<void> => {
      const { host, engine, registries } = services;
      const containers = await engine.containers.list();
      const there = containers.find(({ name }) => name === ownRegistry);
      if (there) {
        throw new UserError(
          'name-in-use',
          there.state === 'running'
            ? l10n.t('Your registry is already running in the container "{0}".', ownRegistry)
            : l10n.t('Your registry is stopped. Start the container "{0}".', ownRegistry),
        );
      }
      if (!(await imageIfThere(engine, registryImage))) {
        await host.progress(l10n.t('Pulling {0}', registryImage), (report, signal) => {
          const summary = transferSummary();
          return engine.images.pull(registryImage, (progress) => report(summary(progress)), signal, account(services));
        });
      }
      const taken = takenPorts(containers);
      const port = await host.progress(l10n.t('Starting a registry'), (_report, signal) =>
        startOnFreePort(
          firstPort,
          (candidate) => taken.has(`${candidate}/tcp`),
          (hostPort) => createAndStart(engine, ownRegistryRequest(hostPort), signal),
        ),
      );
      const address = `localhost:${port}`;
      await registries.added.set([...new Set([...registries.added.get(), address])]);
      await registries.listing.refresh();
      host.inform(registryRunning(address), [{ title: l10n.t('Copy Address'), run: () => host.copy(address) }]);
    },
  },
  {
    'longshore.registry.pull': { title: l10n.t('Pull from Registry'), docker: calls('images.pull') },
    'longshore.registry.start': { title: l10n.t('Start a Local Registry'), docker: calls('containers.create') },
  },
);

export const registryCommands = { ...withoutEngine, ...onTheEngine };

const ownRegistryRequest = (hostPort: number): ContainerRequest => ({
  image: registryImage,
  name: ownRegistry,
  // Only for this machine: it lets everybody in.
  ports: [{ containerPort: 5000, protocol: 'tcp', hostPort, hostAddress: '127.0.0.1' }],
  environment: ['REGISTRY_STORAGE_DELETE_ENABLED=true'],
  mounts: [{ kind: 'volume', source: ownRegistry, destination: '/var/lib/registry', readOnly: false }],
  restartPolicy: 'unless-stopped',
});

/** Other programs hold ports, too, as macOS holds 5000: only the start tells. Answers the port. */
async function startOnFreePort(
  first: number,
  isTaken: (port: number) => boolean,
  start: (port: number) => Promise<unknown>,
): Promise<number> {
  for (let port = first; ; port++) {
    if (isTaken(port)) continue;
    try {
      await start(port);
      return port;
    } catch (error) {
      if (!isKnownFailure(error, 'port-in-use') || port >= first + 20) throw error;
    }
  }
}

async function askForRemote({ host }: CommandServices, title: string): Promise<string> {
  const answer = await host.ask({
    title,
    prompt: l10n.t('The image in its registry, with its tag.'),
    placeholder: 'localhost:5000/team/app:1',
    validate: wrongReference,
  });
  return answer.trim();
}

/** As people write it: rows name Docker Hub in full. */
const asWritten = (reference: string) => formatImageReference(referenceOf(reference));

function referenceOf(text: string) {
  const parsed = parseImageReference(text);
  if (!parsed) throw new UserError('invalid', l10n.t('"{0}" is not a valid image name.', text));
  return parsed;
}

export const registryRunning = (address: string) =>
  l10n.t('Your registry is running at {0}. To use it, push an image as {0}/name:tag.', address);
