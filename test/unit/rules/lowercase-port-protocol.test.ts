import { lowercasePortProtocol as rule } from '../../../src/dockerfile/rules/lowercase-port-protocol.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('lowercase-port-protocol', () => {
  it('takes each one', () => expectMarked(rule, 'EXPOSE 80/⟦TcP⟧ 90/⟦UDP⟧ 91/sctp 92/X 93\n'));
  it('changes it alone', () => void expectFix(rule, 'EXPOSE 1-2/⟦Udp⟧\n', 'EXPOSE 1-2/udp\n'));
  it('has no fix for a variable', () => void expectFix(rule, 'ARG A=80/TCP\nEXPOSE ⟦$A⟧\n', undefined));
});
