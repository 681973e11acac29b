// Whether a name in FROM, COPY --from or a mount is that of a further context, which the build takes in place of any stage
// or image that is called so. Source: BuildKit's frontend/dockerui/namedcontext.go.
import { familiarName } from '../../image-reference.ts';
import type { LintSurroundings } from './rule.ts';

export function isNamedContext({ namedContexts }: LintSurroundings, name: string | undefined): boolean {
  if (!namedContexts?.size || name === undefined) return false;
  const lower = name.toLowerCase();
  return namedContexts.has(familiarName(lower) ?? lower);
}
