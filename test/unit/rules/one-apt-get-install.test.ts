import { oneAptGetInstall as rule } from '../../../src/dockerfile/rules/one-apt-get-install.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('one-apt-get-install', () => {
  it('takes the second RUN of a stage', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN apt install a && apt-get install b\nRUN ⟦apt-get install⟧ c && apt-get install d\nFROM debian:12\nRUN apt-get install a\n',
    ));
});
