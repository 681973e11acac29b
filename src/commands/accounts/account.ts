// The logins that the engine is given along with what it sends and fetches.
import * as l10n from '@vscode/l10n';
import type { CredentialLookup } from '../../registry/credential.ts';
import { isKnownFailure } from '../../user-error.ts';
import type { CommandServices } from '../host/command.ts';

/**
 * Credentials for what the engine sends and fetches: of the registry of the reference, and no other. Where they cannot be
 * read (a helper that is missing, a broken config.json), it goes on without any, as `docker` does: most images need none.
 */
export function account({ host, registries: { credentials } }: CommandServices): {
  readonly credentials: CredentialLookup;
} {
  const told = new Set<string>();
  return {
    credentials: async (registry, signal) => {
      try {
        return await credentials.get(registry, signal);
      } catch (error) {
        if (!isKnownFailure(error, 'credential-store')) throw error;
        if (!told.has(error.message)) host.inform([error.message, withoutLogin].join(' '));
        told.add(error.message);
        return undefined;
      }
    },
  };
}

export const withoutLogin = l10n.t('Longshore continues without a login.');
