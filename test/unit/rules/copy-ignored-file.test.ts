import { copyIgnoredFile as rule } from '../../../src/dockerfile/rules/copy-ignored-file.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('copy-ignored-file', () => {
  it('takes each source that is left out, by itself or with its folder', () => {
    const dockerignore = '# tests\ntest\n*.log\n';
    expectMarked(rule, 'FROM x:1\nCOPY ⟦./test/a⟧ b ⟦c.log⟧ /\nADD ["a", ⟦"/test"⟧, "/"]\n', { dockerignore });
    expectMarked(rule, 'FROM x:1\nCOPY ⟦.⟧ .\n', { dockerignore: '*\n' });
  });
  it('takes what nothing takes back', () => {
    const dockerignore = '*\n!src\n!**/*.json\n';
    const contextFiles = new Set(['Makefile']);
    expectMarked(rule, 'FROM x:1\nCOPY src ⟦Makefile⟧ other a.json /b/\n', { dockerignore, contextFiles });
    expectMarked(rule, 'FROM x:1\nCOPY ⟦tsconfig.ts⟧ /b/\n', { dockerignore: '*\n!src\n!package.json\n' });
  });
  it('keeps quiet on other stages, addresses, variables', () => {
    const dockerignore = '*\n';
    expectMarked(rule, 'FROM x:1\nCOPY --from=y a b\nADD https://x.com/a b\nCOPY $A b\nCOPY <<EOF b\nEOF\n', {
      dockerignore,
    });
  });
  it('keeps quiet without the file, and where something is taken back', () => {
    expectMarked(rule, 'FROM x:1\nCOPY a b\n');
    expectMarked(rule, 'FROM x:1\nCOPY a b\n', { dockerignore: false });
    const dockerignore = '*\n!src\n!a*.json\n!lib/b.js\n';
    expectMarked(rule, 'FROM x:1\nCOPY src/c a.json lib . *.json a c/\n', { dockerignore });
    expectMarked(rule, 'FROM x:1\nCOPY a b\n', { dockerignore: '[\n' });
  });
});
