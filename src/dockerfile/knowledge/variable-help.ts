// What the variables are that a build sets by itself. Source: Docker's Dockerfile reference, "Predefined ARGs".

import * as l10n from '@vscode/l10n';

const texts: Readonly<Record<string, string>> = {
  TARGETPLATFORM: l10n.t('The target platform of the build, such as linux/amd64.'),
  TARGETOS: l10n.t('The operating system of the target platform, such as linux.'),
  TARGETARCH: l10n.t('The architecture of the target platform, such as amd64 or arm64.'),
  TARGETVARIANT: l10n.t('The architecture variant of the target platform, such as v7; usually empty.'),
  TARGETOSVERSION: l10n.t('The operating system version of the target platform; usually empty.'),
  TARGETSTAGE: l10n.t('The stage to build, as set by --target; default for the last one.'),
  BUILDPLATFORM: l10n.t('The platform that the build runs on, such as linux/amd64.'),
  BUILDOS: l10n.t('The operating system that the build runs on, such as linux.'),
  BUILDARCH: l10n.t('The architecture that the build runs on, such as amd64 or arm64.'),
  BUILDVARIANT: l10n.t('The variant of the architecture that the build runs on; usually empty.'),
  BUILDOSVERSION: l10n.t('The version of the operating system that the build runs on; usually empty.'),
  HTTP_PROXY: l10n.t('The HTTP proxy, as set by the Docker configuration or --build-arg.'),
  HTTPS_PROXY: l10n.t('The HTTPS proxy, as set by the Docker configuration or --build-arg.'),
  FTP_PROXY: l10n.t('The FTP proxy, as set by the Docker configuration or --build-arg.'),
  NO_PROXY: l10n.t('The hosts that are reached without a proxy.'),
  ALL_PROXY: l10n.t('The proxy for all protocols without one of their own.'),
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
