// The one account of a registry that wants a password. The password is planted: tests look for it in all that is said.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const account = { username: 'longshore', password: 'planted-password-7f3a' } as const;

/** bcrypt of the password. */
const hash = '$2y$05$abcdefghijklmnopqrstuuiI21.oYL28DgZm.GfLIVepuBytCVjuO';

/** `auth` is for `startRegistry`. */
export function passwordFile() {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-htpasswd-'));
  const path = join(folder, 'htpasswd');
  writeFileSync(path, `${account.username}:${hash}\n`);
  return {
    auth: { htpasswd: { realm: 'Longshore test', path } },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What of an account may appear nowhere: the password, and all that it is sent as. */
export function secretsOf({ username, password }: { username: string; password: string }): string[] {
  const encoded = ['base64', 'base64url'] as const;
  return [password, ...encoded.map((as) => Buffer.from(`${username}:${password}`).toString(as))];
}
