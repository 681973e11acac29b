// Logging in to registries and out, with the same stores as the Docker command line.
import { isEngineError } from '../../errors.ts';
import type { Credential } from '../../registry/credential.ts';
import type { CredentialPlace } from '../../registry/credentials-api.ts';
import { verifyLogin } from '../../registry/login.ts';
import type { CommandContext } from '../host/command.ts';
import { registryName } from '../text/registry-name.ts';

const passwordPrompts: Readonly<Record<string, string>> = {
  'docker.io': 'The password, or better an access token, which can be made and revoked at hub.docker.com.',
  'ghcr.io': 'A personal access token with the scope write:packages. GitHub takes no password here.',
};

/** Asks until the registry takes it or the user gives up, and keeps it where `docker login` would. */
export async function logIn(context: CommandContext, registry: string): Promise<void> {
  const { host, registries } = context;
  const { credentials, client, listing } = registries;
  const before = (await credentials.list()).find((login) => login.registry === registry);
  let username = before?.username;
  let refusal = '';
  for (;;) {
    username = (
      await host.ask({
        title: `Log In to ${registryName(registry)}`,
        prompt: `${refusal}Your user name there.`,
        value: username,
        validate: (text) => (text.trim() === '' ? 'Type the name of your account.' : undefined),
      })
    ).trim();
    const password = await host.ask({
      title: `Log In to ${registryName(registry)} as ${username}`,
      prompt: passwordPrompts[registry] ?? 'The password, or an access token if the registry wants one.',
      secret: true,
      validate: (text) => (text === '' ? 'Type the password or token.' : undefined),
    });
    const credential: Credential = { kind: 'password', username, password };
    try {
      const accepted = await host.progress(`Logging in to ${registryName(registry)}`, (_report, signal) =>
        verifyLogin(client, connected(context), registry, credential, signal),
      );
      const place = await context.equivalents.during(
        ['login', '-u', username, ...hostWords(registry)],
        keep(context, registry, accepted),
      );
      client.forget(registry);
      await listing.refresh(registry);
      host.inform(`Logged in to ${registryName(registry)} as ${username}. ${keptWords(place)}`);
      return;
    } catch (error) {
      if (!isEngineError(error, 'registry-denied')) throw error;
      refusal = 'That was refused: wrong name, password or token. ';
    }
  }
}

/** docker takes Docker Hub for meant where no registry is named. */
const hostWords = (registry: string) => (registry === 'docker.io' ? [] : [registry]);

const connected = ({
  engines: {
    chosen: { connection },
  },
}: CommandContext) => (connection.state === 'connected' ? connection.engine : undefined);

async function keep(
  { host, registries: { credentials } }: CommandContext,
  registry: string,
  credential: Credential,
): Promise<CredentialPlace> {
  const place = await credentials.whereStored(registry);
  const inTheClear =
    place.kind === 'config-file' &&
    (await host.pick(`Where to Keep the Login to ${registryName(registry)}`, 'This machine has no credential helper', [
      {
        label: 'In the Editor’s Secret Storage',
        detail: 'Encrypted. The docker command does not find it there.',
        icon: 'lock',
        value: false,
      },
      {
        label: 'In Docker’s config.json, in the Clear',
        detail: `The docker command finds it there, and so does whoever can read ${place.path}.`,
        icon: 'unlock',
        value: true,
      },
    ]));
  return credentials.save(registry, credential, { inTheClear });
}

function keptWords(place: CredentialPlace): string {
  switch (place.kind) {
    case 'helper':
      return `Kept by ${place.name}, as docker login does.`;
    case 'config-file':
      return `Kept in the clear in ${place.path}, as docker login does.`;
    case 'secret-store':
      return 'Kept in the editor’s secret storage.';
  }
}

export async function logOut(context: CommandContext, registry: string): Promise<void> {
  const { host, registries } = context;
  const wasThere = await context.equivalents.during(
    ['logout', ...hostWords(registry)],
    registries.credentials.erase(registry),
  );
  registries.client.forget(registry);
  await registries.listing.refresh(registry);
  host.inform(
    wasThere
      ? `Logged out from ${registryName(registry)}, for the docker command, too.`
      : `Nobody was logged in to ${registryName(registry)}.`,
  );
}
