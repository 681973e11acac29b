import { noWriteAfterVolume as rule } from '../../../src/dockerfile/rules/no-write-after-volume.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('no-write-after-volume', () => {
  it('takes copies and commands that write below it, in later stages, too', () => {
    expectMarked(
      rule,
      'FROM x:1 AS a\nVOLUME ["/data", "/logs/"]\nRUN mkdir -p ⟦/data/a⟧ && chown a ⟦/logs⟧ && cp /data/x /y\nFROM a\nWORKDIR /data\nCOPY b ⟦.⟧\nADD b c ⟦/logs/d/⟧\n',
    );
  });
  it('keeps quiet on what stands before, beside, or is not known', () => {
    expectMarked(
      rule,
      'FROM x:1\nCOPY a /data/\nVOLUME /data $OTHER\nCOPY a /database/\nCOPY a $B\nCOPY a b\nRUN ls /data && mkdir "$X/data"\nFROM x:1\nCOPY a /data/\n',
    );
    expectMarked(rule, 'FROM x:1\nVOLUME /\nCOPY a /b\n');
  });
});
