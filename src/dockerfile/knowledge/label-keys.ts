// The keys of labels that registries and scanners read. Source: the OCI image specification, "Annotations".
import * as l10n from '@vscode/l10n';

/** The likely ones first. */
export const labelKeys: readonly { readonly key: string; readonly text: string }[] = [
  { key: 'org.opencontainers.image.source', text: l10n.t('address of the source code') },
  { key: 'org.opencontainers.image.title', text: l10n.t('name for people') },
  { key: 'org.opencontainers.image.description', text: l10n.t('what it is, in a sentence') },
  { key: 'org.opencontainers.image.version', text: l10n.t('version of the software') },
  { key: 'org.opencontainers.image.licenses', text: l10n.t('licences, as SPDX has them') },
  { key: 'org.opencontainers.image.authors', text: l10n.t('who is responsible') },
  { key: 'org.opencontainers.image.url', text: l10n.t('address for more about it') },
  { key: 'org.opencontainers.image.documentation', text: l10n.t('address of the documentation') },
  { key: 'org.opencontainers.image.revision', text: l10n.t('commit that it is made of') },
  { key: 'org.opencontainers.image.created', text: l10n.t('when it was made, as RFC 3339 has it') },
  { key: 'org.opencontainers.image.vendor', text: l10n.t('who distributes it') },
  { key: 'org.opencontainers.image.base.name', text: l10n.t('image that it is made from') },
  { key: 'org.opencontainers.image.base.digest', text: l10n.t('digest of that image') },
  { key: 'org.opencontainers.image.ref.name', text: l10n.t('name of the target') },
];
