import { knownPortProtocol as rule } from '../../../src/dockerfile/rules/known-port-protocol.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('known-port-protocol', () => {
  it('takes others', () => expectMarked(rule, 'EXPOSE 80/⟦x⟧ 80/tcp 80/UDP 80/sctp 80 80/ $A/⟦⟧\n'.replace('⟦⟧', '')));
  it('offers what is meant', () => {
    expectFix(rule, 'EXPOSE 80/⟦http⟧\n', 'EXPOSE 80/tcp\n');
    expectFix(rule, 'EXPOSE 80/⟦upd⟧\n', 'EXPOSE 80/udp\n');
    expectFix(rule, 'ARG A=b\nEXPOSE ⟦80/$A⟧\n', undefined);
  });
});
