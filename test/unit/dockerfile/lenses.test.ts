import assert from 'node:assert/strict';
import { lenses } from '../../../src/dockerfile/language/lenses.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

const shown = (text: string) =>
  lenses(parseDockerfile(text)).map(
    ({ range, action }) => `${range.start.line}:${action.verb}${action.stage ? ` ${action.stage}` : ''}`,
  );

describe('lenses', () => {
  it('are at the first FROM', () => {
    assert.deepEqual(shown('# a\nARG A\nFROM x AS only\nRUN a\n'), ['2:build', '2:buildAndRun', '2:run', '2:push']);
  });
  it('are at each named stage where there are several', () => {
    assert.deepEqual(shown('FROM x AS a\nFROM y\nFROM z AS C\nFROM w AS $V\nFROM a AS d\n'), [
      '0:build',
      '0:buildAndRun',
      '0:run',
      '0:push',
      '0:build a',
      '2:build C',
      '4:build d',
    ]);
  });
  it('are not there without a stage', () => assert.deepEqual(shown('# FROM x\nRUN a\n'), []));
});
