import { pinZypperPackages as rule } from '../../../src/dockerfile/rules/pin-zypper-packages.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-zypper-packages', () => {
  it('takes each package', () =>
    expectMarked(rule, "FROM a:1\nRUN zypper -n in ⟦a⟧ b=1 c\\>=2 'd<3' e-1.rpm && zypper rm f\n"));
  it('keeps quiet on patterns', () =>
    expectMarked(rule, 'FROM a:1\nRUN zypper in -t pattern a && zypper --plus-repo x in a=1\n'));
});
