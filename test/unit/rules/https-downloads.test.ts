import assert from 'node:assert/strict';
import { httpsDownloads as rule } from '../../../src/dockerfile/rules/https-downloads.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('https-downloads', () => {
  it('takes addresses of other machines', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN curl -fLO ⟦http://⟧e.org/a && wget -q "⟦http://⟧e.org/$B" && curl https://e.org http://localhost/c http://db:80 http://10.0.0.1/ && echo http://e.org\n',
    ));
  it('is only offered', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN wget -q "⟦http://⟧e.org/$B"\n',
      'FROM debian:12\nRUN wget -q "https://e.org/$B"\n',
    );
    assert.equal(fix?.safe, false);
  });
});
