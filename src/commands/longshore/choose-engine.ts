// *Choose Engine*: the contexts of Docker on this machine, an address, or what Docker itself would take.
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { listDockerContexts } from '../../engine/endpoint/docker-context.ts';
import type { CommandServices } from '../host/command.ts';
import type { Choice } from '../host/dialogs.ts';
import { plainCommands } from '../host/on-engine.ts';

export const engineChoiceCommands = plainCommands(
  {
    'longshore.engine.choose': async ({ host }: CommandServices): Promise<void> => {
      const now = host.engineHost();
      const current = (value: string) => ((now ?? '') === value ? { description: l10n.t('current') } : {});
      const contexts = listDockerContexts(process.env.DOCKER_CONFIG || join(homedir(), '.docker'));
      const chosen = await host.pick<string | undefined>(l10n.t('Choose an Engine'), l10n.t('Docker engine'), [
        {
          label: l10n.t('As Docker Chooses'),
          detail: l10n.t('DOCKER_HOST, DOCKER_CONTEXT, the current context, or the engine of this machine'),
          icon: 'vm',
          value: '',
          ...current(''),
        },
        ...contexts.map(
          ({ name, host: address, description }): Choice<string> => ({
            label: name,
            detail: description === '' ? address : `${address}  ·  ${description}`,
            icon: 'plug',
            value: name,
            ...current(name),
          }),
        ),
        {
          label: l10n.t('Another Address…'),
          detail: 'ssh://user@host, tcp://host:2376',
          icon: 'edit',
          value: undefined,
        },
      ]);
      const wanted =
        chosen ??
        (
          await host.ask({
            title: l10n.t('Choose an Engine'),
            prompt: l10n.t('The address of a Docker engine: ssh://user@host or tcp://host:2376.'),
            value: now,
            placeholder: 'ssh://user@host',
            validate: (text) =>
              /^(?:ssh|tcp|unix|npipe|http|https):\/\/./.test(text.trim())
                ? undefined
                : l10n.t('Enter an address, for example ssh://user@host.'),
          })
        ).trim();
      await host.setEngineHost(wanted === '' ? undefined : wanted);
    },
  },
  {
    'longshore.engine.choose': {
      title: l10n.t('Choose Engine'),
      docker: {
        none: 'docker context use would change it for all programs; this is for Longshore alone.',
      },
    },
  },
);
