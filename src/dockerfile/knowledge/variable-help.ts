// What the variables are that a build sets by itself. Source: Docker's Dockerfile reference, "Predefined ARGs".

import * as l10n from '@vscode/l10n';

const texts: Readonly<Record<string, string>> = {
  TARGETPLATFORM: l10n.t('The platform that is built for, such as linux/amd64.'),
  TARGETOS: l10n.t('The system that is built for, such as linux.'),
  TARGETARCH: l10n.t('The architecture that is built for, such as amd64 or arm64.'),
  TARGETVARIANT: l10n.t('The variant of the architecture that is built for, such as v7; mostly empty.'),
  TARGETOSVERSION: l10n.t('The version of the system that is built for; mostly empty.'),
  TARGETSTAGE: l10n.t('The stage that is built, as --target names it; default for the last one.'),
  BUILDPLATFORM: l10n.t('The platform that the build runs on, such as linux/amd64.'),
  BUILDOS: l10n.t('The system that the build runs on, such as linux.'),
  BUILDARCH: l10n.t('The architecture that the build runs on, such as amd64 or arm64.'),
  BUILDVARIANT: l10n.t('The variant of the architecture that the build runs on; mostly empty.'),
  BUILDOSVERSION: l10n.t('The version of the system that the build runs on; mostly empty.'),
  HTTP_PROXY: l10n.t('The proxy for http, as the engine’s configuration or --build-arg sets it.'),
  HTTPS_PROXY: l10n.t('The proxy for https, as the engine’s configuration or --build-arg sets it.'),
  FTP_PROXY: l10n.t('The proxy for ftp, as the engine’s configuration or --build-arg sets it.'),
  NO_PROXY: l10n.t('The hosts that are reached without a proxy.'),
  ALL_PROXY: l10n.t('The proxy for all that has none of its own.'),
};

/** Proxies have their names in small letters, too. */
export function predefinedVariableHelp(name: string): string | undefined {
  return texts[name] ?? (/^[a-z]+_proxy$/.test(name) ? texts[name.toUpperCase()] : undefined);
}

/** Those that RUN sees without an ARG; in capitals and in small letters. */
export const proxyVariables: readonly string[] = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'FTP_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
].flatMap((name) => [name, name.toLowerCase()]);
