// Images that have no shell, by what their makers say of them.
import { parseImageReference } from '../../image-reference.ts';

interface ShellLess {
  readonly registry: string;
  readonly repository: RegExp;
  /** Of the tag; '' without one. */
  isShellLess(tag: string): boolean;
}

const images: readonly ShellLess[] = [
  { registry: 'gcr.io', repository: /^distroless\//, isShellLess: (tag) => !tag.includes('debug') },
  {
    registry: 'cgr.dev',
    repository: /^chainguard\/(?:static|glibc-dynamic|musl-dynamic|cc-dynamic|jre)$/,
    isShellLess: (tag) => !/-dev\b/.test(tag),
  },
  // `chiseled` is Ubuntu without a shell, `distroless` Azure Linux without one.
  { registry: 'mcr.microsoft.com', repository: /^dotnet\//, isShellLess: (tag) => /chiseled|distroless/.test(tag) },
];

/** Only where that is sure. */
export function isShellLessImage(reference: string): boolean {
  const image = parseImageReference(reference);
  if (!image) return false;
  const { registry, repository, tag = '' } = image;
  return images.some((each) => each.registry === registry && each.repository.test(repository) && each.isShellLess(tag));
}
