// What a failed TLS handshake means and who can mend it. Sources: the reasons of OpenSSL (ERR_error_string(3)) and of BoringSSL
// (google/boringssl, crypto/err/{ssl,x509,rsa}.errordata), which VS Code's Electron has; the alerts of RFC 8446, section 6.2;
// X509_STORE_CTX_get_error(3).
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';

/** Where the files are that a message speaks of. */
const ours = l10n.t('in the context, or in DOCKER_CERT_PATH');

/** What is wrong with a connection over TLS, and who can put it right. `engine`: the address in words. */
export const tlsSentences = {
  expired: (engine: string) =>
    l10n.t('The certificate of {0} has expired. Renew it on that machine, and check the clock on this one.', engine),
  notYetValid: (engine: string) =>
    l10n.t('The certificate of {0} is not valid yet. Check the clocks on both machines.', engine),
  ofOtherHost: (engine: string, names: string) =>
    l10n.t(
      "The certificate of {0} is for {1}. Use a name from the certificate in the engine's address, or create a certificate for this name.",
      engine,
      names,
    ),
  selfSigned: (engine: string) =>
    l10n.t('The certificate of {0} is self-signed. If you trust it, add it to the ca.pem {1}.', engine, ours),
  unknownAuthority: (engine: string) =>
    l10n.t(
      'The certificate of {0} is signed by an unknown authority. Add the certificate of that authority to the ca.pem {1}.',
      engine,
      ours,
    ),
  notForServers: (engine: string) =>
    l10n.t('The certificate of {0} is not for a server. Create one with extendedKeyUsage=serverAuth.', engine),
  notForSigning: (engine: string) =>
    l10n.t(
      'The certificate of {0} does not allow the key to sign, which TLS requires. Create one with keyUsage=digitalSignature.',
      engine,
    ),
  unreadable: (engine: string) =>
    l10n.t(
      'The certificate of {0} cannot be read, or has a kind of key that TLS does not use. Create one with an RSA or ECDSA key.',
      engine,
    ),
  revoked: (engine: string) => l10n.t('The certificate of {0} was revoked. Replace it on that machine.', engine),
  keyOfOther: () => l10n.t('The cert.pem and key.pem {0} do not belong together. Replace one of them.', ours),
  weak: (engine: string) =>
    l10n.t('A certificate for {0} is too weak to be trusted. Create one with a longer key and SHA-256.', engine),
  clientCertificateMissing: (engine: string) =>
    l10n.t('{0} requires a client certificate. Put cert.pem and key.pem next to the ca.pem {1}.', engine, ours),
  clientCertificateExpired: (engine: string) =>
    l10n.t('{0} rejects the client certificate, since it has expired. Renew the cert.pem {1}.', engine, ours),
  clientCertificateRevoked: (engine: string) =>
    l10n.t('{0} rejects the client certificate, since it was revoked. Replace the cert.pem {1}.', engine, ours),
  clientCertificateRejected: (engine: string) =>
    l10n.t(
      '{0} rejects the client certificate. The cert.pem {1} must be a client certificate, signed by the authority that the engine trusts, and not expired.',
      engine,
      ours,
    ),
  unsafeVersion: (engine: string) =>
    l10n.t('{0} uses a version of TLS that is not safe. Update the engine, or the proxy in front of it.', engine),
  noCommonCipher: (engine: string) =>
    l10n.t(
      '{0} aborts the TLS handshake: there is no common cipher, or it requires a certificate. Check the certificates {1}.',
      engine,
      ours,
    ),
  notTls: (engine: string) =>
    l10n.t(
      '{0} does not use TLS. Use the TLS port of the engine (usually 2376). For a connection without TLS, use a context without certificates, tcp:// in the address, and neither DOCKER_TLS_VERIFY nor DOCKER_CERT_PATH.',
      engine,
    ),
  closedAtBegin: (engine: string) =>
    l10n.t(
      '{0} closes the connection when TLS begins. Use the TLS port of the engine (usually 2376), and check whether the engine is starting or there is a firewall in between.',
      engine,
    ),
  required: (engine: string) =>
    l10n.t(
      '{0} requires TLS. Use a context with its certificates, or set DOCKER_TLS_VERIFY=1 and set DOCKER_CERT_PATH to the folder of ca.pem, cert.pem and key.pem.',
      engine,
    ),
  failed: (engine: string, code: string) =>
    l10n.t('TLS failed with {0} ({1}). Check the certificates {2}.', engine, code, ours),
};

