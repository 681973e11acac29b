import { supportedVariableModifier as rule } from '../../../src/dockerfile/rules/supported-variable-modifier.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('supported-variable-modifier', () => {
  const faults = [
    `ENV a=\${b⟦:x⟧}`,
    `ENV a=\${b⟦:⟧}`,
    `ENV a="\${b⟦:0:1⟧}"`,
    `ENV a=\${b⟦^^⟧}`,
    `ENV a=\${b⟦:#c⟧}`,
    `ENV a=⟦\${}⟧`,
    `ENV a=⟦\${:⟧-b}`,
    `ENV a=⟦\${b⟧`,
    `ENV a=\${b:-\${c⟦:d⟧}}`,
    `COPY --chown=\${a⟦:b⟧} c d`,
    `COPY ["\${a⟦:b⟧}", "c"]`,
    `WORKDIR \${Env⟦:TEMP⟧}`,
    `FROM a:\${b⟦:c⟧}`,
    `STOPSIGNAL ⟦\${a⟧`,
    `ONBUILD USER \${a⟦,⟧}`,
  ];
  for (const fault of faults) it(`takes ${fault}`, () => expectMarked(rule, `${fault}\n`));
  it('keeps quiet on what the builder knows, and where a shell reads', () => {
    expectMarked(
      rule,
      `ENV a=\${b} c=\${d:-e} f=\${g:+\${h}} i=\${j?k} l=\${m:?n} o=\${p#q} r=\${s%%.*} t=\${u/v/w} x=\${y//z/} $1 \${1} \${@}\nENV a=\\\${b:c} d='\${e:f}'\nRUN \${a:1}\nCMD \${a:1}\nENTRYPOINT \${a^^}\nSHELL ["\${a:b}"]\nHEALTHCHECK CMD \${a:b}\nENV a=\${b:-"}"}\n`,
    );
  });
});
