// Client certificates for an engine behind TLS: ca.pem, cert.pem and key.pem of one folder. Their text is kept in
// memory only and must appear in no message.

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import { readOptionalFile } from '../../optional-file.ts';

/** What is wrong with the files of certificates. */
export const certificateSentences = {
  none: (folder: string) =>
    l10n.t('DOCKER_CERT_PATH ({0}) has no ca.pem, cert.pem or key.pem. Correct or unset it.', folder),
  keyAlone: (folder: string) => l10n.t('{0} has key.pem but not cert.pem. Add the missing file.', folder),
  certificateAlone: (folder: string) => l10n.t('{0} has cert.pem but not key.pem. Add the missing file.', folder),
  passphrase: (path: string) =>
    l10n.t('{0} has a passphrase, which Longshore cannot ask for. Use a key without one.', path),
  notKey: (path: string) => l10n.t('{0} is not a valid private key in PEM format. Replace it.', path),
  notCertificate: (path: string) => l10n.t('{0} is not a valid certificate in PEM format. Replace it.', path),
};

export interface Certificates {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
}

export interface Tls extends Certificates {
  /** Whether the engine's certificate must be good. */
  readonly verify: boolean;
}

/** Any of the three may be absent; all three when `required` throws `bad-endpoint`, and so does half a key pair. */
export function readCertificates(folder: string, required: boolean): Certificates {
  const read = (name: string, check: (text: string) => void) => {
    const path = join(folder, `${name}.pem`);
    const text = readOptionalFile(path);
    if (text !== undefined) mustBePem(path, text, check);
    return text;
  };
  const isCertificate = (text: string) => void new X509Certificate(text);
  const isKey = (text: string) => void createPrivateKey(text);
  const certificates = { ca: read('ca', isCertificate), cert: read('cert', isCertificate), key: read('key', isKey) };
  const { ca, cert, key } = certificates;
  if (required && ca === undefined && cert === undefined && key === undefined) {
    throw new EngineError('bad-endpoint', certificateSentences.none(folder));
  }
  if ((cert === undefined) !== (key === undefined)) {
    throw new EngineError(
      'bad-endpoint',
      cert === undefined ? certificateSentences.keyAlone(folder) : certificateSentences.certificateAlone(folder),
    );
  }
  return certificates;
}

/** Else the connection would fail with OpenSSL's words, which name no file. */
function mustBePem(path: string, text: string, check: (text: string) => void): void {
  try {
    check(text);
  } catch {
    // The parser's words may quote the text, which may be a key.
    throw new EngineError(
      'bad-endpoint',
      /ENCRYPTED/.test(text)
        ? certificateSentences.passphrase(path)
        : path.endsWith('key.pem')
          ? certificateSentences.notKey(path)
          : certificateSentences.notCertificate(path),
    );
  }
}
