// The secrets of the build form. Only names are asked for and shown: of files, variables and sockets.

import { dirname, relative, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import { idProblem } from '../../builds/profile-problem.ts';
import type { BuildSecret } from '../../engine/build-api.ts';
import { type Choice, type Dialogs, orStay } from '../host/dialogs.ts';
import { backToOptions, buildField } from './fields.ts';

export function secretsSummary({ secrets = [] }: BuildProfile): string {
  return secrets.map(secretWords).join(', ') || l10n.t('none');
}

export function agentsSummary(profile: BuildProfile): string {
  return buildField('ssh').write(profile).join(', ') || l10n.t('no SSH agent');
}

const secretWords = (secret: BuildSecret) =>
  'file' in secret
    ? l10n.t('{0} from {1}', secret.id, secret.file)
    : l10n.t('{0} from {1}', secret.id, `$${secret.variable}`);

type SecretRow = 'done' | 'file' | 'variable' | BuildSecret;

export const askSecrets =
  (host: Dialogs, dockerfile: string) =>
  async (profile: BuildProfile): Promise<BuildProfile> => {
    let secrets = profile.secrets ?? [];
    for (;;) {
      const chosen = await host.pick(
        l10n.t('Secrets'),
        l10n.t('For RUN --mount=type=secret,id=…'),
        secretRows(secrets),
      );
      if (chosen === 'done') {
        const { secrets: _old, ...rest } = profile;
        return secrets.length === 0 ? rest : { ...rest, secrets };
      }
      secrets =
        typeof chosen === 'object'
          ? secrets.filter((secret) => secret !== chosen)
          : await orStay(secrets, withSecret(host, dockerfile, secrets, chosen));
    }
  };

function secretRows(secrets: readonly BuildSecret[]): Choice<SecretRow>[] {
  return [
    { label: l10n.t('Done'), icon: 'check', description: backToOptions, value: 'done' },
    { label: l10n.t('Add from File…'), icon: 'file', value: 'file' },
    { label: l10n.t('Add from Environment Variable…'), icon: 'symbol-variable', value: 'variable' },
    ...secrets.map((secret) => ({
      label: l10n.t('Remove {0}', secret.id),
      icon: 'trash',
      description: secretWords(secret),
      value: secret,
    })),
  ];
}

async function withSecret(
  host: Dialogs,
  dockerfile: string,
  secrets: readonly BuildSecret[],
  from: 'file' | 'variable',
): Promise<BuildSecret[]> {
  const id = await host.ask({
    title: l10n.t('Secret'),
    prompt: l10n.t('The ID in RUN --mount=type=secret,id=…'),
    placeholder: 'npm-token',
    validate: (text) =>
      idProblem('secret', text) ??
      (secrets.some((secret) => secret.id === text) ? l10n.t('The secret "{0}" already exists.', text) : undefined),
  });
  if (from === 'file') {
    const [file = ''] = await host.chooseFiles({
      title: l10n.t('File for Secret {0}', id),
      action: l10n.t('Use'),
      several: false,
    });
    return [...secrets, { id, file: fromFolder(dirname(dockerfile), file) }];
  }
  const variable = await host.ask({
    title: l10n.t('Secret {0}', id),
    prompt: l10n.t(
      'The environment variable that contains it. Its value is read when the build asks for it, and never saved.',
    ),
    placeholder: 'NPM_TOKEN',
    validate: (text) =>
      /^[^\s=]+$/.test(text) ? undefined : l10n.t('The name of a variable cannot contain spaces or an equals sign.'),
  });
  return [...secrets, { id, variable }];
}

/** Relative if it is below, so that a saved profile fits other machines, too. */
function fromFolder(folder: string, file: string): string {
  const path = relative(folder, file);
  return path.startsWith('..') || /^[a-z]:/i.test(path) ? file : path.split(sep).join('/');
}
