// Why rules about versions of packages are off by default.

import * as l10n from '@vscode/l10n';

/** Of those that a distribution's archives have. */
export const pinsAreDisputed = l10n.t('old versions are removed from the archives, and then the build fails');

/** Of those that a language's registry has, which keeps all versions. */
export const pinsGrowOld = l10n.t('pinned versions get outdated, and the newest is often wanted');
