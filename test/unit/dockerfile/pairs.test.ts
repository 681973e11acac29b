// The pairs of ENV and LABEL: what is read without dockerfile-ast is what dockerfile-ast would have read.
import assert from 'node:assert/strict';
import { plainPairs, quotedPairs } from '../../../src/dockerfile/meaning/pairs.ts';
import { parseDockerfile } from '../../../src/dockerfile/text/document.ts';

function read(instruction: string, directive = '') {
  const document = parseDockerfile(`${directive}FROM alpine:3.20\n${instruction}\n`);
  const [, pairs] = document.instructions;
  assert.ok(pairs);
  return { plain: plainPairs(document, pairs), quoted: quotedPairs(document, pairs) };
}

describe('pairs of ENV and LABEL', () => {
  for (const instruction of [
    'ENV A=b',
    'ENV A=b C=d  E=f',
    '  env A=b',
    'ENV A="b c" D=\'e "f" g\'',
    'ENV A="" B=\'\'',
    'ENV A=b=c D==e',
    'ENV A=$B C="${D:-e f}" E=\'$F\'',
    'LABEL org.example.a="b" \\\n      org.example.c=d',
    'ENV A=b \\\n  # between\n  C="d e"',
    'ENV A b',
    'ENV A   b c  d',
    'ENV A\tb=c',
    'ENV PATH /opt/bin:$PATH',
    'LABEL a-b b',
  ]) {
    it(`reads without help: ${instruction.replaceAll('\n', '⏎')}`, () => {
      const { plain, quoted } = read(instruction);
      assert.ok(plain);
      assert.deepEqual(plain, quoted);
    });
  }

  for (const instruction of [
    'ENV A=b\\ c',
    'ENV A="b \\" c"',
    'ENV A="b"c',
    'ENV "A"=b',
    'ENV A=b\\\nc D=e',
    'ENV A b \\\n c',
    'ENV A "b c"',
    'ENV A= B=c',
    'ENV A="b',
  ]) {
    it(`leaves to dockerfile-ast: ${instruction.replaceAll('\n', '⏎')}`, () => {
      assert.equal(read(instruction).plain, undefined);
    });
  }

  it('leaves a backslash to dockerfile-ast where another escape character counts, too', () => {
    assert.equal(read('ENV A=C:\\b', '# escape=`\n').plain, undefined);
    assert.equal(read('ENV A=`b', '# escape=`\n').plain, undefined);
  });
});
