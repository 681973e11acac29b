import { dockerignoreForWholeCopy as rule } from '../../../src/dockerfile/rules/dockerignore-for-whole-copy.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('dockerignore-for-whole-copy', () => {
  const surroundings = {
    dockerignore: false as const,
    contextFiles: new Set(['.env']),
    contextFolders: new Set(['node_modules']),
  };
  it('takes the first copy of everything', () => {
    expectMarked(rule, 'FROM x:1\nCOPY a b\nCOPY ⟦./⟧ /c\nADD . /d\n', surroundings);
  });
  it('keeps quiet where there is a .dockerignore, nothing is known, or nothing is there that nobody wants', () => {
    expectMarked(rule, 'FROM x:1\nCOPY . .\n', { ...surroundings, dockerignore: '' });
    expectMarked(rule, 'FROM x:1\nCOPY . .\n', { ...surroundings, dockerignore: undefined });
    expectMarked(rule, 'FROM x:1\nCOPY . .\n', {
      dockerignore: false,
      contextFiles: new Set(['a']),
      contextFolders: new Set(['b']),
    });
    expectMarked(rule, 'FROM x:1\nCOPY --from=a . .\n', surroundings);
  });
});
