// Labels that are commits.
import * as l10n from '@vscode/l10n';
import { labelFormatRule } from '../families/label-rule.ts';

export const labelGitHash = labelFormatRule({
  id: 'label-git-hash',
  aliases: ['DL3055'],
  title: l10n.t('Use Git commit hashes in labels for commits'),
  why: l10n.t(
    'The project’s configuration says that this label contains the commit that the image was built from. Only a hash, in full or its first seven digits, identifies it permanently. A branch changes.',
  ),
  format: 'hash',
  // The long one is that of repositories with SHA-256.
  isValid: (value) => /^(?:[0-9a-f]{7}|[0-9a-f]{40}|[0-9a-f]{64})$/.test(value),
  message: (name, value) =>
    l10n.t('The label {0} must be a Git commit hash, in full or its first 7 digits, not {1}', name, value),
  meant: (value) => (/^(?:[0-9a-f]{7}|[0-9a-f]{40})$/i.test(value) ? value.toLowerCase() : undefined),
  badValue: '4B825DC',
  goodValue: '4b825dc',
});
