import { pipefailWithEveryPipe as rule } from '../../../src/dockerfile/rules/pipefail-with-every-pipe.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pipefail-with-every-pipe', () => {
  it('takes the pipes that pipefail-with-pipes leaves', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN yes ⟦|⟧ a\nRUN echo a ⟦|⟧ b | c || d\nRUN curl a | b\nRUN echo a | b && curl c | d\n',
    ));
  it('keeps quiet where pipefail is set', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN set -o pipefail; yes | a\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN yes | a\n',
    ));
});
