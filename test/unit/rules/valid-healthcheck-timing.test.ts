import assert from 'node:assert/strict';
import { validHealthcheckTiming as rule } from '../../../src/dockerfile/rules/valid-healthcheck-timing.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('valid-healthcheck-timing', () => {
  const check = (flags: string) => `FROM a\nHEALTHCHECK ${flags} CMD b\n`;
  for (const time of [
    '10',
    '-10',
    '5s5',
    'a',
    'a1s',
    '--5s',
    '5..5s',
    '5.5.5s',
    '1x',
    '1S',
    '100us',
    '100ns',
    '-1s',
    '-0s10s',
    '.1ms',
    '$A',
  ]) {
    it(`takes the time ${time}`, () => expectMarked(rule, check(`--timeout=⟦${time}⟧`)));
  }
  for (const retries of ['a', '1.0', '-1', '$A', '99999999999']) {
    it(`takes ${retries} retries`, () => expectMarked(rule, check(`--retries=⟦${retries}⟧`)));
  }
  it('offers seconds', () => {
    const { fix } = expectFix(rule, check('--interval=⟦30⟧'), check('--interval=30s'));
    assert.equal(fix?.safe, false);
  });
  it('keeps quiet on times with units, on zero, and without a value', () => {
    for (const time of [
      '1s',
      '0s',
      '0',
      '-0s',
      '1.5h',
      '.5s',
      '1m30s',
      '1h2m3s4ms',
      '+1s',
      '"5s"',
      '1000us',
      '1ms',
      '1µs999us',
      '',
    ]) {
      expectMarked(rule, check(`--interval=${time} --start-period=${time} --start-interval=${time} --retries=3`));
    }
    expectMarked(rule, check('--retries=0 --timeout'));
    expectMarked(rule, 'HEALTHCHECK --interval=a NONE\n');
  });
});
