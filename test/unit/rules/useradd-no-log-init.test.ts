import { useraddNoLogInit as rule } from '../../../src/dockerfile/rules/useradd-no-log-init.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('useradd-no-log-init', () => {
  it('takes large numbers only', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN useradd -u 12345 a && ⟦useradd⟧ -m -u 123456 b && ⟦useradd⟧ --uid=1234567 c && useradd -l -u 123456 d && useradd --no-log-init -u 123456 e && useradd -lmu 123456 f\n',
    ));
});
