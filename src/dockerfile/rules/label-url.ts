// Labels that are addresses.
import * as l10n from '@vscode/l10n';
import { labelFormatRule } from '../families/label-rule.ts';

export const labelUrl = labelFormatRule({
  id: 'label-url',
  aliases: ['DL3052'],
  title: l10n.t('Use valid URLs in labels'),
  why: l10n.t(
    'The project’s settings say that this label holds an address, such as that of its source code. Tools show it as a link, which leads nowhere unless it is a whole address with https:// in front.',
  ),
  format: 'url',
  isValid: (value) => /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(value) && URL.canParse(value),
  message: (name, value) => l10n.t('The label {0} must be a URL such as https://example.com, not {1}', name, value),
  badValue: 'example dot com',
  goodValue: 'https://example.com',
});
