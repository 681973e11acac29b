// What is told of a .dockerignore file.
import assert from 'node:assert/strict';
import {
  idleLines,
  ignoreCompletion,
  ignoredFolderAt,
  ignoreEdit,
  ignoreSentences,
  leftToIgnore,
  lineHover,
  lineSummary,
} from '../../../../src/dockerfile/language/ignore-answers.ts';
import { ignoreLines } from '../../../../src/dockerfile/language/ignore-lines.ts';

const files = [
  { path: 'README.md', bytes: 10 },
  { path: 'docs/a.md', bytes: 20 },
  { path: 'docs/b.txt', bytes: 40 },
  { path: 'src/main.ts', bytes: 80 },
];
const bytes = (amount: number) => `${amount} B`;
const told = (text: string) => ignoreLines(text, files).map((line) => lineSummary(line, bytes));

describe('lines of an ignore file', () => {
  it('say what they leave out, and what they take back', () =>
    assert.deepEqual(told('# a\n**/*.md\n!README.md\n\ndocs\n'), [
      ignoreSentences.undone(3),
      ignoreSentences.includesOne('10 B'),
      ignoreSentences.excludes(2, '60 B'),
    ]));
  it('have the place of their pattern', () => {
    const [line] = ignoreLines('\n  docs  \n', files);
    assert.deepEqual(line?.range, { start: { line: 1, character: 2 }, end: { line: 1, character: 6 } });
  });
  it('that fit nothing, or are undone, are told', () => {
    const text = 'dist\ndocs\ndocs/a.md\n!docs\n';
    assert.deepEqual(
      idleLines(ignoreLines(text, files)).map(({ range, message }) => `${range.start.line + 1}: ${message}`),
      [`1: ${ignoreSentences.idle()}`, `2: ${ignoreSentences.overridden(4)}`, `3: ${ignoreSentences.overridden(4)}`],
    );
  });
  it('show a few of their files', () => {
    const [line] = ignoreLines('docs\n', files);
    assert.deepEqual(line && lineHover(line, bytes), [
      'Excludes 2 files, 60 B.',
      'For example: `docs/a.md`, `docs/b.txt`',
    ]);
  });
});

describe('what could be left out', () => {
  const names = new Set(['.git', 'node_modules', 'src', '.env']);
  it('is what is there and usual', () => assert.deepEqual(leftToIgnore('node_modules\n', names), ['.git', '.env']));
  it('is written at the end', () => {
    assert.equal(ignoreEdit('a', ['.git', '.env']).text, '\n.git\n.env\n');
    assert.equal(ignoreEdit('a\r\n', ['.git']).text, '.git\r\n');
  });
});

describe('completion in an ignore file', () => {
  const entries = new Map<string, 'file' | 'folder'>([
    ['src', 'folder'],
    ['a.md', 'file'],
  ]);
  const offered = (text: string) =>
    ignoreCompletion(text, { line: 0, character: text.length }, entries).items.map(({ label }) => label);
  it('offers what is in the folder, and patterns', () => {
    assert.deepEqual(offered('').slice(0, 3), ['src/', 'a.md', '**/node_modules']);
    assert.deepEqual(offered('docs/'), ['src/', 'a.md']);
    assert.deepEqual(offered('# '), []);
  });
  it('asks for the folder that is typed', () => {
    const folder = (text: string) => ignoredFolderAt(text, { line: 0, character: text.length });
    assert.equal(folder('!src/lib/x'), 'src/lib');
    assert.equal(folder('x'), '');
    assert.equal(folder('**/x'), undefined);
    assert.equal(folder('# x'), undefined);
  });
});
