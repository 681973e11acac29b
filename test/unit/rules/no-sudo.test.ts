import assert from 'node:assert/strict';
import { noSudo as rule } from '../../../src/dockerfile/rules/no-sudo.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('no-sudo', () => {
  it('takes each sudo that runs something, also of ONBUILD and behind other wrappers', () => {
    expectMarked(
      rule,
      'FROM x:1\nRUN ⟦sudo⟧ a && env A=b ⟦/usr/bin/sudo⟧ -u root b | ⟦sudo⟧ tee c\nONBUILD RUN ⟦sudo⟧ a\nRUN ["⟦sudo⟧", "a"]\n'.replace(
        '"⟦sudo⟧"',
        '⟦"sudo"⟧',
      ),
    );
  });
  it('keeps quiet on the word alone', () => {
    expectMarked(
      rule,
      'FROM x:1\nRUN apt-get install -y sudo && echo sudo && command -v sudo && pseudo a\nCMD sudo a\n',
    );
  });
  it('is removed without asking where root is sure', () => {
    for (const from of ['debian:12', 'scratch\nUSER root', 'x/y:1\nUSER 0:0', 'node:22 AS a\nFROM a']) {
      const { fix } = expectFix(rule, `FROM ${from}\nRUN ⟦sudo⟧ \\\n  A=b c\n`, `FROM ${from}\nRUN A=b c\n`);
      assert.equal(fix?.safe, true, from);
    }
  });
  it('is only offered where another user may be at work', () => {
    for (const from of ['gitpod/workspace:1', 'debian:12\nUSER app', '$X']) {
      const { fix } = expectFix(rule, `FROM ${from}\nRUN ⟦sudo⟧ a\n`, `FROM ${from}\nRUN a\n`);
      assert.equal(fix?.safe, false, from);
    }
  });
  it('looks at a file without FROM, too', () => expectMarked(rule, 'RUN ⟦sudo⟧ a\n'));
  it('has no fix with options', () => void expectFix(rule, 'FROM x:1\nRUN ⟦sudo⟧ -u a b\n', undefined));
  it('has no fix in a script whose quote is left open', () => {
    expectFix(rule, 'FROM debian:12\nRUN sh -c ⟦" a && sudo b⟧\n', undefined);
  });
  it('only hints where a command becomes another user', () => {
    const severityOf = (command: string) => problemsOf(rule, `FROM x:1\nRUN ${command}\n`)[0]?.severity;
    for (const command of ['sudo -u app a', 'sudo -E -u app -H a', 'sudo --user=app a', 'sudo -Eu app a']) {
      assert.equal(severityOf(command), 'info', command);
    }
    for (const command of ['sudo a', 'sudo -E a', 'sudo a -u b']) assert.equal(severityOf(command), 'warning', command);
  });
});
