// The keys of labels that registries and scanners read. Source: the OCI image specification, "Annotations".
import * as l10n from '@vscode/l10n';

/** The likely ones first. */
export const labelKeys: readonly { readonly key: string; readonly text: string }[] = [
  { key: 'org.opencontainers.image.source', text: l10n.t('URL of the source code') },
  { key: 'org.opencontainers.image.title', text: l10n.t('display name') },
  { key: 'org.opencontainers.image.description', text: l10n.t('short description') },
  { key: 'org.opencontainers.image.version', text: l10n.t('version of the software') },
  { key: 'org.opencontainers.image.licenses', text: l10n.t('licenses, as an SPDX expression') },
  { key: 'org.opencontainers.image.authors', text: l10n.t('contact details of the authors') },
  { key: 'org.opencontainers.image.url', text: l10n.t('URL with more information') },
  { key: 'org.opencontainers.image.documentation', text: l10n.t('URL of the documentation') },
  { key: 'org.opencontainers.image.revision', text: l10n.t('source control revision') },
  { key: 'org.opencontainers.image.created', text: l10n.t('date and time of the build (RFC 3339)') },
  { key: 'org.opencontainers.image.vendor', text: l10n.t('name of the vendor') },
  { key: 'org.opencontainers.image.base.name', text: l10n.t('base image') },
  { key: 'org.opencontainers.image.base.digest', text: l10n.t('digest of the base image') },
  { key: 'org.opencontainers.image.ref.name', text: l10n.t('reference name of the image') },
];
