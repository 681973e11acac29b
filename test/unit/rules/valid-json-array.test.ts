import { validJsonArray as rule } from '../../../src/dockerfile/rules/valid-json-array.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('valid-json-array', () => {
  it('takes commas too many or too few', () => {
    expectFix(rule, 'RUN ["a", "b"⟦,⟧]\n', 'RUN ["a", "b"]\n');
    expectFix(rule, 'CMD ["a" ⟦"⟧b"]\n', 'CMD ["a", "b"]\n');
    expectFix(rule, 'VOLUME ["/a",⟦,⟧"/b"]\n', 'VOLUME ["/a","/b"]\n');
    expectFix(rule, 'CMD [⟦,⟧"a"]\n', 'CMD ["a"]\n');
    expectMarked(rule, 'CMD ["a"⟦;⟧ "b"]\n');
  });
  it('takes quotes that are none, and words without', () => {
    expectFix(rule, 'ENTRYPOINT [⟦“⟧a”, “b”]\n', 'ENTRYPOINT ["a", "b"]\n');
    expectFix(rule, 'CMD ["a", ⟦b⟧]\n', 'CMD ["a", "b"]\n');
    expectMarked(rule, 'CMD [⟦nginx⟧, -g]\n');
    expectMarked(rule, `CMD ["a", ⟦'b"⟧]\n`);
  });
  it('takes brackets that are missing, and words behind them', () => {
    expectMarked(rule, 'CMD ⟦[⟧"a", "b"\n');
    expectMarked(rule, 'CMD ["a", "b"] ⟦c⟧\n');
  });
  it('takes escapes and signs that JSON does not know', () => {
    expectFix(rule, 'CMD ["c:⟦\\w⟧in"]\n', 'CMD ["c:\\\\win"]\n');
    expectFix(rule, 'CMD ["a⟦\t⟧b"]\n', 'CMD ["a\\tb"]\n');
  });
  it('looks into HEALTHCHECK and ONBUILD, and over several lines', () => {
    expectMarked(rule, 'HEALTHCHECK CMD ["a"⟦,⟧]\nONBUILD RUN ["a"⟦,⟧]\n');
    expectFix(rule, 'CMD ["a", \\\n  "b"⟦,⟧ \\\n]\n', 'CMD ["a",   "b" ]\n');
  });
  it('keeps quiet on tests and patterns, other faults of arrays, and what the builder refuses', () => {
    expectMarked(
      rule,
      `RUN [ -f x ] && y
RUN [ "$A" = "b" ] || c
RUN [[ "$A" == b ]]
CMD ["a"]
CMD ['a', 'b']
RUN ["a", 1]
SHELL ["a",]
COPY [ab]*.txt c
COPY ["a b", "c",]
CMD []
`,
    );
  });
});
