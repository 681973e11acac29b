import assert from 'node:assert/strict';
import { removeArchive as rule } from '../../../src/dockerfile/rules/remove-archive.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('remove-archive', () => {
  it('takes what this RUN has downloaded', () =>
    expectMarked(
      rule,
      'FROM alpine:3.22\nRUN curl -fLo /tmp/a.tgz https://e.org/a && tar xzf ⟦/tmp/a.tgz⟧ -C /opt\nRUN wget -q https://e.org/$V.zip && unzip -q ⟦$V.zip⟧\n',
    ));
  it('keeps quiet where it is removed, used again, piped or not shipped', () =>
    expectMarked(
      rule,
      'FROM alpine:3.22 AS a\nRUN wget -q https://e.org/a.tgz && tar xf a.tgz\nFROM alpine:3.22\nCOPY b.tgz .\nRUN tar xf b.tgz && curl -fL https://e.org/c.tgz | tar xz -f - && wget -q https://e.org/d.tgz && tar xf d.tgz && rm d.tgz\nRUN cd /tmp && wget -q https://e.org/e.tgz && tar -x -f e.tgz && rm -rf /tmp/*\nRUN wget -q https://e.org/f.tgz && tar xf f.tgz && mv f.tgz /x\nRUN wget -q https://e.org/g.tgz && tar tf g.tgz\n',
    ));
  it('removes it where it was unpacked', () => {
    const { fix } = expectFix(
      rule,
      'FROM alpine:3.22\nRUN wget -q https://e.org/a.tgz \\\n    && tar -xf ⟦"a.tgz"⟧ \\\n    && cd a\n',
      'FROM alpine:3.22\nRUN wget -q https://e.org/a.tgz \\\n    && tar -xf "a.tgz" \\\n    && rm "a.tgz" \\\n    && cd a\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('has no fix in a condition', () => {
    expectFix(rule, 'FROM alpine:3.22\nRUN if wget -q https://e.org/a.tgz; then tar xf ⟦a.tgz⟧; fi\n', undefined);
  });
});
