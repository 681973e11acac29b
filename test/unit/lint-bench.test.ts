// The linter's benchmark, fuzzer and repair in small, so that they do not rot. Their bars are for `npm run bench:lint`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rules } from '../../src/dockerfile/rules/index.ts';
import { benchLint, figureLine } from '../bench/lint-bench.ts';
import { faultsOn, harmOfSafeFixes, mutated, noise, repairAndCheck, seeded } from '../bench/lint-fuzz.ts';
import { readMarked } from '../support/marked-text.ts';

const samples = ['shop', 'site'].map((name) => readFileSync(`test/workspace/${name}/Dockerfile`, 'utf8'));

describe('the benchmark of the linter', () => {
  it('measures each figure', () => {
    const said: string[] = [];
    const figures = benchLint({ texts: samples, rounds: 1, scale: 0.02, say: (line) => said.push(line) });
    for (const figure of figures) {
      assert.ok(Number.isFinite(figure.value), figure.name);
      assert.match(figureLine(figure), /^figure lint-[a-z0-9-]+ -?[\d.]+ \w+ bar <= [\d.]+$/);
    }
    assert.match(said[0] ?? '', /^2 files, 1 rounds, Node /);
    assert.equal(figures.length, 16);
  }).timeout(60_000);
});

describe('the linter', () => {
  it('stands what chance makes of Dockerfiles', () => {
    const random = seeded(7);
    for (let input = 0; input < 3000; input++) {
      const text = input % 10 === 0 ? noise(random) : mutated(samples[input % 2] ?? '', random);
      assert.deepEqual(faultsOn(text), [], JSON.stringify(text));
    }
  }).timeout(60_000);

  it('repairs the samples for good', () => {
    for (const sample of samples) assert.deepEqual(repairAndCheck(sample).faults, []);
  });

  it('loses nothing by a safe fix beside what that changes', () => {
    for (const text of [...samples, ...rules.map(({ bad }) => readMarked(bad).text)]) {
      assert.deepEqual(harmOfSafeFixes(text), [], text);
    }
  });
});
