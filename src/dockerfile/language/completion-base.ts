// What the image that a stage is made from adds to completion, once an engine has told what it is: its variables, its user
// and its ports.
import * as l10n from '@vscode/l10n';
import { rootBase } from '../meaning/stage-bases.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Completion } from './completion.ts';
import type { CompletionItem } from './completion-item.ts';
import { typedWords } from './completion-typed.ts';
import { typedVariable, variableItem } from './completion-variables.ts';
import { placeAt } from './place.ts';
import { lineStart } from './typed-line.ts';
import { variablesIn } from './variable-values.ts';

/** As the engine has it. */
export interface BaseFacts {
  /** `NAME=value` */
  readonly environment: readonly string[];
  /** Empty: root. */
  readonly user: string;
  readonly exposedPorts: readonly { readonly port: number; readonly protocol: string }[];
}

interface BaseCompletion extends Completion {
  /** Likelier than what the file alone lets one think of. */
  readonly comesFirst: boolean;
}

/** The name of the image whose facts complete what is typed at `offset`; undefined if none would. */
export function baseAskedAt(document: DockerfileDocument, offset: number): string | undefined {
  const asked = askedAt(document, offset);
  const base = asked && rootBase(document, asked.instruction.stageIndex);
  return base?.kind === 'image' ? base.reference : undefined;
}

export function baseCompletionAt(document: DockerfileDocument, offset: number, base: BaseFacts): BaseCompletion {
  const asked = askedAt(document, offset);
  if (!asked) return { typed: { start: offset, end: offset }, wordEnd: offset, items: [], comesFirst: false };
  const { kind, length } = asked;
  const rest = kind !== 'variable' ? /^[\w.:/-]*/ : asked.isBraced ? /^\w*\}?/ : /^\w*/;
  const wordEnd = offset + (rest.exec(document.text.slice(offset, offset + 300))?.[0].length ?? 0);
  const typed = { start: offset - length, end: offset };
  return { typed, wordEnd, items: itemsOf(document, asked, base), comesFirst: kind === 'port' };
}

function itemsOf(document: DockerfileDocument, { kind, instruction, isBraced }: AskedPlace, base: BaseFacts) {
  switch (kind) {
    case 'user':
      return userItems(base);
    case 'port':
      return portItems(base);
    case 'variable':
      return variableItems(document, instruction, base, isBraced);
  }
}

interface AskedPlace {
  readonly instruction: Instruction;
  readonly kind: 'user' | 'port' | 'variable';
  readonly isBraced: boolean;
  /** Of what is typed already. */
  readonly length: number;
}

function askedAt(document: DockerfileDocument, offset: number): AskedPlace | undefined {
  const place = placeAt(document, offset);
  if (!('instruction' in place) || place.kind === 'keyword') return undefined;
  const { instruction } = place;
  // FROM is read before there is a base.
  if (instruction.keyword === 'FROM' || instruction.stageIndex < 0) return undefined;
  if (place.kind === 'heredoc' && !place.heredoc.expand) return undefined;
  const line = document.text.slice(lineStart(document.text, offset), offset);
  const typed = 'typed' in place ? place.typed : line;
  const variable = typedVariable(document, typed);
  if (variable && variable.length <= line.length) {
    return { instruction, kind: 'variable', isBraced: variable.isBraced, length: variable.length };
  }
  const kind = wordKinds.get(instruction.keyword);
  if (!kind || !('typed' in place)) return undefined;
  const { word } = typedWords(typed);
  return word.length > line.length ? undefined : { instruction, kind, isBraced: false, length: word.length };
}

const wordKinds: ReadonlyMap<string, 'user' | 'port'> = new Map([
  ['USER', 'user'],
  ['EXPOSE', 'port'],
]);

function variableItems(
  document: DockerfileDocument,
  instruction: Instruction,
  { environment }: BaseFacts,
  isBraced: boolean,
): CompletionItem[] {
  const known = variablesIn(document, instruction);
  return environment.flatMap((pair) => {
    const [, name = '', value] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
    return name === '' || known.has(name) ? [] : [variableItem(name, value, isBraced)];
  });
}

/** Another name than those that every image has: the one to go back to behind `USER root`. */
function userItems({ user }: BaseFacts): CompletionItem[] {
  return /^[\w.-]+(:[\w.-]+)?$/.test(user) ? [{ kind: 'value', label: user, insert: user }] : [];
}

function portItems({ exposedPorts }: BaseFacts): CompletionItem[] {
  return exposedPorts.map(({ port, protocol }) => {
    // With its protocol: the usual ports are offered without.
    const label = `${port}/${protocol}`;
    return {
      kind: 'value',
      label,
      detail: l10n.t('exposed by the base image'),
      insert: protocol === 'tcp' ? String(port) : label,
    };
  });
}
