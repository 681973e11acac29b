// What a registry's refusals and a broken connection to it mean, in words for a person. A registry's own words are not
// quoted: a hostile one could say back what it was sent.
import * as l10n from '@vscode/l10n';
import { EngineError, isEngineError } from '../errors.ts';

/** What a registry refuses, or why it is not reached. `what`: what was asked for, in the middle of a sentence. */
export const registrySentences = {
  silent: (host: string, seconds: number) =>
    l10n.t('{0} did not answer within {1} s. Check the network, and try again.', host, seconds),
  loginRejected: (registry: string, what: string) =>
    l10n.t('{0} rejects the stored login for {1}. Log in to {0} again.', registry, what),
  loginRequired: (registry: string, what: string) =>
    l10n.t('{0} requires a login for {1}. Log in to {0} first.', registry, what),
  denied: (registry: string, what: string) =>
    l10n.t(
      '{0} denies your account access to {1}. Ask its owner for permission, or log in with another account.',
      registry,
      what,
    ),
  deniedWithoutLogin: (registry: string, what: string) =>
    l10n.t('{0} denies access to {1} without a login. Log in to {0} first.', registry, what),
  gone: (registry: string) => l10n.t('The image is no longer on {0}. Refresh its tags.', registry),
  notThere: (registry: string, what: string) =>
    l10n.t('{0} does not have {1}, or you have no access to it. Check the name.', registry, what),
  notThereWithoutLogin: (registry: string, what: string) =>
    l10n.t('{0} does not have {1}, or you have no access to it. Check the name, or log in.', registry, what),
  noDeletion: (registry: string) =>
    l10n.t(
      '{0} does not allow tags to be deleted this way. Delete it on the registry’s website, or ask for deletion to be enabled there.',
      registry,
    ),
  unsupported: (registry: string, what: string) => l10n.t('{0} does not support {1}.', registry, what),
  rateLimit: (registry: string) => l10n.t('The rate limit of {0} is reached.', registry),
  retryLater: () => l10n.t('Try again later.'),
  loginHelps: () => l10n.t('The limit is higher if you log in.'),
  internalError: (registry: string, what: string, status: number) =>
    l10n.t(
      '{0} cannot provide {1} because of an internal error (status {2}). Try again later.',
      registry,
      what,
      status,
    ),
  noRegistry: (registry: string, how: string) =>
    l10n.t(
      '{0} did not answer like a registry ({1}). Check its address, and whether a proxy is in between.',
      registry,
      how,
    ),
  retryInSeconds: (seconds: number) => l10n.t('Try again in {0} s.', seconds),
  retryInMinutes: (minutes: number) => l10n.t('Try again in {0} min.', minutes),
  unreachable: (host: string, why: string) =>
    l10n.t('{0} cannot be reached: {1}. Check the name, the network and the proxy.', host, why),
};

/** What a registry would not answer, in parentheses. */
export const oddAnswers = {
  redirect: () => l10n.t('invalid redirect'),
  noToken: () => l10n.t('no token'),
  notHttp: () => l10n.t('not HTTP'),
  status: (status: number) => l10n.t('status {0}', status),
  otherApi: (status: number) => l10n.t('status {0}, not a registry API', status),
  otherDigest: () => l10n.t('content does not match the digest'),
  /** `limit`: in bytes. */
  tooMuch: (limit: number) => l10n.t('more than {0} MB', Math.round(limit / 1e6)),
};

export interface Asked {
  /** As references name it. */
  readonly registry: string;
  /** What was asked for, in the middle of a sentence: `the image team/app:1`, `the list of repositories`. */
  readonly what: string;
  /** Whether a credential went along. */
  readonly loggedIn: boolean;
  readonly method: string;
}

