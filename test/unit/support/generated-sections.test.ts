// What `npm run sync` and `npm run l10n` say of what is half written: which file it is.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { commands } from '../../../src/commands/index.ts';
import { rules } from '../../../src/dockerfile/rules/index.ts';
import { lacksOfCommands } from '../../support/generated-sections.ts';
import { lacksOfRules } from '../../support/half-written-rules.ts';
import { readJson } from '../../support/read-json.mjs';
import { ruleIn } from '../../support/rule-index.mjs';

describe('what is half written', () => {
  it('is a rule without some of its fields, which is named by its file', () => {
    assert.deepEqual(lacksOfRules(rules), []);
    const { aliases: _, ...noAliases } = { ...rules[0], id: 'brand-new' };
    assert.deepEqual(lacksOfRules([noAliases]), ['src/dockerfile/rules/brand-new.ts lacks aliases']);
    const { title: __, why: ___, ...less } = { ...rules[0], id: 'newer' };
    assert.deepEqual(lacksOfRules([less]), ['src/dockerfile/rules/newer.ts lacks title, why']);
  });

  it('is looked for before anything else reads the list of rules, which would fail without naming one', async () => {
    const { metafile } = await build({
      entryPoints: ['test/support/half-written-rules.ts'],
      bundle: true,
      packages: 'external',
      format: 'esm',
      write: false,
      metafile: true,
    });
    const files = Object.keys(metafile.inputs);
    assert.ok(files.includes('src/dockerfile/rules/no-sudo.ts'));
    const readers = /^src\/(?:commands|lint-configuration|dockerfile\/(?:linting|language))\//;
    assert.deepEqual(
      files.filter((file) => readers.test(file)),
      [],
    );
  });

  it('is a file of a rule that exports none, or two', () => {
    assert.equal(ruleIn("export const noSudo: Rule = {\n  id: 'no-sudo',\n", 'x.ts'), 'noSudo');
    assert.throws(() => ruleIn('const noSudo: Rule = {\n', 'rules/a.ts'), /^Error: rules\/a\.ts must export one rule/);
    assert.throws(() => ruleIn('export const a: Rule = b;\nexport const c = d();\n', 'rules/b.ts'), /rules\/b\.ts/);
  });

  it('is a command without a title, or of which nobody has said what docker has like it', () => {
    assert.deepEqual(lacksOfCommands(commands), []);
    const lacks = lacksOfCommands({
      'longshore.a': {},
      'longshore.b': { facts: { title: 'B' } },
      'longshore.c': { facts: { title: 'C', docker: { none: 'It is an example.' } } },
    });
    assert.deepEqual(lacks, [
      'longshore.a: the second part of its table must say its title, and what docker has like it',
      'longshore.b: the second part of its table must say its title, and what docker has like it',
    ]);
  });

  it('is a file of JSON, which is named where it is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    try {
      const file = join(folder, 'manifest.json');
      writeFileSync(file, '{ "a": 1, }');
      assert.throws(
        () => readJson(file),
        (error: Error) => error.message.startsWith(`${file} is not valid JSON: `),
      );
      assert.throws(() => readJson(join(folder, 'none.json')), /none\.json/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
