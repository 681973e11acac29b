import { declareHealthcheck as rule } from '../../../src/dockerfile/rules/declare-healthcheck.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('declare-healthcheck', () => {
  it('takes the final image only', () => {
    expectMarked(rule, 'FROM a:1\nHEALTHCHECK CMD a\nFROM ⟦b:1⟧\n');
    expectMarked(rule, 'FROM a:1\nFROM b:1\nHEALTHCHECK NONE\n');
    expectMarked(rule, '⟦FROM⟧\n');
  });
  it('knows the stages that it starts from', () => {
    expectMarked(rule, 'ARG S=a\nFROM x:1 AS a\nHEALTHCHECK CMD a\nFROM $S AS b\nFROM B\n');
    expectMarked(rule, '# nothing\n');
  });
});
