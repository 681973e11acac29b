// Labels that are versions.
import * as l10n from '@vscode/l10n';
import { labelFormatRule } from '../families/label-rule.ts';

/** Source: semver.org, version 2.0.0. */
const semanticVersion =
  /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[a-z-][0-9a-z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-z-][0-9a-z-]*))*)?(?:\+[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/i;

export const labelSemanticVersion = labelFormatRule({
  id: 'label-semantic-version',
  aliases: ['DL3056'],
  title: l10n.t('Use semantic versions in version labels'),
  why: l10n.t(
    'The project’s configuration says that this label contains a semantic version. Tools compare such versions by their three numbers. They cannot if a number is missing, or with a v in front.',
  ),
  format: 'semver',
  isValid: (value) => value.length < 300 && semanticVersion.test(value),
  message: (name, value) => l10n.t('The label {0} must be a semantic version such as 1.2.0, not {1}', name, value),
  meant(value) {
    const match = /^v?(\d+(?:\.\d+)?)$/i.exec(value);
    const version = match ? `${match[1]}${match[1]?.includes('.') ? '.0' : '.0.0'}` : value.replace(/^v/i, '');
    return version !== value && semanticVersion.test(version) ? version : undefined;
  },
  badValue: 'v1.2',
  goodValue: '1.2.0',
});
