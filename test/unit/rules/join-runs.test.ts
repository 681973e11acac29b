import assert from 'node:assert/strict';
import { joinRuns as rule } from '../../../src/dockerfile/rules/join-runs.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('join-runs', () => {
  it('takes plain commands that follow each other', () =>
    expectMarked(rule, 'FROM debian:12\nRUN a\n⟦RUN⟧ b\n# why\n⟦RUN⟧ c\nENV x=1\nRUN d\n'));
  it('keeps quiet where commands are joined already, or flags differ', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN a && b\nRUN c\nWORKDIR /\nRUN --mount=type=secret,id=a a\nRUN --mount=type=secret,id=b b\nFROM debian:12\nRUN a\nONBUILD RUN a\n',
    ));
  it('counts the commands of other shells, where a block, an expression or a quoted text is one', () => {
    const from = 'FROM mcr.microsoft.com/windows/servercore:1\n';
    expectMarked(rule, `${from}RUN a\n⟦RUN⟧ setx PATH "%PATH%;b"\n⟦RUN⟧ c\n`);
    expectMarked(rule, `${from}RUN a\nRUN b; c\nRUN d\nRUN e & f\n`);
    expectMarked(rule, `${from}RUN (a).b(1); c\n⟦RUN⟧ if ($d) { e; f }\n⟦RUN⟧ [A]::B = 1; c\nRUN a $(b); c\n`);
  });
  it('keeps comments', () => {
    const { fix } = expectFix(
      rule,
      'FROM debian:12\nRUN a \\\n  b\n\n# why\n⟦RUN⟧   c\n',
      'FROM debian:12\nRUN a \\\n  b \\\n# why\n    && c\n',
    );
    assert.equal(fix?.safe, true);
  });
  it('has no fix where it would mean something else', () => {
    expectFix(rule, 'FROM debian:12\nRUN cd /a\n⟦RUN⟧ b\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN a\n# hadolint ignore=DL3003\n⟦RUN⟧ b\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN a # why\n⟦RUN⟧ b\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN ["a"]\n⟦RUN⟧ b\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN a &\n⟦RUN⟧ b\n', undefined);
    expectFix(rule, 'FROM debian:12\nRUN x=1\n⟦RUN⟧ b\n', undefined);
  });
});
