// What holds for every rule: its texts are its test.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { applyFix } from '../../src/dockerfile/linting/apply-fixes.ts';
import { lint, newestRuleSet } from '../../src/dockerfile/linting/lint.ts';
import { severities } from '../../src/dockerfile/rule-parts/rule.ts';
import { rules } from '../../src/dockerfile/rules/index.ts';
import { parseDockerfile } from '../../src/dockerfile/text/document.ts';
import { mark, readMarked } from '../support/marked-text.ts';
import { expectMarked, problemsOf } from '../support/rule-cases.ts';

describe('rules', () => {
  it('are listed, all of them, in the order of their ids', () => {
    const files = readdirSync('src/dockerfile/rules')
      .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
      .map((file) => file.replace(/\.ts$/, ''))
      .sort();
    assert.deepEqual(
      rules.map(({ id }) => id),
      files,
    );
  });

  it('have a test file each', () => {
    const tests = new Set(readdirSync('test/unit/rules'));
    assert.deepEqual(
      rules.filter(({ id }) => !tests.has(`${id}.test.ts`)).map(({ id }) => id),
      [],
    );
  });

  it('have names that nothing else is called', () => {
    // What BuildKit and dockerfile-utils say of several instructions alike, we say of each.
    const shared = new Set(['MultipleInstructionsDisallowed', 'MULTIPLE_INSTRUCTIONS', 'DL1000']);
    // What hadolint says in one breath, we say by default only where it matters; another rule, off by default, has the rest.
    for (const name of [
      ...['DL3000', 'WORKDIR_IS_NOT_ABSOLUTE', 'DL3002', 'DL3019', 'DL3025', 'JSONArgsRecommended', 'DL3032', 'DL3036'],
      ...['DL3040', 'DL3042', 'DL3064', 'SecretsUsedInArgOrEnv', 'DL4006'],
    ]) {
      shared.add(name);
    }
    // hadolint says in one breath what the builder takes for an image and what it refuses.
    shared.add('DL3022');
    // It says in one breath, too, what lists and what downloads apt-get leaves.
    shared.add('DL3009');
    const names = rules.flatMap(({ id, aliases }) => [id, ...aliases.filter((alias) => !shared.has(alias))]);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  for (const rule of rules) {
    describe(rule.id, () => {
      const { bad, good, exampleSurroundings: surroundings = {} } = rule;

      it('is described for a person', () => {
        assert.match(rule.id, /^[a-z]+(-[a-z]+)*$/);
        assert.ok(severities.includes(rule.severity));
        assert.match(rule.title, /^[A-Z][^\n]{8,70}[^.\n]$/);
        assert.match(rule.why, /^[A-Za-z][^\n]{60,500}\.$/);
        if (rule.offByDefault !== undefined) assert.match(rule.offByDefault, /^[^\n]{10,80}[^.\s]$/);
        assert.ok((rule.since ?? 1) <= newestRuleSet);
        assert.ok(bad.endsWith('\n') && good.endsWith('\n'));
      });

      it('finds what is marked in its bad example, and nothing else', () => {
        assert.ok(readMarked(bad).ranges.length > 0);
        expectMarked(rule, bad, surroundings);
      });

      it('finds nothing in its good example', () => expectMarked(rule, good, surroundings));

      it('is the only rule with something to say of its examples', () => {
        const others = [readMarked(bad).text, good].flatMap((text) =>
          lint(parseDockerfile(text), { surroundings }).filter((problem) => problem.rule !== rule.id),
        );
        assert.deepEqual(
          others.map((problem) => `${problem.rule}: ${problem.message}`),
          [],
        );
      });

      it('names the words in messages that a menu can show', () => {
        for (const { message, fix } of problemsOf(rule, readMarked(bad).text, surroundings)) {
          assert.match(message, /^\S[^\n]{10,200}[^.\s]$/);
          if (fix) assert.match(fix.title, /^[A-Z][^\n]{3,100}(?:[^.\s]| \.)$/);
        }
      });

      const fixes = problemsOf(rule, readMarked(bad).text, surroundings).filter(({ fix }) => fix);
      if (fixes.length === 0) return;

      it('turns the bad example into the good one, and then has nothing to do', () => {
        let { text } = readMarked(bad);
        for (let rounds = 0; rounds < 20; rounds++) {
          const fix = problemsOf(rule, text, surroundings).find((problem) => problem.fix)?.fix;
          if (!fix) break;
          text = applyFix(text, fix);
        }
        assert.equal(text, good);
        assert.equal(mark(text, []), good);
      });

      it('does the same in a file with CRLF', () => {
        let text = readMarked(bad).text.replaceAll('\n', '\r\n');
        for (let rounds = 0; rounds < 20; rounds++) {
          const fix = problemsOf(rule, text, surroundings).find((problem) => problem.fix)?.fix;
          if (!fix) break;
          text = applyFix(text, fix);
        }
        assert.equal(text, good.replaceAll('\n', '\r\n'));
      });
    });
  }
});
