// What an engine answered as the one kind of error that leaves the engine folder. What engines say is known by the tables of
// `failures/`: whoever comes with each connection imports this file dynamically, as most sessions never see a failure.
import * as l10n from '@vscode/l10n';
import { EngineError, type EngineErrorKind, isEngineError } from '../../errors.ts';
import { engineSentences } from '../failures/index.ts';
import { transferSentences } from '../failures/of-registries.ts';
import { presentable, withoutMountOptions } from '../failures/presentable.ts';
import { explain, type SentenceTable } from '../failures/sentence.ts';
import { messageOf } from './error-body.ts';

const kindByStatus: Readonly<Record<number, EngineErrorKind>> = {
  400: 'invalid',
  401: 'permission-denied',
  403: 'permission-denied',
  404: 'not-found',
  405: 'unsupported',
  409: 'conflict',
  410: 'unsupported',
  501: 'unsupported',
};

/** What a status other than 2xx and its body mean. `body`: JSON `{message}` (Docker), with `cause` (Podman), or text. */
export function responseError(status: number, body: string): EngineError {
  const words = messageOf(body);
  const kind = kindByStatus[status] ?? 'failed';
  // No words of an engine: the tables would read them as such.
  return words === ''
    ? new EngineError(kind, l10n.t('The engine answered with status {0}.', status))
    : engineError(words, kind);
}

/** The engine's own text of a failure, in an answer or inside a stream that began well. `kind`: if no table knows it. */
export function engineError(told: string, kind: EngineErrorKind = 'failed'): EngineError {
  const words = withoutMountOptions(told);
  const known = explain(engineSentences, words);
  return new EngineError(known?.kind ?? kind, known?.message ?? presentable(words), { cause: new Error(words) });
}

/** The same of a pull or a push, which end as a broken archive does when the registry goes away. */
export function transferError(words: string): EngineError {
  const broken = explain(transferSentences, words);
  return broken ? new EngineError(broken.kind, broken.message, { cause: new Error(words) }) : engineError(words);
}

/** The engine's words behind an error that `table` knows better than the tables of all requests; undefined: it does not. */
export function errorFrom(table: SentenceTable, error: unknown): EngineError | undefined {
  if (!isEngineError(error)) return undefined;
  const words = error.cause instanceof Error ? error.cause.message : error.message;
  const known = explain(table, words);
  return known && new EngineError(known.kind, known.message, { cause: error });
}
