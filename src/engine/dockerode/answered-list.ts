// Lists as engines, and what poses as one, answer them: a proxy's page, half an answer, the same object twice. What can be
// used of them is used; what is no list at all is said.
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';

/** What is wrong with a list. */
export const listSentences = {
  noList: (engine: string, what: string) =>
    l10n.t(
      '{0} did not answer with a list of {1}. A proxy or another program may be answering instead of the engine.',
      engine,
      what,
    ),
};

/**
 * The members, each once. `keyOf`: its id or name; a member without one is no member. Null is an empty list, as some engines
 * say it. Throws EngineError `failed` for what is no list.
 */
export function answeredList<T extends object>(
  answer: unknown,
  what: string,
  words: string,
  keyOf: (member: T) => unknown,
): T[] {
  if (answer === null) return [];
  if (!Array.isArray(answer)) {
    throw new EngineError('failed', listSentences.noList(words, what));
  }
  const members = new Map<string, T>();
  for (const member of answer) {
    if (typeof member !== 'object' || member === null) continue;
    const key = keyOf(member);
    if (typeof key === 'string' && key !== '' && !members.has(key)) members.set(key, member);
  }
  return [...members.values()];
}

/** A field that should be a list: without members that are null; empty if it is none. */
export function listField<T>(value: readonly (T | null)[] | null | undefined): NonNullable<T>[] {
  return Array.isArray(value) ? value.filter((member) => member !== null && member !== undefined) : [];
}

/** A field that should be a record of texts: without what is no text. */
export function textsField(value: Readonly<Record<string, string>> | null | undefined): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'));
}

export function textField(value: string | null | undefined, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

export function numberField(value: number | null | undefined): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
