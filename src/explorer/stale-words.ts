// What is another since an image was built, in a few words each.
import * as l10n from '@vscode/l10n';

export interface Staleness {
  readonly files: number;
  readonly isBaseUpdated: boolean;
  readonly isDockerfileChanged: boolean;
}

/** The most telling first; none: the image is as its files are, or nothing is known of it. */
export function staleWords(staleness: Staleness | undefined): readonly string[] {
  if (!staleness) return [];
  const { files, isBaseUpdated, isDockerfileChanged } = staleness;
  return [
    ...(files > 0 ? [files === 1 ? l10n.t('1 file changed') : l10n.t('{0} files changed', files)] : []),
    ...(isDockerfileChanged ? [l10n.t('Dockerfile changed')] : []),
    ...(isBaseUpdated ? [l10n.t('base updated')] : []),
  ];
}
