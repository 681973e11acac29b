import { noUselessCommands as rule } from '../../../src/dockerfile/rules/no-useless-commands.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('no-useless-commands', () => {
  it('takes the program, not the word', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN apt-get install ssh && ⟦ps⟧ aux && sudo ⟦mount⟧ /x && echo top\nONBUILD RUN ⟦top⟧\n',
    ));
});
