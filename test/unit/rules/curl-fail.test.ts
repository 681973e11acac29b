import assert from 'node:assert/strict';
import { curlFail as rule } from '../../../src/dockerfile/rules/curl-fail.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('curl-fail', () => {
  it('takes downloads', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN ⟦curl⟧ -sSLO https://e.org/a && ⟦curl⟧ -o f -H "a: b" https://$X.e.org/b | sh\n',
    ));
  it('keeps quiet on other requests and machines', () =>
    expectMarked(
      rule,
      "FROM debian:12\nRUN curl -fsSL https://e.org && curl --fail e.org && curl -I e.org && curl -w '%{http_code}' e.org && curl -X POST e.org && curl localhost:80 http://127.0.0.1/ http://db/x && curl --version\n",
    ));
  it('takes health checks, where any server counts', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nHEALTHCHECK --interval=5s CMD ⟦curl⟧ http://localhost/ || exit 1\n',
      'FROM debian:12\nHEALTHCHECK --interval=5s CMD curl -f http://localhost/ || exit 1\n',
    );
    assert.equal(fix?.safe, false);
    expectMarked(rule, 'FROM a:1\nHEALTHCHECK CMD [⟦"curl"⟧, "-s", "http://localhost/"]\n');
    expectMarked(rule, 'FROM a:1\nHEALTHCHECK CMD curl -sf http://localhost/\nHEALTHCHECK NONE\n');
    expectMarked(rule, 'FROM a:1\nHEALTHCHECK CMD curl -s http://a/ | grep ok\nCMD curl http://b/\n');
  });
  it('is only offered where a failure may be looked for', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN ⟦curl⟧ -sO https://e.org/a || true\n',
      'FROM debian:12\nRUN curl -f -sO https://e.org/a || true\n',
    );
    assert.equal(fix?.safe, false);
  });
  it('resolves options that a variable holds', () =>
    expectMarked(
      rule,
      'FROM debian:12\nENV A="-fsSL" B="-sSL"\nARG CURL_FLAGS\nRUN curl $A https://x.com/a\nRUN ⟦curl⟧ $B https://x.com/a\nRUN curl $CURL_FLAGS https://x.com/a\n',
    ));
});
