import { validPort as rule } from '../../../src/dockerfile/rules/valid-port.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('valid-port', () => {
  const faults = [
    'a',
    '-8000',
    '8000-',
    '-',
    '80--90',
    '8080::8089',
    '65536',
    '80-70',
    '80.5',
    '/tcp',
    '1.2.3.4.5:80:80',
    '80:',
    '\\a',
    '"a"',
    '80:b',
  ];
  for (const fault of faults) it(`takes ${fault}`, () => expectMarked(rule, `FROM a\nEXPOSE 1 ⟦${fault}⟧\n`));
  it('resolves variables', () => {
    expectMarked(
      rule,
      `ARG P=a\nFROM x:1\nARG P\nEXPOSE ⟦$P⟧\nENV P=80\nEXPOSE $P \${Q} \${R:-90} ⟦\${R:-b}⟧\nARG L="80 90"\nEXPOSE $L\n`,
    );
    expectMarked(rule, 'FROM x:1 AS a\nENV P=b\nFROM a\nEXPOSE ⟦$P⟧\nFROM x:1\nEXPOSE $P\n');
    expectMarked(rule, 'FROM x:1\nARG P=80\nEXPOSE ⟦$P⟧\n', { buildArguments: new Map([['P', 'a']]) });
  });
  it('parts a list', () => {
    expectFix(rule, 'EXPOSE ⟦80,443/tcp⟧\n', 'EXPOSE 80 443/tcp\n');
    expectFix(rule, 'EXPOSE ⟦a,b⟧\n', undefined);
  });
  it('keeps quiet on ports', () => {
    expectMarked(
      rule,
      'EXPOSE 0 80 80/tcp 8000-8010/udp 1.2.3.4:80:80 [::1]:80:80 80:80 "90" 65535 {{port}}\nEXPOSE\nRUN a\n',
    );
  });
});
