// Whether this engine, and our session, can give a build its further contexts: said before anything is sent.

import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import type { BuildRequest } from '../build-api.ts';
import { buildContextKind } from '../buildkit/named-contexts.ts';

/** Docker 23 has the first BuildKit that knows them; older ones take their names for those of images. */
const firstWithNamedContexts = 42;

/** Throws EngineError for what this engine, or our session, cannot do. */
export function checkNamedContexts(request: BuildRequest, buildKit: boolean, apiVersion: string): void {
  if (!hasNamedContexts(request)) return;
  const minor = Number(/^1\.(\d+)$/.exec(apiVersion)?.[1] ?? 0);
  if (!buildKit || minor < firstWithNamedContexts) {
    throw new EngineError(
      'unsupported',
      buildKit
        ? tooOldForNamedContexts
        : l10n.t(
            'Additional build contexts need BuildKit, which this engine does not have. Use Docker 23 or later, or a buildx builder.',
          ),
    );
  }
  const unserved = Object.entries(request.namedContexts ?? {}).find(([, source]) =>
    ['layout', 'target'].includes(buildContextKind(source)),
  );
  if (unserved === undefined) return;
  throw new EngineError(
    'unsupported',
    l10n.t('The build context "{0}" ({1}) needs buildx. Choose a buildx builder.', unserved[0], unserved[1]),
  );
}

export function hasNamedContexts({ namedContexts = {} }: BuildRequest): boolean {
  return Object.keys(namedContexts).length > 0;
}

export const tooOldForNamedContexts = l10n.t(
  'BuildKit on this engine is too old for additional build contexts. Use Docker 23 or later, or a buildx builder.',
);
