import { volumeNotEmpty as rule } from '../../../src/dockerfile/rules/volume-not-empty.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('volume-not-empty', () => {
  it('takes empty entries of both forms, and variables that are empty', () => {
    expectMarked(rule, 'FROM a\nVOLUME ["/a", ⟦""⟧, ⟦" "⟧]\nVOLUME /a ⟦""⟧\n');
    expectMarked(rule, 'FROM a\nARG DATA=\nVOLUME ⟦$DATA⟧\n');
  });
  it('keeps quiet on folders, and on variables that something else may set', () => {
    expectMarked(rule, 'FROM a\nVOLUME ["/a"]\nVOLUME "/a" /b\nVOLUME $DATA\nARG X\nVOLUME $X\nRUN [""]\n');
  });
});
