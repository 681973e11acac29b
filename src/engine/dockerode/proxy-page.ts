// Engines answer in JSON or plain text; a page is the word of a proxy, or of whatever else listens there.
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import { EngineError, type EngineErrorKind } from '../../errors.ts';

const kinds: Readonly<Record<number, EngineErrorKind>> = {
  401: 'permission-denied',
  403: 'permission-denied',
  407: 'permission-denied',
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
};

const remedies: Readonly<Record<number, string>> = {
  401: 'It wants a login that Longshore cannot give.',
  403: 'It forbids this request. Ask whoever runs it.',
  407: 'It wants a login that Longshore cannot give.',
  502: 'It does not reach the engine. See whether that runs.',
  503: 'It does not reach the engine. See whether that runs.',
  504: 'It does not reach the engine. See whether that runs.',
};

/** undefined: it is no page. `text`: the body, or its beginning. */
export function proxyPageError(
  { statusCode = 0, headers }: IncomingMessage,
  text: string,
  words: string,
): EngineError | undefined {
  if (!/\bhtml\b/i.test(headers['content-type'] ?? '') && !/^\s*<(?:!doctype|html)/i.test(text)) return undefined;
  const status = `status ${statusCode}${STATUS_CODES[statusCode] ? ` (${STATUS_CODES[statusCode]})` : ''}`;
  const remedy = remedies[statusCode] ?? 'Check the address of the engine, and what stands before it.';
  return new EngineError(
    kinds[statusCode] ?? 'failed',
    `Not an engine but a web page answers at ${words}, with ${status}. ${remedy}`,
  );
}
