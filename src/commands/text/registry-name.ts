// How registries are called in sentences.

import * as l10n from '@vscode/l10n';

/** As a person calls it. */
export function registryName(registry: string): string {
  return registry === 'docker.io' ? l10n.t('Docker Hub') : registry;
}
