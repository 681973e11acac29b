import { exposeContainerPortOnly as rule } from '../../../src/dockerfile/rules/expose-container-port-only.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('expose-container-port-only', () => {
  it('keeps the port of the container', () => {
    expectFix(rule, 'EXPOSE ⟦8080:⟧80/TCP\n', 'EXPOSE 80/TCP\n');
    expectFix(rule, 'EXPOSE ⟦[::1]:8080-8081:⟧80-81\n', 'EXPOSE 80-81\n');
    expectFix(rule, 'ENV A=80:90\nEXPOSE ⟦$A⟧\n', undefined);
  });
  it('keeps quiet on ports alone', () => expectMarked(rule, 'EXPOSE 80 90/udp 1-2 $A 80:\n'));
});
