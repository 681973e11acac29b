// Which files hold secrets, by their names and by what is in them.
import { fileName } from './file-kinds.ts';
import { isPlaceholder } from './stand-ins.ts';
import { tokensIn } from './token-formats.ts';

/** Names that mean a private key to everyone. */
const privateKeys =
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$|\.(?:p12|pfx|jks|keystore|ppk)$|(?:^|[-_.])(?:private|priv|privkey|secret|server|client|tls|ssl|ssh|host|signing|deploy|rsa|ec|ed25519)[-_.]?key(?:[-_.]?\d+)?(?:\.(?:pem|key|der))?$|(?:^|[-_.])(?:privkey|private|priv)\.(?:pem|key|asc)$|(?:^|[-_.])(?:server|client|tls|ssl|https?|domain|localhost|nginx)\.key$/i;
/** Names of keys and certificates, which may be anybody's to read: what is in the file says which. */
const anyKeys = /\.(?:key|pem|asc|gpg|der)$/i;
/** Keys and certificates that are for everyone to see. */
const publicNames =
  /(?:^|[-_.])(?:ca|certs?|certificates?|chain|fullchain|bundle|pub|public|pubkey|root|dhparams?|trusted|keyring|gpg|pgp)(?:[-_.]|$)/i;
/** Who tests with a key has made it for that: nothing opens with it. */
const testPaths =
  /(?:^|[-_./])(?:e2e|tests?|testdata|fixtures?|testrepos|examples?|samples?|dummy|snakeoil|mocks?)(?:[-_./]|$)/i;
const passwords =
  /^(?:[._]netrc|\.pypirc|\.git-credentials|\.htpasswd|\.pgpass|\.my\.cnf|\.s3cfg|\.vault[-_](?:pass|token)|kubeconfig|credentials(?:\.(?:json|ya?ml|toml|ini))?|(?:google[-_])?service[-_]account(?:[-_]\w+)*\.json|secrets?\.(?:json|ya?ml|toml|ini|properties))$/i;
const passwordPaths =
  /(?:^|\/)(?:\.aws\/credentials|\.docker\/config\.json|\.kube\/config|\.ssh|\.aws|\.gnupg|\.kube)\/?$/;
const settings = /^\.env(?:\.(?:local|[\w-]+\.local|secrets?))?$/i;
const npmSettings = '.npmrc';

/** Whether to look into the file before anything is said of it. */
export function mayHoldSecrets(path: string): boolean {
  const name = fileName(path);
  return (
    privateKeys.test(name) ||
    anyKeys.test(name) ||
    holdsPasswords(path) ||
    settings.test(name) ||
    name.toLowerCase() === npmSettings
  );
}

/** What a file holds, as far as anybody can tell. */
export type FileSecret = 'private-key' | 'passwords' | 'often-passwords' | 'token';

/** `text`: what is in the file, where somebody could look. undefined: nothing secret. */
export function secretIn(path: string, text: string | undefined): FileSecret | undefined {
  if (!mayHoldSecrets(path) || testPaths.test(path)) return undefined;
  // Stores of keys are no text; their names say it all.
  if (text !== undefined && !text.slice(0, 1000).includes('\0')) return secretInText(path, text);
  const name = fileName(path);
  if (privateKeys.test(name) && !publicNames.test(name)) return 'private-key';
  if (holdsPasswords(path)) return 'passwords';
  return settings.test(name) ? 'often-passwords' : undefined;
}

function holdsPasswords(path: string): boolean {
  return passwords.test(fileName(path)) || passwordPaths.test(path);
}

function secretInText(path: string, text: string): FileSecret | undefined {
  const name = fileName(path);
  if (/-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY/.test(text)) return 'private-key';
  if (tokensIn(text).length > 0) return 'token';
  if (name.toLowerCase() === npmSettings) {
    const token = /:_(?:authToken|auth|password)\s*=\s*["']?([^\s"']*)/.exec(text)?.[1];
    return token === undefined || isPlaceholder(token) ? undefined : 'token';
  }
  if (settings.test(name)) return setsSecret(text) ? 'passwords' : undefined;
  return holdsPasswords(path) && /\w/.test(text) ? 'passwords' : undefined;
}

/** `DATABASE_PASSWORD=…` with a value that is one. */
function setsSecret(text: string): boolean {
  return [...text.matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*["']?([^\s"'#]*)/gm)].some(
    ([, key = '', value = '']) =>
      /password|passwd|secret|token|api_?key|private_?key|credential/i.test(key) && !isPlaceholder(value),
  );
}
