import { zypperAssumeYes as rule } from '../../../src/dockerfile/rules/zypper-assume-yes.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('zypper-assume-yes', () => {
  it('takes what asks', () =>
    expectMarked(
      rule,
      'FROM a:1\nRUN ⟦zypper in⟧ a && ⟦zypper rm⟧ b && ⟦zypper patch⟧ && ⟦zypper source-install⟧ c\n',
    ));
  it('keeps quiet where it is answered', () =>
    expectMarked(
      rule,
      'FROM a:1\nRUN zypper -n in a && zypper --non-interactive in a && zypper in -y a && zypper in --no-confirm a && zypper refresh\n',
    ));
});
