import { curlFollowRedirects as rule } from '../../../src/dockerfile/rules/curl-follow-redirects.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('curl-follow-redirects', () => {
  it('takes downloads', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN ⟦curl⟧ -fsS https://e.org/a && curl -fL e.org && curl --location e.org && curl -d a e.org\n',
    ));
});
