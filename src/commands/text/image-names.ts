// References as a user types them: what is wrong with one, and where a push of it would go.
import * as l10n from '@vscode/l10n';
import { formatImageReference, parseImageReference, withDefaultTag } from '../../image-reference.ts';
import { registryName } from './registry-name.ts';

/** Why a name is none of an image. */
export const imageNameSentences = {
  empty: () => l10n.t('Enter an image name, for example nginx:1.29.'),
  capitals: (name: string) => l10n.t('Image names are lowercase: {0}', name),
  invalid: () => l10n.t('That is not a valid image name. Use name:tag or host/name:tag, without spaces.'),
};

/** What is wrong with the text, or undefined. */
export function wrongReference(text: string): string | undefined {
  const reference = text.trim();
  if (reference === '') return imageNameSentences.empty();
  if (parseImageReference(reference)) return undefined;
  if (parseImageReference(reference.toLowerCase())) return imageNameSentences.capitals(reference.toLowerCase());
  return imageNameSentences.invalid();
}

/** With `:latest` where there is neither tag nor digest. The text must be a reference. */
export function withTag(text: string): string {
  const reference = parseImageReference(text);
  return reference ? formatImageReference(withDefaultTag(reference)) : text;
}

/** In which registry a push would land, in words, and what is wrong with that. */
export function pushDestination(text: string): { readonly registry: string; readonly wrong: string | undefined } {
  const reference = parseImageReference(text);
  if (!reference) return { registry: '', wrong: wrongReference(text) };
  const registry = registryName(reference.registry);
  if (reference.digest !== undefined) return { registry, wrong: l10n.t('You cannot push to a digest. Use name:tag.') };
  if (reference.registry === 'docker.io' && reference.repository.startsWith('library/')) {
    const name = formatImageReference(reference);
    return {
      registry,
      wrong: l10n.t(
        'On Docker Hub, names without a user belong to Docker. Add your user name (user/{0}), or the host of another registry (localhost:5000/{0}).',
        name,
      ),
    };
  }
  return { registry, wrong: undefined };
}

/**
 * A name for the image of a Dockerfile in `folder` (its base name): small letters, digits and single separators, as a
 * reference wants it. `My App (2)` → `my-app-2`.
 */
export function imageNameOf(folder: string): string {
  const name = folder
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'image' : name;
}
