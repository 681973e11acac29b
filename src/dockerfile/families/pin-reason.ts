// Why rules about versions of packages are off by default.

import * as l10n from '@vscode/l10n';

/** Of those that a distribution's archives have. */
export const pinsAreDisputed = l10n.t('old versions vanish from the archives, and then nothing builds');

/** Of those that a language's registry has, which keeps all versions. */
export const pinsGrowOld = l10n.t('a version written by hand grows old, and the newest is often what is meant');
