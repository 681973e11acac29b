// Labels that are addresses for mail.
import * as l10n from '@vscode/l10n';
import { labelFormatRule } from '../families/label-rule.ts';

export const labelEmail = labelFormatRule({
  id: 'label-email',
  aliases: ['DL3058'],
  title: l10n.t('Use valid email addresses in labels'),
  why: l10n.t(
    'The project’s configuration says that this label contains the email address of the maintainers. Write only the address, without a name.',
  ),
  format: 'email',
  isValid: (value) => value.length <= 254 && /^[^\s@<>(),;:"[\]\\]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(value),
  message: (name, value) =>
    l10n.t('The label {0} must be an email address such as team@example.com, not {1}', name, value),
  meant: (value) => /^[^<>@]*<([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>$/.exec(value)?.[1],
  badValue: 'The team <team@example.com>',
  goodValue: 'team@example.com',
});
