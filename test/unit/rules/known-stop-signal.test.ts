import { knownStopSignal as rule } from '../../../src/dockerfile/rules/known-stop-signal.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('known-stop-signal', () => {
  it('offers the one that is meant', () => {
    expectFix(rule, 'STOPSIGNAL ⟦SIGTRM⟧\n', 'STOPSIGNAL SIGTERM\n');
    expectFix(rule, 'STOPSIGNAL ⟦qiut⟧\n', 'STOPSIGNAL SIGQUIT\n');
    expectFix(rule, 'STOPSIGNAL ⟦$⟧\n', undefined);
  });
  it('takes zero', () => expectMarked(rule, 'STOPSIGNAL ⟦0⟧\nONBUILD STOPSIGNAL ⟦nonsense⟧\n'));
  it('keeps quiet on names in any case, numbers and variables', () => {
    for (const signal of [
      'SIGTERM',
      'term',
      'sigkill',
      '9',
      'SIGRTMIN+3',
      'RTMAX-14',
      '"SIGINT"',
      '$A',
      `\${A:-9}`,
      '99',
      'IOT',
    ]) {
      expectMarked(rule, `STOPSIGNAL ${signal}\n`);
    }
  });
});
