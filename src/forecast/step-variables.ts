// The variables of a stage while its instructions are read one after the other, as BuildKit keeps them: unlike a linter, a
// forecast knows what the base image sets.
import { pairsOf } from '../dockerfile/meaning/pairs.ts';
import { expand } from '../dockerfile/meaning/variables.ts';
import type { DockerfileDocument, Instruction } from '../dockerfile/text/document.ts';
import { type Ingredient, ingredient } from './ingredient.ts';

export interface StepVariables {
  readonly environment: Map<string, string>;
  readonly arguments: Map<string, string>;
  /** Names of both, as they were set last: builders keep them in one list. */
  readonly order: Set<string>;
}

/** What ARG finds outside of its stage. */
export interface GivenArguments {
  readonly build: ReadonlyMap<string, string>;
  /** Those before the first FROM, with the builder's own. */
  readonly global: ReadonlyMap<string, string | undefined>;
}

export function variablesIn({
  environment,
  arguments: own,
}: Omit<StepVariables, 'order'>): ReadonlyMap<string, string> {
  return new Map([...own, ...environment]);
}

/**
 * With all variables replaced; one that nobody sets is empty. A modifier that is not known here stays, with the values that
 * it may use behind it: equal texts then still mean equal results.
 */
export function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  if (!text.includes('$')) return text;
  const plain = expand(text, variables);
  if (plain !== undefined) return plain;
  const used = [...text.matchAll(/\$\{?([A-Za-z_]\w*)(:?[-+])?/g)];
  const unset = used.flatMap(([, name = '', modifier]) =>
    variables.has(name) || modifier !== undefined ? [] : [[name, ''] as const],
  );
  const complete = new Map([...variables, ...unset]);
  return expand(text, complete) ?? `${text}\0${used.map(([, name = '']) => variables.get(name) ?? '').join('\0')}`;
}

/** Takes in what ARG and ENV set. */
export function setVariables(
  document: DockerfileDocument,
  instruction: Instruction,
  variables: StepVariables,
  given: GivenArguments,
): void {
  if (instruction.keyword === 'ARG') {
    for (const { name, value } of pairsOf(document, instruction)) {
      const own = value === undefined ? given.global.get(name) : expanded(value, variablesIn(variables));
      const set = given.build.get(name) ?? own;
      variables.arguments.delete(name);
      if (set !== undefined) {
        variables.arguments.set(name, set);
        // Behind an ENV of its name it takes its place.
        if (variables.environment.has(name)) variables.environment.set(name, set);
        setLast(variables, name);
      }
    }
  } else if (instruction.keyword === 'ENV') {
    // The pairs of one ENV do not see each other.
    const before = variablesIn(variables);
    for (const { name, value } of pairsOf(document, instruction)) {
      variables.environment.delete(name);
      variables.environment.set(name, expanded(value ?? '', before));
      setLast(variables, name);
    }
  }
}

function setLast({ order }: StepVariables, name: string): void {
  order.delete(name);
  order.add(name);
}

/** The name of the ingredient. */
export const variableOrder = 'order of variables';

/** What of it counts for a RUN: all ENV, and all ARG that have a value, used or not. */
export function variableIngredients({ environment, arguments: own, order }: StepVariables): Ingredient[] {
  const args = [...own].filter(([name]) => !environment.has(name));
  const sorted = <T>(pairs: [string, T][]) => pairs.sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...sorted([...environment]).map(([name, value]) => ingredient('variable', name, value)),
    ...sorted(args).map(([name, value]) => ingredient('argument', name, value)),
    // Not each builder counts their order.
    ingredient('option', variableOrder, [...order].join(' '), 'doubtful'),
  ];
}
