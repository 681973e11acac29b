// Whether a value that names something holds a secret, as `splunk-token=…` or `volume-opt=o=password=…` do.
import { mayBeSecretName } from '../../dockerfile/knowledge/secret-names.ts';

export function looksSecret(value: string): boolean {
  return [...value.matchAll(/([\w.-]+)=/g)].some(([, name]) => mayBeSecretName(String(name)));
}
