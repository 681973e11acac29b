import { noWriteAfterVolume as rule } from '../../../src/dockerfile/rules/no-write-after-volume.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('no-write-after-volume', () => {
  it('takes commands that write below it, in later stages, too', () => {
    expectMarked(
      rule,
      'FROM x:1 AS a\nVOLUME ["/data", "/logs/"]\nRUN mkdir -p ⟦/data/a⟧ && chown a ⟦/logs⟧ && cp /data/x /y\nFROM a\nRUN touch ⟦/logs/d/e⟧ /f\n',
    );
  });
  it('keeps quiet on what stands before, beside, or is not known', () => {
    expectMarked(
      rule,
      'FROM x:1\nRUN touch /data/a\nVOLUME /data $OTHER\nRUN touch /database/a\nRUN ls /data && mkdir "$X/data"\nFROM x:1\nRUN touch /data/a\n',
    );
    expectMarked(rule, 'FROM x:1\nVOLUME /\nRUN touch /b\n');
  });
  it('keeps quiet on COPY and ADD, which both builders keep', () => {
    expectMarked(rule, 'FROM x:1\nVOLUME /data\nWORKDIR /data\nCOPY a .\nADD a b /data/\n');
  });
});