/** The first that fits counts. `pattern`: of code and message, in capitals, words joined by `_`. */
const failures: readonly (readonly [
  pattern: RegExp,
  say: (engine: string, error: object, hasCertificate: boolean) => string,
])[] = [
  [/CERT_HAS_EXPIRED/, tlsSentences.expired],
  [/CERT_NOT_YET_VALID/, tlsSentences.notYetValid],
  [/ALTNAME_INVALID|HOSTNAME_MISMATCH/, (engine, error) => tlsSentences.ofOtherHost(engine, otherNames(error))],
  [/DEPTH_ZERO_SELF_SIGNED/, tlsSentences.selfSigned],
  [
    /SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE|INVALID_CA/,
    tlsSentences.unknownAuthority,
  ],
  [/INVALID_PURPOSE/, tlsSentences.notForServers],
  // BoringSSL alone, ssl_cert.cc: it holds the certificate of a server against its key usage.
  [/KEY_USAGE_BIT_INCORRECT/, tlsSentences.notForSigning],
  // BoringSSL alone, ssl_cert.cc and handshake_client.cc; OpenSSL has reasons of its parser here.
  [/CANNOT_PARSE_LEAF_CERT|UNKNOWN_CERTIFICATE_TYPE|WRONG_CERTIFICATE_TYPE|BAD_ECC_CERT/, tlsSentences.unreadable],
  [/CERT_REVOKED/, tlsSentences.revoked],
  [/KEY_VALUES_MISMATCH/, tlsSentences.keyOfOther],
  [/KEY_TOO_SMALL|KEY_TOO_WEAK|MD_TOO_WEAK|KEY_SIZE_TOO_SMALL/, tlsSentences.weak],
  [/CERTIFICATE_REQUIRED|ALERT_NO_CERTIFICATE/, tlsSentences.clientCertificateMissing],
  [/ALERT_CERTIFICATE_EXPIRED/, tlsSentences.clientCertificateExpired],
  [/ALERT_CERTIFICATE_REVOKED/, tlsSentences.clientCertificateRevoked],
  [
    /ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_UNKNOWN|ACCESS_DENIED|DECRYPT_ERROR)/,
    (engine, _error, hasCertificate) =>
      hasCertificate ? tlsSentences.clientCertificateRejected(engine) : tlsSentences.clientCertificateMissing(engine),
  ],
  [/PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW/, tlsSentences.unsafeVersion],
  [
    /HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY|NO_SHARED_(?:CIPHER|GROUP)|NO_CIPHERS|NO_COMMON_SIGNATURE_ALGORITHMS|WRONG_CIPHER_RETURNED/,
    tlsSentences.noCommonCipher,
  ],
  [
    /WRONG_VERSION_NUMBER|(?:PACKET|ENCRYPTED|DATA)_LENGTH_TOO_LONG|RECORD_TOO_LARGE|HTTP_REQUEST|HTTPS_PROXY_REQUEST|UNKNOWN_PROTOCOL|UNEXPECTED_(?:MESSAGE|RECORD)/,
    tlsSentences.notTls,
  ],
  [/BEFORE_SECURE_TLS_CONNECTION/, tlsSentences.closedAtBegin],
];

const codes =
  /^(?:CERT_|ERR_TLS|ERR_SSL|ERR_OSSL|ERR_CRYPTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_|INVALID_|UNSPECIFIED|EPROTO|ECONNRESET)/;

/** undefined: TLS had no part in it. `hasCertificate`: whether we had one to show. */
export function tlsFailure(error: unknown, words: string, hasCertificate: boolean): EngineError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  if (!codes.test(code)) return undefined;
  const reason = `${code} ${message}`.toUpperCase().replace(/\s+/g, '_');
  const [, say] = failures.find(([pattern]) => pattern.test(reason)) ?? [];
  if (say) return new EngineError('unreachable', say(words, error, hasCertificate), { cause: error });
  if (code === 'ECONNRESET') return undefined;
  return new EngineError('unreachable', tlsSentences.failed(words, code), { cause: error });
}

/** What a server of TLS written in Go, as the engine is, answers to plain HTTP: net/http, server.go. */
export function wantsTls(status: number, body: string, words: string): EngineError | undefined {
  if (status !== 400 || !/^Client sent an HTTP request to an HTTPS server/.test(body)) return undefined;
  return new EngineError('unreachable', tlsSentences.required(words));
}

const longestNames = 200;

function otherNames(error: object): string {
  const names = (error as { cert?: { subjectaltname?: string } }).cert?.subjectaltname;
  if (!names) return l10n.t('another name');
  const plain = names.replace(/\b(?:DNS|IP Address):/g, '');
  return plain.length > longestNames ? `${plain.slice(0, longestNames)}…` : plain;
}
