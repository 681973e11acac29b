// Client certificates for an engine behind TLS: ca.pem, cert.pem and key.pem of one folder. Their text is kept in
// memory only and must appear in no message.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EngineError } from '../errors.ts';

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
  const certificates = { ca: readPem(folder, 'ca'), cert: readPem(folder, 'cert'), key: readPem(folder, 'key') };
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

function readPem(folder: string, name: string): string | undefined {
  const path = join(folder, `${name}.pem`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new EngineError(
      'bad-endpoint',
      `${path} cannot be read (${code ?? 'unknown reason'}). Make it readable for you.`,
      {
        cause: error,
      },
    );
  }
}
