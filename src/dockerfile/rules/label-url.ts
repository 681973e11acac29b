// Labels that are addresses.
import * as l10n from '@vscode/l10n';
import { labelFormatRule } from '../families/label-rule.ts';

export const labelUrl = labelFormatRule({
  id: 'label-url',
  aliases: ['DL3052'],
  title: l10n.t('Use valid URLs in labels'),
  why: l10n.t(
    'The project’s configuration says that this label contains a URL, for example of the source code. Tools show it as a link, which only works for a complete URL with https://.',
  ),
  format: 'url',
  isValid: (value) => /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(value) && URL.canParse(value),
  message: (name, value) => l10n.t('The label {0} must be a URL such as https://example.com, not {1}', name, value),
  badValue: 'example dot com',
  goodValue: 'https://example.com',
});
