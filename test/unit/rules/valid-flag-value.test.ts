import { validFlagValue as rule } from '../../../src/dockerfile/rules/valid-flag-value.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

const digest = '24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d';

describe('valid-flag-value', () => {
  it('takes networks and securities that there are not', () => {
    expectMarked(
      rule,
      'FROM a\nRUN --network=⟦NONE⟧ b\nRUN --security=⟦bad⟧ b\nRUN ⟦--network=⟧ b\nRUN --network=⟦$A⟧ b\nONBUILD RUN --network=⟦x⟧ b\n',
    );
    expectFix(rule, 'FROM a\nRUN --network=⟦hots⟧ b\n', 'FROM a\nRUN --network=host b\n');
  });
  it('takes modes that are none', () => {
    for (const mode of ['888', '10000', 'rwx', 'u', 'u+x,', '0o755', '-1', 'u+z']) {
      expectMarked(rule, `FROM a\nCOPY --chmod=⟦${mode}⟧ b c\n`);
    }
    expectMarked(rule, 'FROM a\nARG M=rwx\nADD --chmod=⟦$M⟧ b c\n');
  });
  it('takes checksums of nothing that is fetched, and those that are none', () => {
    expectMarked(rule, `FROM a\nADD ⟦--checksum=sha256:${digest}⟧ local.txt /a\n`);
    expectMarked(rule, `FROM a\nADD --checksum=sha256:${digest} https://a/b ⟦https://a/c⟧ /a/\n`);
    for (const bad of [
      'abc',
      'sha256:abc',
      `md5:${digest}`,
      `sha256:${digest.toUpperCase()}`,
      `SHA256:${digest}`,
      'sha256:',
    ]) {
      expectMarked(rule, `FROM a\nADD --checksum=⟦${bad}⟧ https://a/b /a\n`);
    }
  });
  it('takes devices that say too much', () => {
    expectMarked(
      rule,
      'FROM a\nRUN --device=a.b/c=d,⟦e⟧ x\nRUN --device=a.b/c,⟦required=maybe⟧ x\nRUN --device=a,⟦x=y⟧ z\n',
    );
  });
  it('keeps quiet on all that the builder takes', () => {
    expectMarked(
      rule,
      `FROM a
RUN --network=none --security=insecure --device=name=a.b/c,required b
COPY --chmod=0755 --chown=a:b b c
COPY --chmod=u=rwX,go=rX b c
COPY --chmod=$MODE b c
COPY --chmod= b c
ADD --chmod=+x --checksum=sha512:${digest}${digest} https://a/b c
ADD --checksum=0123abc https://a/b.git c
ADD --checksum=$SUM https://a/b c
ADD --checksum=sha256:${digest} $URL c
ADD --checksum= a b
`,
    );
  });
});
