import assert from 'node:assert/strict';
import { apkNoCache } from '../../../src/dockerfile/rules/apk-no-cache.ts';
import { cleanDnfCache } from '../../../src/dockerfile/rules/clean-dnf-cache.ts';
import { cleanYumCache } from '../../../src/dockerfile/rules/clean-yum-cache.ts';
import { cleanZypperCache } from '../../../src/dockerfile/rules/clean-zypper-cache.ts';
import { noCacheInBuildStage as rule } from '../../../src/dockerfile/rules/no-cache-in-build-stage.ts';
import { pipNoCacheDir } from '../../../src/dockerfile/rules/pip-no-cache-dir.ts';
import { problemsOf } from '../../support/rule-cases.ts';

/** The rules about caches, by the install that each looks for. */
const installs = [
  [pipNoCacheDir, 'pip install a', 'DL3042'],
  [apkNoCache, 'apk add a', 'DL3019'],
  [cleanDnfCache, 'dnf install -y a', 'DL3040'],
  [cleanYumCache, 'yum install -y a', 'DL3032'],
  [cleanZypperCache, 'zypper install -y a', 'DL3036'],
] as const;

describe('no-cache-in-build-stage', () => {
  for (const [own, install, alias] of installs) {
    const told = (text: string) =>
      [own, rule].map((each) => problemsOf(each, text).map(({ aliases }) => aliases.includes(alias)));
    it(`leaves the image’s own stages to ${own.id}`, () => {
      for (const text of [
        `FROM x:1\nRUN ${install}\n`,
        `FROM x:1 AS a\nRUN ${install}\nFROM a\nRUN b\n`,
        `FROM x:1 AS a\nONBUILD RUN ${install}\nFROM y:1\n`,
        `FROM x:1 AS a\nRUN ${install}\nFROM scratch\nCOPY --from=a / /\n`,
        `FROM x:1\nRUN ${install}\nFROM scratch\nCOPY --from=0 / /\n`,
      ]) {
        assert.deepEqual(told(text), [[true], []], text);
      }
    });
    it(`takes the others from ${own.id}`, () => {
      for (const text of [
        `FROM x:1 AS a\nRUN ${install}\nFROM y:1\nCOPY --from=a /app /app\n`,
        `FROM x:1 AS a\nRUN ${install}\nFROM a AS b\nFROM y:1\nCOPY --from=b /app /app\n`,
        `FROM x:1 AS test\nRUN ${install}\nFROM y:1\n`,
      ]) {
        assert.deepEqual(told(text), [[], [true]], text);
      }
    });
  }
});
