import { addUrlAfterInstall as rule } from '../../../src/dockerfile/rules/add-url-after-install.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('add-url-after-install', () => {
  it('finds addresses above an install of the same stage', () => {
    expectMarked(rule, 'FROM x:1\nADD ⟦https://a/b⟧ ⟦http://c/d⟧ e /f/\nRUN pip install -r r.txt\n');
    expectMarked(rule, 'FROM x:1\nADD [⟦"https://a/b"⟧, "/c"]\nRUN a && npm ci\n');
  });
  it('keeps quiet below it, in another stage, on files, and where a checksum holds it', () => {
    expectMarked(
      rule,
      'FROM x:1\nRUN npm ci\nADD https://a/b /b\nFROM y:1\nADD a.tar /\nADD --checksum=sha256:1 https://a/b /b\nRUN npm ci\nFROM z:1\nADD https://a/b /b\nRUN make\n',
    );
  });
  it('leaves it to the author where it may go', () => {
    expectFix(rule, 'FROM x:1\nADD ⟦https://a/b⟧ /c\nRUN npm ci\n', undefined);
  });
});