/** For a status that is no success. `retryAfter`: seconds that the registry wants to be left alone. */
export function statusError(status: number, asked: Asked, retryAfter: number | undefined): EngineError {
  const { registry, what, loggedIn, method } = asked;
  switch (status) {
    case 401:
      return loggedIn
        ? new EngineError('registry-denied', registrySentences.loginRejected(registry, what))
        : new EngineError('registry-denied', registrySentences.loginRequired(registry, what));
    case 403:
      return new EngineError(
        'registry-denied',
        loggedIn ? registrySentences.denied(registry, what) : registrySentences.deniedWithoutLogin(registry, what),
      );
    case 404:
      if (method === 'DELETE') {
        return new EngineError('image-not-found', registrySentences.gone(registry));
      }
      return new EngineError(
        'image-not-found',
        loggedIn ? registrySentences.notThere(registry, what) : registrySentences.notThereWithoutLogin(registry, what),
      );
    case 405:
      return new EngineError(
        'unsupported',
        method === 'DELETE' ? registrySentences.noDeletion(registry) : registrySentences.unsupported(registry, what),
      );
    case 429:
      return new EngineError(
        'registry-limit',
        [
          registrySentences.rateLimit(registry),
          retryAfter === undefined ? registrySentences.retryLater() : waitWords(retryAfter),
          ...(loggedIn ? [] : [registrySentences.loginHelps()]),
        ].join(' '),
      );
  }
  if (status >= 500) {
    return new EngineError('registry-failed', registrySentences.internalError(registry, what, status));
  }
  return noRegistry(registry, oddAnswers.status(status));
}

/** It answers, but not in the registry's protocol. */
export function noRegistry(registry: string, how: string): EngineError {
  return new EngineError('registry-failed', registrySentences.noRegistry(registry, how));
}

function waitWords(seconds: number): string {
  return seconds < 90
    ? registrySentences.retryInSeconds(Math.max(1, Math.round(seconds)))
    : registrySentences.retryInMinutes(Math.round(seconds / 60));
}

/** What Node says of a connection to `host` (the registry's, its token server's, or where they lead). */
export function networkError(error: unknown, host: string): EngineError {
  if (isEngineError(error)) return error;
  const { code = '' } = error as NodeJS.ErrnoException;
  const kind = 'registry-unreachable';
  const because = { cause: error };
  if (isCertificateError(code)) {
    return new EngineError(
      kind,
      l10n.t(
        'The certificate of {0} is not trusted ({1}). If the registry is yours, save the CA certificate as ~/.docker/certs.d/{0}/ca.crt, and for the engine as /etc/docker/certs.d/{0}/ca.crt.',
        host,
        code,
      ),
      because,
    );
  }
  if (isNoTls(code)) {
    return new EngineError(
      kind,
      l10n.t(
        'The TLS connection to {0} failed ({1}). If the registry uses plain HTTP, add it to "insecure-registries" in the engine’s configuration.',
        host,
        code,
      ),
      because,
    );
  }
  if (/^HPE_/.test(code)) return noRegistry(host, oddAnswers.notHttp());
  const why =
    unreachableReasons[code] ?? (code === '' ? l10n.t('connection failed') : l10n.t('connection failed ({0})', code));
  return new EngineError(kind, registrySentences.unreachable(host, why), because);
}

/** By Node's code: why a host is not reached. */
export const unreachableReasons: Readonly<Record<string, string>> = {
  ENOTFOUND: l10n.t('host not found'),
  EAI_AGAIN: l10n.t('host name lookup failed'),
  ECONNREFUSED: l10n.t('connection refused'),
  ETIMEDOUT: l10n.t('no answer'),
  EHOSTUNREACH: l10n.t('no answer'),
  ENETUNREACH: l10n.t('no network route'),
  ECONNRESET: l10n.t('connection lost'),
  EPIPE: l10n.t('connection lost'),
};

export function timeoutError(host: string, milliseconds: number): EngineError {
  return new EngineError('registry-unreachable', registrySentences.silent(host, milliseconds / 1000));
}

function isCertificateError(code: string): boolean {
  return /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|ERR_SSL_TLSV13?_ALERT_CERTIFICATE_REQUIRED|ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE)/.test(
    code,
  );
}

function isNoTls(code: string): boolean {
  return /^(?:EPROTO|ERR_SSL_|ERR_TLS_)/.test(code);
}

/** Whether `error` says that what listens there answered a TLS greeting as a server of plain HTTP does. */
export function speaksNoTls(error: unknown): boolean {
  const { code = '' } = (isEngineError(error) ? (error.cause ?? {}) : {}) as NodeJS.ErrnoException;
  // Some servers just hang up; without a port in its name nothing may listen on the one of TLS.
  return !isCertificateError(code) && (isNoTls(code) || code === 'ECONNRESET' || code === 'ECONNREFUSED');
}
