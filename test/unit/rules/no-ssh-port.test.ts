import { noSshPort as rule } from '../../../src/dockerfile/rules/no-ssh-port.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('no-ssh-port', () => {
  it('takes port 22', () => {
    for (const ports of ['⟦22⟧', '80 ⟦22⟧', '⟦22/tcp⟧ 443', '⟦2222:22⟧', '⟦"22"⟧'])
      expectMarked(rule, `FROM a:1\nEXPOSE ${ports}\n`);
    expectMarked(rule, 'FROM a:1\nARG PORT=22\nEXPOSE ⟦$PORT⟧\n');
    expectMarked(rule, 'FROM a:1\nONBUILD EXPOSE ⟦22⟧\n');
  });
  it('keeps quiet on others', () => {
    for (const ports of ['80', '2222', '220', '22/udp', '$PORT', '20-21', '8022/tcp'])
      expectMarked(rule, `FROM a:1\nEXPOSE ${ports}\n`);
  });
});
