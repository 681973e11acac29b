// What is said of terminals that are over: in their last line, and in the next window of those that ended with theirs.
import * as l10n from '@vscode/l10n';
import { listNames } from '../text/count-and-list.ts';

export const pressAnyKey = l10n.t('Press any key to close this terminal.');

export const endedWithWindow = (titles: readonly string[]): string =>
  titles.length === 1
    ? l10n.t('The terminal {0} ended with the window.', listNames(titles))
    : l10n.t('The terminals {0} ended with the window.', listNames(titles));

/** The button beside it. */
export const openAgain = l10n.t('Open Again');
