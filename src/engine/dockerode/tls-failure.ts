// What a failed TLS handshake means and who can mend it. Sources: the reasons of OpenSSL (ERR_error_string(3)) and of BoringSSL,
// which VS Code's Electron has; the alerts of RFC 8446, section 6.2; X509_STORE_CTX_get_error(3).
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';

/** Where the files are that a message speaks of. */
const ours = l10n.t('of the context, or of DOCKER_CERT_PATH');

/** The first that fits counts. `pattern`: of code and message, in capitals, words joined by `_`. */
const failures: readonly (readonly [
  pattern: RegExp,
  say: (words: string, error: object, hasCertificate: boolean) => string,
])[] = [
  [
    /CERT_HAS_EXPIRED/,
    (words) =>
      l10n.t(
        'The certificate of {0} has expired. Renew it over there, and see whether the clock here is right.',
        words,
      ),
  ],
  [
    /CERT_NOT_YET_VALID/,
    (words) =>
      l10n.t('The certificate of {0} is not valid yet. See whether the clocks here and over there are right.', words),
  ],
  [
    /ALTNAME_INVALID|HOSTNAME_MISMATCH/,
    (words, error) =>
      l10n.t(
        "The certificate of {0} is for {1}. Use a name from the certificate in the engine's address, or create a certificate for this name.",
        words,
        otherNames(error),
      ),
  ],
  [
    /DEPTH_ZERO_SELF_SIGNED/,
    (words) =>
      l10n.t(
        'The certificate of {0} is signed by itself. If it is the right one, put it into ca.pem {1}.',
        words,
        ours,
      ),
  ],
  [
    /SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF)|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE|INVALID_CA/,
    (words) =>
      l10n.t(
        'The certificate of {0} is signed by an authority that is not known here. Put the certificate of that authority into ca.pem {1}.',
        words,
        ours,
      ),
  ],
  [
    /INVALID_PURPOSE/,
    (words) =>
      l10n.t('The certificate of {0} is not made for a server. Make one with extendedKeyUsage=serverAuth.', words),
  ],
  [/CERT_REVOKED/, (words) => l10n.t('The certificate of {0} was revoked. Replace it over there.', words)],
  [
    /KEY_VALUES_MISMATCH/,
    () => l10n.t('The files cert.pem and key.pem {0}, do not belong together. Replace one of them.', ours),
  ],
  [
    /KEY_TOO_SMALL|KEY_TOO_WEAK|MD_TOO_WEAK/,
    (words) =>
      l10n.t('A certificate for {0} is too weak to be trusted. Make one with a longer key and SHA-256.', words),
  ],
  [/CERTIFICATE_REQUIRED|ALERT_NO_CERTIFICATE/, wantsCertificate],
  [
    /ALERT_CERTIFICATE_EXPIRED/,
    (words) => l10n.t('{0} refuses our certificate: it has expired. Renew cert.pem {1}.', words, ours),
  ],
  [
    /ALERT_CERTIFICATE_REVOKED/,
    (words) => l10n.t('{0} refuses our certificate: it was revoked. Replace cert.pem {1}.', words, ours),
  ],
  [
    /ALERT_(?:UNKNOWN_CA|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_UNKNOWN|ACCESS_DENIED|DECRYPT_ERROR)/,
    (words, _error, hasCertificate) =>
      hasCertificate
        ? l10n.t(
            '{0} refuses our certificate. Have cert.pem and key.pem {1}, signed by the authority that the engine trusts, for clients, and not expired.',
            words,
            ours,
          )
        : wantsCertificate(words),
  ],
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW/,
    (words) =>
      l10n.t(
        '{0} speaks a version of TLS that is too old to be safe. Update the engine, or what stands before it.',
        words,
      ),
  ],
  [
    /HANDSHAKE_FAILURE|NO_SHARED_CIPHER|NO_CIPHERS/,
    (words) =>
      l10n.t(
        '{0} breaks the TLS handshake off: it has no cipher in common with us, or wants a certificate. Check the certificates {1}.',
        words,
        ours,
      ),
  ],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_TOO_LARGE|HTTP_REQUEST|UNKNOWN_PROTOCOL|UNEXPECTED_MESSAGE/,
    (words) =>
      l10n.t(
        'What listens at {0} does not speak TLS. Use the port of the engine that does (mostly 2376). If it is to be plain, use a context without certificates, tcp:// in the address, and neither DOCKER_TLS_VERIFY nor DOCKER_CERT_PATH.',
        words,
      ),
  ],
  [
    /BEFORE_SECURE_TLS_CONNECTION/,
    (words) =>
      l10n.t(
        'What listens at {0} hangs up where TLS begins. Use the port of the engine that speaks it (mostly 2376), and see whether the engine is starting or a firewall stands in between.',
        words,
      ),
  ],
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
  const told = l10n.t(
    '{0} cannot be trusted or does not trust us ({1}). Check the certificates {2}.',
    words,
    code,
    ours,
  );
  return new EngineError('unreachable', told, { cause: error });
}

/** What a server of TLS written in Go, as the engine is, answers to plain HTTP: net/http, server.go. */
export function wantsTls(status: number, body: string, words: string): EngineError | undefined {
  if (status !== 400 || !/^Client sent an HTTP request to an HTTPS server/.test(body)) return undefined;
  return new EngineError(
    'unreachable',
    l10n.t(
      '{0} wants TLS. Use a context with its certificates, or set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH to the folder of ca.pem, cert.pem and key.pem.',
      words,
    ),
  );
}

function wantsCertificate(words: string): string {
  return l10n.t('{0} wants a certificate and got none. Put cert.pem and key.pem beside ca.pem {1}.', words, ours);
}

const longestNames = 200;

function otherNames(error: object): string {
  const names = (error as { cert?: { subjectaltname?: string } }).cert?.subjectaltname;
  if (!names) return l10n.t('another name');
  const plain = names.replace(/\b(?:DNS|IP Address):/g, '');
  return plain.length > longestNames ? `${plain.slice(0, longestNames)}…` : plain;
}
