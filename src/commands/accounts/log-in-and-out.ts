// Logging in to registries and out, with the same stores as the Docker command line.
import { EngineError, isEngineError } from '../../engine/errors.ts';
import type { Credential } from '../../engine/registry/credential.ts';
import type { CredentialPlace } from '../../engine/registry/credentials-api.ts';
import { verifyLogin } from '../../engine/registry/login.ts';
import { registryOf } from '../../engine/registry/registry-host.ts';
import type { CommandContext } from '../host/command.ts';

/** As a person calls it. */
export function registryName(registry: string): string {
  return registry === 'docker.io' ? 'Docker Hub' : registry;
}

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

const connected = ({ inventory: { connection } }: CommandContext) =>
  connection.state === 'connected' ? connection.engine : undefined;

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

const none = {
  loggedIn: 'Nobody is logged in to any registry.',
  added:
    'No registry was added to the view. Those that stand there are always there, or somebody is logged in to them.',
} as const;

/** A registry's host; one of those that are known, or another. */
export async function chooseRegistry(
  { host, registries: { listing } }: CommandContext,
  title: string,
  which: 'all' | 'loggedIn' | 'added',
): Promise<string> {
  await listing.begin();
  const known = listing.registries().flatMap((entry) => (entry.kind === 'registry' ? [entry] : []));
  const fitting = known.filter(
    ({ login, isAdded }) => which === 'all' || (which === 'loggedIn' ? login !== undefined : isAdded),
  );
  const choices = fitting.map(({ registry, login }) => ({
    label: registryName(registry),
    description: login ? `logged in${login.username ? ` as ${login.username}` : ''}` : '',
    icon: 'server',
    value: registry,
  }));
  if (choices.length === 0 && which !== 'all') throw new EngineError('not-found', none[which]);
  const another = { label: 'Another Registry…', description: '', icon: 'edit', value: '' };
  const chosen = await host.pick(title, 'Registry', which === 'all' ? [...choices, another] : choices);
  return chosen === '' ? askForRegistry(host, title) : chosen;
}

export async function askForRegistry(host: CommandContext['host'], title: string): Promise<string> {
  const text = await host.ask({
    title,
    prompt: 'The registry’s host, with the port if it has one.',
    placeholder: 'registry.example.com, or localhost:5000',
    validate: wrongRegistry,
  });
  return registryOf(text.trim());
}

function wrongRegistry(text: string): string | undefined {
  const host = registryOf(text.trim());
  return /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/i.test(host)
    ? undefined
    : 'That is no registry. Write its host, such as registry.example.com or localhost:5000.';
}
