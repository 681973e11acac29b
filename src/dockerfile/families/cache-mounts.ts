// Where package managers keep what they have fetched, and the mount that keeps it between builds.
import * as l10n from '@vscode/l10n';
import type { Fix } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

interface Cache {
  /** Where the tool keeps what it has fetched, for root. */
  readonly folder: string;
  readonly actions: RegExp;
  /** Options with which it keeps nothing. */
  readonly without?: RegExp;
}

/** Only those without which what was installed is still whole: a folder that a later RUN reads must not be a mount. */
export const packageCaches: ReadonlyMap<string, Cache> = new Map<string, Cache>([
  ['npm', { folder: '/root/.npm', actions: /^(?:ci|i|install)$/ }],
  ['yarn', { folder: '/usr/local/share/.cache/yarn', actions: /^install$/ }],
  ['pip', { folder: '/root/.cache/pip', actions: /^install$/, without: /^--no-cache-dir$/ }],
  ['pip3', { folder: '/root/.cache/pip', actions: /^install$/, without: /^--no-cache-dir$/ }],
  ['uv', { folder: '/root/.cache/uv', actions: /^(?:sync|pip)$/, without: /^--no-cache$/ }],
  ['go', { folder: '/root/.cache/go-build', actions: /^(?:build|install)$/ }],
]);

/** Not safe: who runs as another user has the cache elsewhere. */
export function cacheMountFix(document: DockerfileDocument, { rest, flags }: Instruction, folder: string): Fix {
  const at = document.positionAt(flags.at(-1)?.end ?? rest.start);
  const text = `--mount=type=cache,target=${folder}`;
  return {
    title: l10n.t('Keep {0} in a cache mount', folder),
    edits: [{ range: { start: at, end: at }, text: flags.length > 0 ? ` ${text}` : `${text} ` }],
    safe: false,
  };
}
