// Which registry a command means: one that is known, or another whose host is typed.
import * as l10n from '@vscode/l10n';
import { registryOf } from '../../registry/registry-host.ts';
import { UserError } from '../../user-error.ts';
import type { CommandServices } from '../host/command.ts';
import { registryName } from '../text/registry-name.ts';

/** What is said where there is nothing to choose from. */
export const noRegistries = {
  loggedIn: l10n.t('You are not logged in to any registry.'),
  added: l10n.t(
    'You have not added any registries to the view. The others are there by default, or because you are logged in to them.',
  ),
} as const;

const loggedInWords = (name: string | undefined) => (name ? l10n.t('logged in as {0}', name) : l10n.t('logged in'));

/** A registry's host; one of those that are known, or another. */
export async function chooseRegistry(
  { host, registries: { listing } }: CommandServices,
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
    description: login ? loggedInWords(login.username) : '',
    icon: 'server',
    value: registry,
  }));
  if (choices.length === 0 && which !== 'all') throw new UserError('not-found', noRegistries[which]);
  const another = { label: l10n.t('Another Registry…'), description: '', icon: 'edit', value: '' };
  const chosen = await host.pick(title, l10n.t('Registry'), which === 'all' ? [...choices, another] : choices);
  return chosen === '' ? askForRegistry(host, title) : chosen;
}

export async function askForRegistry(host: CommandServices['host'], title: string): Promise<string> {
  const text = await host.ask({
    title,
    prompt: l10n.t('The host of the registry, with its port if it has one.'),
    placeholder: l10n.t('registry.example.com or localhost:5000'),
    validate: wrongRegistry,
  });
  return registryOf(text.trim());
}

function wrongRegistry(text: string): string | undefined {
  const host = registryOf(text.trim());
  return /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/i.test(host)
    ? undefined
    : l10n.t('That is not a registry. Use its host, for example registry.example.com or localhost:5000.');
}
