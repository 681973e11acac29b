// What rules are called: by their ids, and by the names that other tools have for the same problems.
import type { Rule } from '../rule-parts/rule.ts';
import { rules } from '../rules/index.ts';

/** Every id and alias in lower case, with the rules that it names. */
export const ruleNames: ReadonlyMap<string, readonly Rule[]> = namesOf(rules);

/** As they are written. */
export const writtenNames: readonly string[] = rules.flatMap(({ id, aliases }) => [id, ...aliases]);

const byId: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}

/** In any case. Findings of ShellCheck count, too, whether it is there or not. */
export function isRuleName(name: string): boolean {
  const wanted = name.toLowerCase();
  return ruleNames.has(wanted) || /^sc\d{4}$/.test(wanted);
}

function namesOf(all: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const names = new Map<string, Rule[]>();
  for (const rule of all) {
    for (const name of [rule.id, ...rule.aliases]) {
      const key = name.toLowerCase();
      names.set(key, [...(names.get(key) ?? []), rule]);
    }
  }
  return names;
}
