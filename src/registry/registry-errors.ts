// What a registry's refusals and a broken connection to it mean, in words for a person. A registry's own words are not
// quoted: a hostile one could say back what it was sent.
import { EngineError, isEngineError } from '../errors.ts';

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
        ? new EngineError(
            'registry-denied',
            `${registry} refuses the stored login for ${what}. Log in to ${registry} again.`,
          )
        : new EngineError('registry-denied', `${registry} wants a login for ${what}. Log in to ${registry} first.`);
    case 403:
      return new EngineError(
        'registry-denied',
        loggedIn
          ? `${registry} refuses your account ${what}. Ask its owner for the right, or log in with another account.`
          : `${registry} refuses ${what} without a login. Log in to ${registry} first.`,
      );
    case 404:
      if (method === 'DELETE') {
        return new EngineError('image-not-found', `The image has gone from ${registry} already. List its tags anew.`);
      }
      return new EngineError(
        'image-not-found',
        `${registry} does not have ${what}, or shows it to others only. Check the name${loggedIn ? '' : ', or log in'}.`,
      );
    case 405:
      return new EngineError(
        'unsupported',
        method === 'DELETE'
          ? `${registry} does not let tags be deleted this way. Delete it on the website of the registry, or let deletion be switched on there.`
          : `${registry} does not offer ${what}.`,
      );
    case 429:
      return new EngineError(
        'registry-limit',
        `${registry} allows no more requests for now. Try again ${retryAfter === undefined ? 'later' : waitWords(retryAfter)}${loggedIn ? '' : ', or log in: accounts may ask more'}.`,
      );
  }
  if (status >= 500) {
    return new EngineError(
      'registry-failed',
      `${registry} fails at ${what}: it has a failure of its own (status ${status}). Try again later.`,
    );
  }
  return noRegistry(registry, `with status ${status}`);
}

/** It answers, but not in the registry's protocol. */
export function noRegistry(registry: string, how: string): EngineError {
  return new EngineError(
    'registry-failed',
    `${registry} answers ${how}, which no registry does. Check its address, and whether a proxy stands in between.`,
  );
}

function waitWords(seconds: number): string {
  return seconds < 90 ? `in ${Math.max(1, Math.round(seconds))} s` : `in ${Math.round(seconds / 60)} min`;
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
      `The certificate of ${host} is not trusted (${code}). If it is your own, put the certificate of its authority into ~/.docker/certs.d/${host}/ca.crt, and for the engine into /etc/docker/certs.d/${host}/ca.crt.`,
      because,
    );
  }
  if (isNoTls(code)) {
    return new EngineError(
      kind,
      `${host} does not speak TLS as it should (${code}). If it is meant to speak plain HTTP, add it to "insecure-registries" of the engine's configuration.`,
      because,
    );
  }
  if (/^HPE_/.test(code)) return noRegistry(host, 'with something else than HTTP');
  const why = reasons[code] ?? (code === '' ? 'the connection fails' : `the connection fails (${code})`);
  return new EngineError(
    kind,
    `${host} cannot be reached: ${why}. Check the name, the network and the proxy.`,
    because,
  );
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name cannot be looked up',
  ECONNREFUSED: 'the connection is refused',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'it does not answer',
  ENETUNREACH: 'there is no network to it',
  ECONNRESET: 'the connection broke in the middle',
  EPIPE: 'the connection broke in the middle',
};

export function timeoutError(host: string, milliseconds: number): EngineError {
  return new EngineError(
    'registry-unreachable',
    `${host} did not answer within ${milliseconds / 1000} s. Check the network, and try again.`,
  );
}

function isCertificateError(code: string): boolean {
  return /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED|ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE)/.test(
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
