// Logging in to registries and out, with the same stores as the Docker command line.
import * as l10n from '@vscode/l10n';
import type { Credential } from '../../registry/credential.ts';
import type { CredentialPlace } from '../../registry/credentials-api.ts';
import { verifyLogin } from '../../registry/login.ts';
import { isKnownFailure } from '../../user-error.ts';
import type { CommandServices } from '../host/command.ts';
import { registryName } from '../text/registry-name.ts';

const passwordPrompts: Readonly<Record<string, string>> = {
  'docker.io': l10n.t('Your password or, better, an access token, which you can create and revoke at hub.docker.com.'),
  'ghcr.io': l10n.t('A personal access token with the scope write:packages. GitHub does not accept passwords here.'),
};

/** What is said of logins. */
export const loginSentences = {
  askUserName: l10n.t('Your user name at this registry.'),
  askPassword: l10n.t('Your password, or an access token if the registry requires one.'),
  refused: l10n.t('The registry refused this login. Check your user name and your password or token.'),
  loggedIn: (registry: string, username: string) => l10n.t('Logged in to {0} as {1}.', registry, username),
  loggedOut: (registry: string) => l10n.t('Logged out of {0}, also for the docker command.', registry),
  readableIn: (path: string) => l10n.t('The docker command can use it, and so can anyone who can read {0}.', path),
};

/** Asks until the registry takes it or the user gives up, and keeps it where `docker login` would. */
export async function logIn(services: CommandServices, registry: string): Promise<void> {
  const { host, registries } = services;
  const { credentials, client, listing } = registries;
  const before = (await credentials.list()).find((login) => login.registry === registry);
  let username = before?.username;
  let isRefused = false;
  for (;;) {
    username = (
      await host.ask({
        title: l10n.t('Log In to {0}', registryName(registry)),
        prompt: isRefused ? loginSentences.refused : loginSentences.askUserName,
        value: username,
        validate: (text) => (text.trim() === '' ? l10n.t('Enter your user name.') : undefined),
      })
    ).trim();
    const password = await host.ask({
      title: l10n.t('Log In to {0} as {1}', registryName(registry), username),
      prompt: passwordPrompts[registry] ?? loginSentences.askPassword,
      secret: true,
      validate: (text) => (text === '' ? l10n.t('Enter your password or token.') : undefined),
    });
    const credential: Credential = { kind: 'password', username, password };
    try {
      const accepted = await host.progress(l10n.t('Logging in to {0}', registryName(registry)), (_report, signal) =>
        verifyLogin(client, connected(services), registry, credential, signal),
      );
      const place = await services.equivalents.during(
        ['login', '-u', username, ...hostWords(registry)],
        keep(services, registry, accepted),
      );
      client.forget(registry);
      await listing.refresh(registry);
      host.inform([loginSentences.loggedIn(registryName(registry), username), keptWords(place)].join(' '));
      return;
    } catch (error) {
      if (!isKnownFailure(error, 'registry-denied')) throw error;
      isRefused = true;
    }
  }
}

/** docker takes Docker Hub for meant where no registry is named. */
const hostWords = (registry: string) => (registry === 'docker.io' ? [] : [registry]);

const connected = ({
  engines: {
    chosen: { connection },
  },
}: CommandServices) => (connection.state === 'connected' ? connection.engine : undefined);

async function keep(
  { host, registries: { credentials } }: CommandServices,
  registry: string,
  credential: Credential,
): Promise<CredentialPlace> {
  const place = await credentials.whereStored(registry);
  const inTheClear =
    place.kind === 'config-file' &&
    (await host.pick(
      l10n.t('Where to Save the Login for {0}', registryName(registry)),
      l10n.t('This machine has no credential helper'),
      [
        {
          label: l10n.t('In the Editor’s Secret Storage'),
          detail: l10n.t('Encrypted. The docker command cannot use it.'),
          icon: 'lock',
          value: false,
        },
        {
          label: l10n.t('In Docker’s config.json, Unencrypted'),
          detail: loginSentences.readableIn(place.path),
          icon: 'unlock',
          value: true,
        },
      ],
    ));
  return credentials.save(registry, credential, { inTheClear });
}

export function keptWords(place: CredentialPlace): string {
  switch (place.kind) {
    case 'helper':
      return l10n.t('Saved by {0}, as docker login does.', place.name);
    case 'config-file':
      return l10n.t('Saved unencrypted in {0}, as docker login does.', place.path);
    case 'secret-store':
      return l10n.t('Saved in the editor’s secret storage.');
  }
}

export async function logOut(services: CommandServices, registry: string): Promise<void> {
  const { host, registries } = services;
  const wasThere = await services.equivalents.during(
    ['logout', ...hostWords(registry)],
    registries.credentials.erase(registry),
  );
  registries.client.forget(registry);
  await registries.listing.refresh(registry);
  host.inform(
    wasThere
      ? loginSentences.loggedOut(registryName(registry))
      : l10n.t('You were not logged in to {0}.', registryName(registry)),
  );
}
