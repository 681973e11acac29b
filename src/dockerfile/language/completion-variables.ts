// Variables that are in scope, once a dollar is typed.
import { platformVariables } from '../knowledge/platform-variables.ts';
import { predefinedVariableHelp, proxyVariables } from '../knowledge/variable-help.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { CompletionItem, Found } from './completion-item.ts';
import { variablesIn } from './variable-values.ts';

/** `typed`: the text before the cursor. undefined if no variable is being typed there. */
export function variableItems(
  document: DockerfileDocument,
  instruction: Instruction,
  typed: string,
): Found | undefined {
  const variable = typedVariable(document, typed);
  if (!variable) return undefined;
  const known = variablesIn(document, instruction);
  const names = [...known.keys()];
  if (instruction.keyword === 'FROM') names.push(...[...platformVariables.keys()].filter((name) => !known.has(name)));
  if (instruction.keyword === 'RUN') names.push(...proxyVariables.filter((name) => !known.has(name)));
  return {
    items: names.map((name) => variableItem(name, known.get(name), variable.isBraced)),
    length: variable.length,
  };
}

/** The variable that `typed` ends with, as `$NA` or `${NA`: how long that is. */
export function typedVariable(
  document: DockerfileDocument,
  typed: string,
): { readonly length: number; readonly isBraced: boolean } | undefined {
  const match = /(\$\{?)(\w*)$/.exec(typed);
  if (!match || !isExpanded(typed.slice(0, match.index), document.escape)) return undefined;
  return { length: match[0].length, isBraced: match[1] === '${' };
}

/** `value`: undefined if none is known. */
export function variableItem(name: string, value: string | undefined, isBraced: boolean): CompletionItem {
  const text = isBraced ? `\${${name}}` : `$${name}`;
  return {
    kind: 'variable',
    label: text,
    detail: value?.slice(0, 60),
    documentation: predefinedVariableHelp(name),
    insert: text,
  };
}

/** Neither escaped nor in single quotes. */
function isExpanded(before: string, escapeCharacter: string): boolean {
  let quote: string | undefined;
  for (let i = 0; i < before.length; i++) {
    const character = before[i];
    if (character === escapeCharacter && quote !== "'") {
      if (i === before.length - 1) return false;
      i++;
    } else if (quote === undefined && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = undefined;
  }
  return quote !== "'";
}
