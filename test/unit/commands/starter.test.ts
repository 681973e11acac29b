import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { starterDockerfile } from '../../../src/commands/building/starter.ts';
import { lint } from '../../../src/dockerfile/linting/lint.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

describe('Dockerfiles that people begin with', () => {
  for (const [what, text] of [
    ['the starter', starterDockerfile],
    ['the sample that is ready', readFileSync('test/workspace/site/Dockerfile', 'utf8')],
  ] as const) {
    it(`${what} has nothing to complain about`, () => {
      assert.deepEqual(
        lint(parseDockerfile(text)).map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
  }
});
