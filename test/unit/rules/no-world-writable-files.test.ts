import { noWorldWritableFiles as rule } from '../../../src/dockerfile/rules/no-world-writable-files.ts';
import { expectMarked } from '../../support/rule-cases.ts';

const expectIn = (commands: readonly string[]) => {
  for (const command of commands) expectMarked(rule, `FROM a:1\nRUN ${command}\n`);
};

describe('no-world-writable-files', () => {
  it('takes modes by which everybody may write', () => {
    expectIn([
      'chmod ⟦777⟧ /app',
      'chmod -R ⟦777⟧ /app/data',
      'chmod ⟦0777⟧ /app',
      'chmod ⟦666⟧ /app/a',
      'chmod ⟦a+w⟧ /app',
      'chmod ⟦a+rwx⟧ /app',
      'chmod -R ⟦o+w⟧ /app',
      'chmod ⟦ugo+rwX⟧ /app',
      'mkdir -m ⟦777⟧ /app',
      'install -d -m ⟦0777⟧ /app',
    ]);
    expectMarked(rule, 'FROM a:1\nCOPY --chmod=⟦777⟧ a /b\nADD --chmod=⟦0666⟧ a /b\n');
  });
  it('keeps quiet on others, on sticky folders, and on those for temporary files', () => {
    expectIn([
      'chmod 755 /app && chmod 0644 /a && chmod 700 /b',
      'chmod 1777 /app && chmod 3777 /b',
      'chmod 775 /app && chmod 664 /a',
      'chmod -R g+rwX /app && chmod g=u /etc/passwd',
      'chmod +x /app && chmod a+x /b && chmod u+w /c',
      'chmod 777 /tmp && chmod -R 777 /var/tmp/a',
      'chmod a+r /etc/apt/keyrings/a.gpg',
      'chmod 4755 /a && chmod u+s /b',
      'chmod --reference=a b',
      'mkdir -m 755 /a && mkdir -p /b/777',
      'install -m 755 a 777',
    ]);
    expectMarked(rule, 'FROM a:1\nCOPY --chmod=755 a /b\nCOPY --chmod=$MODE a /b\n');
  });
});
