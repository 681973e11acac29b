import { knownFlag as rule } from '../../../src/dockerfile/rules/known-flag.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('known-flag', () => {
  it('takes flags of other instructions and in capitals, also in triggers', () => {
    expectMarked(
      rule,
      'FROM ⟦--x⟧=a b\nADD ⟦--from⟧=a b c\nCOPY ⟦--CHOWN⟧=a --chown=b c d\nONBUILD COPY ⟦--x⟧ a b\nCMD ⟦--a⟧ b\nRUN ⟦--mout⟧=a b\n',
    );
  });
  it('names all of an instruction at the first, where the builder stops', () => {
    expectMarked(rule, 'FROM a\nCOPY ⟦--x⟧ --from=b --y=c d e\n');
  });
  it('offers the one that is meant', () => {
    expectFix(rule, 'HEALTHCHECK ⟦--intervall⟧=1s CMD a\n', 'HEALTHCHECK --interval=1s CMD a\n');
    expectFix(rule, 'COPY \\\n  ⟦--Link⟧ a b\n', 'COPY \\\n  --link a b\n');
    expectFix(rule, 'COPY ⟦--zzzzzz⟧ a b\n', undefined);
  });
  it('keeps quiet on known ones, two dashes alone, and where the builder looks at none', () => {
    expectMarked(
      rule,
      'FROM --platform=a b\nRUN --mount=a --network=none --security=b --device=c d --e\nCOPY --parents --exclude=a --link -- --b c\nADD --checksum=a --keep-git-dir --unpack b c\nARG --a\nHEALTHCHECK --a NONE\nHEALTHCHECK --start-interval=1s CMD --a\n',
    );
  });
});
