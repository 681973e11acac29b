// Whether a value that names something holds a secret, as `splunk-token=…` or `volume-opt=o=password=…` do.
import { mayBeSecret, mayBeSecretName } from '../../dockerfile/knowledge/hidden-values.ts';

export function looksSecret(value: string): boolean {
  return mayBeSecret('', value) || [...value.matchAll(/([\w.-]+)=/g)].some(([, name]) => mayBeSecretName(String(name)));
}
