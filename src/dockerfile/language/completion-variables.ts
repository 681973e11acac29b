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
  const match = /(\$\{?)(\w*)$/.exec(typed);
  if (!match || !isExpanded(typed.slice(0, match.index), document.escape)) return undefined;
  const [whole, sign] = match;
  const isBraced = sign === '${';
  const known = variablesIn(document, instruction);
  const names = [...known.keys()];
  if (instruction.keyword === 'FROM') names.push(...[...platformVariables.keys()].filter((name) => !known.has(name)));
  if (instruction.keyword === 'RUN') names.push(...proxyVariables.filter((name) => !known.has(name)));
  const items = names.map((name): CompletionItem => {
    const value = known.get(name);
    return {
      kind: 'variable',
      label: isBraced ? `\${${name}}` : `$${name}`,
      detail: value === undefined ? undefined : value.slice(0, 60),
      documentation: predefinedVariableHelp(name),
      insert: isBraced ? `\${${name}}` : `$${name}`,
    };
  });
  return { items, length: whole.length };
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
