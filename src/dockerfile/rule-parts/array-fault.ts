// What keeps a text that was meant as a JSON array of strings from being one. Only its first fault is looked for.

import * as l10n from '@vscode/l10n';
import { builderInstructions } from '../meaning/builder-instructions.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';
import type { Fix } from './rule.ts';

export interface ArrayFault {
  /** In the text. */
  readonly from: number;
  readonly to: number;
  readonly message: string;
  /** The text as it was meant; undefined where that is not plain. */
  readonly repaired?: string | undefined;
}

/** In word processors and chats, quotes become these. */
const typographic = /[“”„‟«»‘’‚‛]/;
const string = /"(?:[^"\\\n]|\\.)*"/y;

/**
 * Where an array of strings may stand and something else does that begins like one. A HEALTHCHECK's command is in its
 * `inner`. Of SHELL that is told with all other forms that it cannot have.
 */
export function* almostArrays(
  document: DockerfileDocument,
): Generator<{ outer: Instruction; instruction: Instruction }> {
  for (const outer of builderInstructions(document)) {
    const instruction = outer.keyword === 'HEALTHCHECK' ? outer.inner : outer;
    if (!instruction || instruction.json || instruction.keyword === 'SHELL') continue;
    if (!instruction.rest.text.startsWith('[') || !instructionNamed(instruction.keyword)?.json) continue;
    yield { outer, instruction };
  }
}

/** undefined for a valid array, and for a text that was hardly meant as one (`[ -f x ]`, `[ab]*.txt`). */
export function arrayFault(text: string): ArrayFault | undefined {
  if (!wasMeant(text) || isJson(text)) return undefined;
  const fault = firstFault(text);
  return fault && { ...fault, repaired: repairedBy(text, fault.edit) };
}

/** An array of JSON, also one of other things than strings, or a text that was to be one. */
export function isMeantAsArray(text: string): boolean {
  return wasMeant(text) || isJsonArray(text);
}

/** Of whatever values. */
export function isJsonArray(text: string): boolean {
  return text.startsWith('[') && isJson(text);
}

/** What `[` begins is a test to a shell if a blank follows, and a pattern in a path. */
function wasMeant(text: string): boolean {
  if (/^\[\s*["“”„‟«»]/.test(text))
    return !/^\[\s/.test(text) || /^\[\s*["“”„‟«»][^"“”«»]*["“”„‟«»]\s*(?:[,\]]|$)/.test(text);
  return (
    /^\[[\w./@:-]+,(?:\s|$)/.test(text) || /^\[\s*,\s*"/.test(text) || /^\[[\w./-]+(?:,\s*[\w./-]+)+\]$/.test(text)
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // That is what is asked.
    return false;
  }
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
type Found = Omit<ArrayFault, 'repaired'> & { readonly edit?: Edit };

function firstFault(text: string): Found | undefined {
  let at = 1;
  const skip = () => {
    while (/\s/.test(text[at] ?? '')) at++;
  };
  const found = (from: number, to: number, message: string, edit?: string): Found => ({
    from,
    to,
    message,
    ...(edit === undefined ? {} : { edit: { from, to, text: edit } }),
  });
  for (;;) {
    skip();
    const character = text[at];
    if (character === undefined) return found(0, 1, l10n.t('This array is not closed; add a bracket at the end'));
    if (typographic.test(character)) {
      const straight = text.replaceAll(/[“”„‟«»]/g, '"');
      return {
        from: at,
        to: at + 1,
        message: l10n.t('JSON only allows the straight quote ", not {0}', character),
        edit: { from: 0, to: text.length, text: straight },
      };
    }
    if (character === ',' || character === ']') return found(at, at + 1, l10n.t('A string is missing here'), '');
    if (character !== '"') {
      const to = at + (/^[^\s,\]]+/.exec(text.slice(at))?.[0].length ?? 1);
      return found(at, to, l10n.t('Each string of the array needs double quotes'), JSON.stringify(text.slice(at, to)));
    }
    string.lastIndex = at;
    const match = string.exec(text);
    if (!match) return found(at, at + 1, l10n.t('This quote is not closed'));
    const badEscape = /\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})./.exec(match[0].replaceAll('\\\\', '__'));
    if (badEscape) {
      const from = at + badEscape.index;
      return found(
        from,
        from + 2,
        l10n.t('JSON has no escape {0}; write a backslash in a string twice', badEscape[0]),
        `\\${badEscape[0]}`,
      );
    }
    const control = /\p{Cc}/u.exec(match[0]);
    if (control) {
      const from = at + control.index;
      return found(
        from,
        from + 1,
        l10n.t('JSON strings cannot contain tabs and other control characters; write \\t'),
        JSON.stringify(control[0]).slice(1, -1),
      );
    }
    at = string.lastIndex;
    skip();
    if (text[at] === ']') {
      const rest = /^\s*/.exec(text.slice(at + 1))?.[0].length ?? 0;
      const from = at + 1 + rest;
      return from < text.length ? found(from, text.length, l10n.t('Nothing can follow the array')) : undefined;
    }
    if (text[at] === ',') {
      const comma = at;
      at++;
      skip();
      if (text[at] === ']') return found(comma, comma + 1, l10n.t('Remove the comma after the last string'), '');
    } else if (text[at] === undefined) {
      return found(0, 1, l10n.t('This array is not closed; add a bracket at the end'));
    } else {
      const from = string.lastIndex;
      const isString = text[at] === '"';
      const fault = found(
        at,
        at + 1,
        isString ? l10n.t('A comma is missing before this string') : l10n.t('A comma is missing here'),
      );
      return isString ? { ...fault, edit: { from, to: from, text: ',' } } : fault;
    }
  }
}

/** Only if that is all that was wrong. */
function repairedBy(text: string, edit: Edit | undefined): string | undefined {
  if (!edit) return undefined;
  const repaired = text.slice(0, edit.from) + edit.text + text.slice(edit.to);
  return isJson(repaired) ? repaired : undefined;
}

/** `rest` of the instruction as it was meant; only offered. */
export function jsonArrayFix(
  document: DockerfileDocument,
  { rest, line }: Instruction,
  fault: ArrayFault,
): Fix | undefined {
  if (fault.repaired === undefined || line.comments.length > 0) return undefined;
  return {
    title: l10n.t('Convert to a valid JSON array'),
    edits: [{ range: document.rangeOf(rest), text: fault.repaired }],
    safe: false,
  };
}
