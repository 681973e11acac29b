import { systemPackagesBeforeCopy as rule } from '../../../src/dockerfile/rules/system-packages-before-copy.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('system-packages-before-copy', () => {
  it('takes installs that need nothing of the project, whatever else stands between', () => {
    expectMarked(
      rule,
      'FROM a:1\nWORKDIR /app\nADD ./ .\nRUN npm ci\nENV A=b\nRUN set -e; apk update && sudo ⟦apk --no-cache add⟧ git && rm -rf /x\nFROM b:1\nCOPY . /app/\nRUN --mount=type=cache,target=/c DEBIAN_FRONTEND=noninteractive ⟦apt-get install⟧ -y $PACKAGES > /dev/null\n',
    );
  });
  it('keeps quiet above the copy, on parts of the project, and where the project may be what is installed', () => {
    for (const step of [
      'apt-get install -y ./a.deb',
      'apt-get install -y a.deb',
      'apt-get install -y $(cat packages.txt)',
      'xargs apt-get install -y < packages.txt',
      'make install && apt-get install -y a',
      './repository.sh\nRUN apt-get install -y a',
      'cp a.list /etc/apt/sources.list.d/ && true\nRUN apt-get install -y a',
      'true\nUSER b\nRUN dnf install -y a',
      '--mount=type=bind,target=/s apt-get install -y a',
      'apt-get update',
    ]) {
      expectMarked(rule, `FROM a:1\nRUN apt-get install -y b\nCOPY . /c\nRUN ${step}\n`);
    }
    expectMarked(rule, 'FROM a:1\nCOPY src /c\nCOPY --from=d . /d\nRUN apk add e\nFROM b:1\nCOPY . /\nRUN apk add e\n');
    expectMarked(rule, 'FROM a:1\nCOPY . /c\nFROM b:1\nRUN apk add e\nONBUILD RUN apk add f\n');
  });
  it('moves the RUN, its lines as they are, unless something could be in its way', () => {
    expectFix(
      rule,
      'FROM a:1\n# b\nCOPY . /c\nWORKDIR /d\nRUN ⟦apk add⟧ \\\n    # e\n    f\nCMD g',
      'FROM a:1\n# b\nRUN apk add \\\n    # e\n    f\nCOPY . /c\nWORKDIR /d\nCMD g',
    );
    expectFix(rule, 'FROM a:1\nCOPY . /c\nARG D\nRUN ⟦apk add⟧ $D\n', undefined);
    expectFix(rule, 'FROM a:1\nCOPY . /c\nRUN npm ci\nRUN ⟦apk add⟧ d\n', undefined);
  });
});
