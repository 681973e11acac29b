import assert from 'node:assert/strict';
import { copyExistingFile as rule } from '../../../src/dockerfile/rules/copy-existing-file.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('copy-existing-file', () => {
  const surroundings = { contextFiles: new Set(['a.txt', 'Makefile']), contextFolders: new Set(['src']) };
  it('takes what is not there, where others are', () => {
    expectMarked(
      rule,
      'FROM x:1\nCOPY a.txt ⟦b.json⟧ ./src/c ⟦other/d⟧ /e/\nADD ["Makefile", ⟦"f g"⟧, "/h/"]\n',
      surroundings,
    );
  });
  it('looks into the folders that sources lead through', () => {
    const contextEntries = new Map([
      ['src', new Set(['main.go', 'cmd', 'build'])],
      ['src/cmd', new Set(['run.go'])],
    ]);
    const deep = { ...surroundings, contextEntries };
    expectMarked(
      rule,
      'FROM x:1\nCOPY src/main.go ⟦src/other.txt⟧ ./src/cmd/ ⟦/src/cnd/run.go⟧ src/build/x src/dist/y /c/\n',
      deep,
    );
    expectFix(rule, 'FROM x:1\nCOPY ⟦src/cmd/Run.go⟧ /b/\n', 'FROM x:1\nCOPY src/cmd/run.go /b/\n', deep);
    expectMarked(rule, 'FROM x:1\nCOPY src/unknown/file /b/\n', surroundings);
  });
  it('keeps quiet where nothing shows that this is the build context', () => {
    expectMarked(rule, 'FROM x:1\nCOPY b.txt /c\n', surroundings);
    expectMarked(rule, 'FROM x:1\nCOPY a.txt b.txt /c/\n');
    expectMarked(rule, 'FROM x:1\nCOPY a.txt b.txt /c/\n', { contextFiles: surroundings.contextFiles });
  });
  it('keeps quiet on what a build makes, patterns, variables, stages and addresses', () => {
    expectMarked(
      rule,
      'FROM x:1\nCOPY a.txt dist target/x.jar app.deb b* $C . ../d /e/\nCOPY --from=y f g\nADD https://x.com/h i\nCOPY <<EOF j\nEOF\n',
      surroundings,
    );
  });
  it('offers the name that is meant', () => {
    expectFix(rule, 'FROM x:1\nCOPY src ⟦makefile⟧ /b/\n', 'FROM x:1\nCOPY src Makefile /b/\n', surroundings);
    expectFix(
      rule,
      'FROM x:1\nCOPY ["src", ⟦"./a.tx"⟧, "/b/"]\n',
      'FROM x:1\nCOPY ["src", "./a.txt", "/b/"]\n',
      surroundings,
    );
  });
  it('keeps quiet on what has a reason to be missing, and on settings that are never there', () => {
    expectMarked(rule, 'FROM x:1\nCOPY a.txt gen/api.json .env .env.local ⟦b.json⟧ /c/\n', {
      ...surroundings,
      madeElsewhere: new Set(['gen/api.json']),
    });
  });
  it('keeps quiet where more is missing than there, but for slips of the pen', () => {
    expectMarked(rule, 'FROM x:1\nCOPY a.txt one.json two.json ⟦makefile⟧ /c/\n', surroundings);
  });
  it('says where it looked', () => {
    const [problem] = problemsOf(rule, 'FROM x:1\nCOPY a.txt b.json /c/\n', { ...surroundings, contextPath: '../..' });
    assert.match(problem?.message ?? '', /in the build context \(\.\.\/\.\.\)/);
  });
});
