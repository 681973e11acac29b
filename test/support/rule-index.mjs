// src/dockerfile/rules/index.ts: the rules are the files beside it, one in each.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = 'src/dockerfile/rules';
export const ruleIndexFile = `${folder}/index.ts`;

/** @returns {string} as `npm run sync` writes it. Throws with the name of a file that exports no rule, or several. */
export function ruleIndex() {
  const rules = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .sort()
    .map((file) => ({ file, name: ruleIn(readFileSync(join(folder, file), 'utf8'), `${folder}/${file}`) }));
  return [
    '// The list of all rules, by id: made by `npm run sync` of the files in this folder.',
    "import type { Rule } from '../rule-parts/rule.ts';",
    ...rules.map(({ file, name }) => `import { ${name} } from './${file}';`),
    '',
    'export const rules: readonly Rule[] = [',
    ...rules.map(({ name }) => `  ${name},`),
    '];',
    '',
  ].join('\n');
}

/** @param {string} text of a rule's file @param {string} file its name, for what is wrong with it @returns {string} */
export function ruleIn(text, file) {
  const names = [...text.matchAll(/^export const (\w+)(?:: Rule)? = /gm)].map(([, name]) => String(name));
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw new Error(`${file} must export one rule: export const ${name ?? 'noSudo'}: Rule = { … }`);
  return name;
}
