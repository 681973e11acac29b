// Engines answer in JSON or plain text; a page is the word of a proxy, or of whatever else listens there.

import { type IncomingMessage, STATUS_CODES } from 'node:http';
import * as l10n from '@vscode/l10n';
import { EngineError, type EngineErrorKind } from '../../errors.ts';

/** What answers in the engine’s place. */
export const pageSentences = {
  webPage: (engine: string, status: string) =>
    l10n.t('A web page answers at {0}, not an engine (status {1}).', engine, status),
};

const kinds: Readonly<Record<number, EngineErrorKind>> = {
  401: 'permission-denied',
  403: 'permission-denied',
  407: 'permission-denied',
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
};

/** By the status of the page. */
export const remedies: Readonly<Record<number, string>> = {
  401: l10n.t('It requires a login that Longshore cannot provide.'),
  403: l10n.t('It does not allow this request. Ask its administrator.'),
  407: l10n.t('It requires a login that Longshore cannot provide.'),
  502: l10n.t('It cannot reach the engine. Check whether the engine is running.'),
  503: l10n.t('It cannot reach the engine. Check whether the engine is running.'),
  504: l10n.t('It cannot reach the engine. Check whether the engine is running.'),
};

/** undefined: it is no page. `text`: the body, or its beginning. */
export function proxyPageError(
  { statusCode = 0, headers }: IncomingMessage,
  text: string,
  words: string,
): EngineError | undefined {
  if (!/\bhtml\b/i.test(headers['content-type'] ?? '') && !/^\s*<(?:!doctype|html)/i.test(text)) return undefined;
  const status = [statusCode, STATUS_CODES[statusCode] && `(${STATUS_CODES[statusCode]})`].filter(Boolean).join(' ');
  const remedy = remedies[statusCode] ?? l10n.t('Check the address of the engine, and any proxy in front of it.');
  return new EngineError(kinds[statusCode] ?? 'failed', [pageSentences.webPage(words, status), remedy].join(' '));
}
