// Rules that are not written to the end: looked for by `npm run sync` before anything reads the list of rules, as whatever does
// that fails with an error of its own. So nothing else may be imported here.
import type { Rule } from '../../src/dockerfile/rule-parts/rule.ts';
import { rules } from '../../src/dockerfile/rules/index.ts';

const wanted = ['aliases', 'severity', 'title', 'why', 'bad', 'good', 'check'] as const;

/** `src/dockerfile/rules/no-sudo.ts lacks aliases`: the types say so, too, but nobody has asked them yet. */
export function lacksOfRules(all: readonly Partial<Rule>[] = rules): string[] {
  return all.flatMap((rule) => {
    const lacks = wanted.filter((field) => rule[field] === undefined);
    return lacks.length === 0 ? [] : [`src/dockerfile/rules/${rule.id}.ts lacks ${lacks.join(', ')}`];
  });
}
