// The row of a form that goes on as a page, with what was chosen so far.
import * as l10n from '@vscode/l10n';

export const openAsPage = {
  label: l10n.t('Open as Page'),
  icon: 'window',
  description: l10n.t('shows all options at once'),
  value: 'page',
} as const;
