import { addUrlAfterInstall as rule } from '../../../src/dockerfile/rules/add-url-after-install.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('add-url-after-install', () => {
  it('finds addresses above an install of the same stage', () => {
    expectMarked(rule, 'FROM x:1\nADD ⟦https://a/b⟧ ⟦http://c/d⟧ e /f/\nRUN pip install -r r.txt\n');
    expectMarked(rule, 'FROM x:1\nADD [⟦"https://a/b"⟧, "/c"]\nRUN a && npm ci\n');
  });
  it('finds them above an install of system packages that does not need them', () => {
    expectMarked(rule, 'FROM x:1\nADD ⟦https://a/b⟧ /c\nRUN apt-get update && apt-get install -y d\n');
    for (const add of [
      'https://a/b.asc /etc/apt/keyrings/',
      'https://a/b.deb /',
      'https://a/b /usr/share/keyrings/c',
    ]) {
      expectMarked(rule, `FROM x:1\nADD ${add}\nRUN apt-get install -y d\n`);
    }
    expectMarked(rule, 'FROM x:1\nADD https://a/b.sh /b.sh\nRUN sh /b.sh\nRUN apt-get install -y d\n');
  });
  it('keeps quiet below it, in another stage, on files, and where a checksum holds it', () => {
    expectMarked(
      rule,
      'FROM x:1\nRUN npm ci\nADD https://a/b /b\nFROM y:1\nADD a.tar /\nADD --checksum=sha256:1 https://a/b /b\nRUN npm ci\nFROM z:1\nADD https://a/b /b\nRUN make\n',
    );
  });
  it('keeps quiet on a commit', () => {
    expectMarked(rule, `FROM x:1\nADD https://a/b.git#${'0a'.repeat(20)} /c\nRUN npm ci\n`);
  });
  it('leaves it to the author where it may go', () => {
    expectFix(rule, 'FROM x:1\nADD ⟦https://a/b⟧ /c\nRUN npm ci\n', undefined);
  });
});
