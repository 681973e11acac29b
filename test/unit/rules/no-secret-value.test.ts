import assert from 'node:assert/strict';
import { noSecretValue as rule } from '../../../src/dockerfile/rules/no-secret-value.ts';
import { expectMarked, problemsOf } from '../../support/rule-cases.ts';

/** Put together here, so that no scanner takes them for real ones. */
const tokens = [
  `ghp_${'aB3'.repeat(12)}`,
  `glpat-${'a1'.repeat(10)}`,
  `ASIA${'Z9'.repeat(8)}`,
  `npm_${'x7Y'.repeat(12)}`,
  `xoxb-${'1'.repeat(11)}-${'a'.repeat(20)}`,
  `sk_live_${'a1'.repeat(12)}`,
  `AIza${'a-_B1'.repeat(7)}`,
  `SG.${'a1'.repeat(11)}.${'b'.repeat(43)}`,
  `-----BEGIN OPENSSH PRIVATE${' '}KEY-----`,
];

describe('no-secret-value', () => {
  it('takes what looks like a token, wherever it stands', () => {
    for (const token of tokens) {
      expectMarked(rule, `FROM x:1\nENV A="⟦${token}⟧"\nRUN <<EOF\necho ${`⟦${token}⟧`}\nEOF\n# ⟦${token}⟧\n`);
    }
  });
  it('keeps quiet on what is too short, too long, or an example', () => {
    expectMarked(
      rule,
      `FROM x:1\nENV A=ghp_short B=AKIA${'A'.repeat(17)} C=xAKIA${'Q7'.repeat(8)} D=AKIAIOSFODNN7${'EXAMPLE'}\n`,
    );
  });
  it('does not repeat it', () => {
    const token = tokens[0] ?? '';
    const [problem] = problemsOf(rule, `FROM x:1\nARG A=${token}\n`);
    assert.ok(problem && !JSON.stringify(problem).includes(token));
  });
  it('takes passwords in addresses', () => {
    expectMarked(
      rule,
      'FROM a:1\nRUN git clone https://user:⟦pa55word⟧@example.com/a.git && git clone https://bob:⟦s3cr3t⟧@c.org/d && wget ftp://u:⟦pw12⟧@e.org/f\nENV DB=mongodb+srv://u:⟦bcd⟧@db/e\n',
    );
  });
  it('keeps quiet on what only stands for a password, and on this machine', () => {
    for (const address of [
      'https://$USER:$PASSWORD@c.org',
      `https://x-access-token:\${TOKEN}@c.org`,
      'https://user:password@c.org',
      'https://<user>:<token>@c.org',
      'http://a:bcd@localhost/',
      'https://c.org:8443/@d/e',
      'https://c.org/a:bcd@e',
      'git@github.com:a/b',
      'postgres://app:app@db/e',
    ]) {
      expectMarked(rule, `FROM a:1\nRUN b ${address}\n`);
    }
  });
});
