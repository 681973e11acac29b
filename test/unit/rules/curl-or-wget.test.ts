import { curlOrWget as rule } from '../../../src/dockerfile/rules/curl-or-wget.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('curl-or-wget', () => {
  it('takes the second one, and each RUN after it', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN curl a\nRUN curl b && ⟦wget⟧ c\nRUN ⟦wget⟧ d && curl e\nRUN ⟦curl⟧ f\nFROM debian:12\nRUN wget a\n',
    ));
  it('keeps quiet on installing both', () =>
    expectMarked(rule, 'FROM debian:12\nRUN apt-get install -y curl wget && curl a\n'));
});
