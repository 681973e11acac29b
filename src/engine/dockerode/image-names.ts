// Image references on their way into the API: as a path, and in the two halves that some calls want. Names are not
// completed here: each engine has its own idea of what `node` is.
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';

/** For `/images/{name}/…`: slashes stay, everything else is encoded. */
export function imagePath(reference: string): string {
  const parts = reference.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw new EngineError(
      'invalid',
      l10n.t('"{0}" is not a valid image name. Use registry/name:tag, in lowercase.', reference),
    );
  }
  // The engine tells tags and digests by these characters, which may stand in a path.
  return parts.map((part) => encodeURIComponent(part).replaceAll('%3A', ':').replaceAll('%40', '@')).join('/');
}

/** Podman leaves out the `sha256:` in some answers. */
export function fullImageId(id: string): string {
  return /^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id;
}

/** `tag` is a tag, or a digest where the reference has one; `latest` where it has neither. */
export function nameAndTag(reference: string): { name: string; tag: string } {
  const at = reference.indexOf('@');
  if (at >= 0) return { name: reference.slice(0, at), tag: reference.slice(at + 1) };
  const colon = reference.indexOf(':', reference.lastIndexOf('/') + 1);
  if (colon < 0) return { name: reference, tag: 'latest' };
  return { name: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}
