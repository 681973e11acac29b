import { baseImageNotEmpty as rule } from '../../../src/dockerfile/rules/base-image-not-empty.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('base-image-not-empty', () => {
  it('takes names made of nothing but undeclared variables', () => {
    expectMarked(rule, `FROM ⟦$A⟧ AS a\nARG B=1\nFROM ⟦\${B}$C⟧\n`);
  });
  it('keeps quiet where something is left, or the build may set it', () => {
    expectMarked(rule, `ARG A\nFROM $A\nFROM x$B\nFROM \${C:-x}\nFROM\nFROM $TARGETARCH\n`);
  });
});
