import { unpackWithAdd as rule } from '../../../src/dockerfile/rules/unpack-with-add.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('unpack-with-add', () => {
  it('takes archives that a later RUN unpacks, by their names in the image', () => {
    expectMarked(rule, 'COPY ⟦a/b.tar⟧ /c.tar\nRUN tar -xf /c.tar\n');
    expectMarked(rule, 'FROM x:1\nCOPY ⟦a.tgz⟧ b ⟦c.gz⟧ /d/\nRUN cd /d && tar xzf a.tgz && gunzip c.gz\n');
    expectMarked(
      rule,
      'COPY ⟦b\\f\\bar.tar.gz⟧ "C:\\Program Files\\Foo"\nRUN tar -xf "C:\\Program Files\\Foo\\bar.tar.gz"\n',
    );
  });
  it('keeps quiet on packing, other stages, other names, and the other order', () => {
    expectMarked(
      rule,
      'FROM x:1\nCOPY a.tar /\nRUN tar -cf /a.tar x && cat a.tar\nCOPY --from=y b.tar /\nRUN tar -xf b.tar && tar -xf c.tar\nCOPY c.tar /\nFROM x:1\nRUN tar -xf a.tar\n',
    );
  });
  it('offers ADD where the RUN does nothing else', () => {
    expectFix(
      rule,
      'FROM x:1\nCOPY ⟦a.tar⟧ /b.tar\nRUN tar xf /b.tar -C /c/\nRUN d\n',
      'FROM x:1\nADD a.tar /c/\nRUN d\n',
    );
    expectFix(rule, 'FROM x:1\nCOPY ⟦a.tar⟧ /\nRUN tar -xf /a.tar -C /c && rm /a.tar\n', undefined);
    expectFix(rule, 'FROM x:1\nCOPY --chown=1 ⟦a.tar⟧ /\nRUN tar -xf /a.tar -C /c\n', undefined);
  });
});
