import { configureBuildType as rule } from '../../../src/dockerfile/rules/configure-build-type.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('configure-build-type', () => {
  it('takes a script that guesses', () =>
    expectMarked(
      rule,
      'FROM a:1\nRUN ⟦./configure⟧ && ./configure --build=x && ./configure --host=y && ./configure --help && ./configure "$ARGS"\n',
    ));
});
