import assert from 'node:assert/strict';
import { markPlace } from '../../../src/builds/mark-place.ts';

const long = `  RUN ${'x'.repeat(200)}`;
const placed = (lines: readonly string[], isWrapped = false, tabSize = 4) => {
  const { line, start, end, isInside } = markPlace(lines, tabSize, isWrapped);
  return isInside ? `${line}: inside ${lines[line]?.slice(start, end)}` : `${line}: ${start === lines[line]?.length}`;
};

describe('the place of a mark', () => {
  it('is the end of the first line, if that is seen', () => {
    assert.equal(placed(['RUN true']), '0: true');
    assert.equal(placed(['RUN true \\', '  && false']), '0: true');
    assert.equal(placed([`RUN ${'x'.repeat(96)}`]), '0: true');
  });

  it('is else the end of the next one that is', () => {
    assert.equal(placed([long, long, 'short', 'short']), '2: true');
  });

  it('is else behind the keyword, which is seen in any case', () => {
    assert.equal(placed([long]), '0: inside RUN');
    assert.equal(placed([long, long]), '0: inside RUN');
    assert.equal(placed([`RUN ${'x'.repeat(97)}`]), '0: inside RUN');
  });

  it('is the end of a long line that the editor wraps', () => {
    assert.equal(placed([long], true), '0: true');
  });

  it('counts a tab as the columns that it takes', () => {
    assert.equal(placed([`RUN\t${'x'.repeat(92)}`], false, 8), '0: true');
    assert.equal(placed([`RUN\t${'x'.repeat(93)}`], false, 8), '0: inside RUN');
  });
});
