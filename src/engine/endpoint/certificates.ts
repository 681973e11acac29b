// Client certificates for an engine behind TLS: ca.pem, cert.pem and key.pem of one folder. Their text is kept in
// memory only and must appear in no message.
import { join } from 'node:path';
import { EngineError } from '../errors.ts';
import { readOptionalFile } from './optional-file.ts';

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
  const read = (name: string) => readOptionalFile(join(folder, `${name}.pem`));
  const certificates = { ca: read('ca'), cert: read('cert'), key: read('key') };
  const { ca, cert, key } = certificates;
  if (required && ca === undefined && cert === undefined && key === undefined) {
    throw new EngineError(
      'bad-endpoint',
      `DOCKER_CERT_PATH (${folder}) has no ca.pem, cert.pem or key.pem. Correct it or unset it.`,
    );
  }
  if ((cert === undefined) !== (key === undefined)) {
    throw new EngineError(
      'bad-endpoint',
      `${folder} has ${cert === undefined ? 'key.pem without cert.pem' : 'cert.pem without key.pem'}. Add the missing one.`,
    );
  }
  return certificates;
}
