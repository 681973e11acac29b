import assert from 'node:assert/strict';
import { argumentCount as rule } from '../../../src/dockerfile/rules/argument-count.ts';
import { expectMarked, problemsOf } from '../../support/rule-cases.ts';

describe('argument-count', () => {
  const faults = [
    'ADD ⟦a⟧',
    '⟦ADD⟧',
    'COPY ⟦[]⟧',
    'COPY [ ⟦"a"⟧ ]',
    'COPY --chown=a ⟦b⟧',
    '⟦ARG⟧',
    '⟦ENTRYPOINT⟧',
    '⟦ENTRYPOINT⟧ \\\v',
    '⟦ENV⟧ \\\n# a\n',
    'ENV ⟦a⟧',
    'LABEL ⟦a⟧',
    '⟦EXPOSE⟧',
    '⟦HEALTHCHECK⟧ --interval=1s',
    'HEALTHCHECK NONE ⟦a b⟧',
    '⟦MAINTAINER⟧',
    '⟦ONBUILD⟧',
    'ONBUILD ⟦ADD⟧',
    '⟦SHELL⟧',
    '⟦STOPSIGNAL⟧',
    'STOPSIGNAL 9 ⟦a b⟧',
    '⟦USER⟧',
    'VOLUME ⟦[]⟧',
    '⟦WORKDIR⟧',
  ];
  for (const fault of faults) it(`takes ${JSON.stringify(fault)}`, () => expectMarked(rule, `FROM x:1\n${fault}`));
  it('takes a FROM with two words, or more than three', () => {
    expectMarked(rule, '⟦FROM⟧\nFROM a ⟦b⟧\nFROM a ⟦AS⟧\nFROM --platform=a b AS c ⟦# d e⟧\n');
  });
  it('keeps quiet where nothing is missing', () => {
    expectMarked(
      rule,
      'FROM a\nFROM a AS b\nCMD\nRUN\nRUN []\nCMD []\nENTRYPOINT []\nSHELL []\nUSER a b\nWORKDIR a b\nARG a b c\nENV a b c\nENV "a=b c"\nCOPY a b\nCOPY <<A b\nA\nHEALTHCHECK NONE\nHEALTHCHECK CMD\nVOLUME a\nFOO\nonbuild foo\n',
    );
  });
  it('keeps quiet in templates', () => {
    expectMarked(rule, 'FROM {{ image }}\nCOPY {{ .Files }}\n');
    expectMarked(rule, '{{ if .A }}\nFROM a b\n{{ end }}\n');
  });
  it('says that a comment needs its own line', () => {
    assert.match(problemsOf(rule, 'FROM a AS b # c\n')[0]?.message ?? '', /comment/);
  });
});
