// Labels that are licences.
import * as l10n from '@vscode/l10n';
import { labelFormatRule } from '../families/label-rule.ts';
import { isLicenseExpression, licenseNamed } from '../knowledge/spdx-licenses.ts';

export const labelLicense = labelFormatRule({
  id: 'label-license',
  aliases: ['DL3054'],
  title: l10n.t('Use SPDX license identifiers in labels'),
  why: l10n.t(
    'The project’s configuration says that this label contains a license. Tools identify licenses by their SPDX identifiers, such as MIT or Apache-2.0, and cannot read others.',
  ),
  format: 'spdx',
  isValid: isLicenseExpression,
  message: (name, value) =>
    l10n.t('The label {0} must be an SPDX license identifier such as Apache-2.0, not {1}', name, value),
  meant: (value) => licenseNamed(value.trim().replaceAll(/\s+/g, '-')),
  badValue: 'Apache 2.0',
  goodValue: 'Apache-2.0',
});
