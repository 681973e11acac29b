// What an edited text takes from its version before is what it would be if it were read anew.
import assert from 'node:assert/strict';
import { lint } from '../../../src/dockerfile/linting/lint.ts';
import { rules } from '../../../src/dockerfile/rules/index.ts';
import { type DockerfileDocument, parseDockerfile } from '../../../src/dockerfile/text/document.ts';

/** All that a document says of its text. */
const said = ({ text, escape: escapeCharacter, directives, comments, instructions, stages }: DockerfileDocument) =>
  JSON.stringify(
    [text, escapeCharacter, directives, comments, instructions.map(({ words }) => words), instructions, stages],
    (key, value) => (key === 'readings' || key === 'cut' || key === 'keptVersions' ? undefined : value),
  );
const problemsOf = (document: DockerfileDocument) => lint(document, { allRules: true });

function assertAsAnew(before: DockerfileDocument, text: string): DockerfileDocument {
  const now = parseDockerfile(text, before);
  const anew = parseDockerfile(text);
  assert.equal(said(now), said(anew), text);
  assert.deepEqual(problemsOf(now), problemsOf(anew), text);
  return now;
}

describe('a later version of a Dockerfile', () => {
  it('takes the instructions before the change from the version before, with what was read of them', () => {
    const before = parseDockerfile('FROM a\nENV B=c\nRUN ls # d\nUSER e');
    problemsOf(before);
    const now = parseDockerfile('FROM a\nENV B=c\nRUN ls # x\nUSER e', before);
    assert.deepEqual(
      now.instructions.map((instruction, at) => instruction === before.instructions[at]),
      [true, true, false, false],
    );
    assert.ok(now.instructions[1]?.readings.size);
  });

  it('holds each version for a limited time', () => {
    let document = parseDockerfile('FROM a\nUSER b\nRUN ls');
    const [first] = document.instructions;
    let versions = 0;
    while (document.instructions[0] === first)
      document = parseDockerfile(`FROM a\nUSER b\nRUN ls ${versions++}`, document);
    assert.equal(versions, 51);
  });

  for (const [what, before, ...versions] of [
    ['what escapes', '# escape=`\nFROM a\nRUN b `\n c\nUSER d', '# escape=\\\nFROM a\nRUN b `\n c\nUSER d'],
    ['a heredoc that ends no more', 'FROM a\nRUN <<EOF\nb\nEOF\nUSER c', 'FROM a\nRUN <<EOF\nb\nEO\nUSER c'],
    [
      'a line that is continued',
      'FROM a\nRUN b\nUSER c\nUSER d',
      'FROM a\nRUN b \\\nUSER c\nUSER d',
      'FROM a\nRUN b\nUSER c\nUSER d',
    ],
    [
      'lines that are continued and empty',
      'FROM a\n \\\n\n \\\nRUN b\nUSER c',
      'FROM a\n \\\n\n \\\nRUN bb\nUSER c',
      'FROM a\n \\\n\n # d\n \\\nRUN bb\nUSER c',
    ],
    [
      'a comment in between',
      'FROM a\nRUN b \\\n # c\n d\n# e\nUSER f',
      'FROM a\nRUN b \\\n # c\n d\n# ee\nUSER f',
      'FROM a\nRUN b \\\n # c\n d\n# ee\n# g\nUSER f',
    ],
    ['the shell', 'FROM a\nSHELL ["bash", "-c"]\nRUN a | b\nRUN c', 'FROM a\nSHELL ["cmd", "/c"]\nRUN a | b\nRUN c'],
    ['the base', 'ARG A=b\nFROM $A\nRUN c | d\nRUN e', 'ARG A=windows/servercore\nFROM $A\nRUN c | d\nRUN e'],
    ['all', 'FROM a', '', 'FROM a\nRUN b', '\ufeffFROM a\nRUN b'],
  ] as const)
    it(`is as if read anew where what changes is ${what}`, () => {
      let document = parseDockerfile(before);
      problemsOf(document);
      for (const version of [...versions, before, ...versions]) document = assertAsAnew(document, version);
    });

  it('is as if read anew after whatever edits', () => {
    // Numbers that look random and are the same each time.
    let seed = 7;
    const upTo = (limit: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % limit;
    };
    const samples = rules.flatMap(({ bad, good }) => [bad, good]);
    const pieces = [
      '\n',
      '\\\n',
      ' \\\n # a\n',
      'RUN <<EOF\n',
      '\nEOF\n',
      '"',
      '$A',
      ' ',
      '# ',
      '\nFROM b AS c\n',
      'x',
      '|',
      '\n\n',
    ];
    const sample = () => samples[upTo(samples.length)] ?? '';
    for (let file = 0; file < 25; file++) {
      let text = `${sample()}\n${sample()}\n${sample()}`;
      let document = parseDockerfile(text);
      for (let edit = 0; edit < 30; edit++) {
        const at = upTo(text.length + 1);
        const inserted = upTo(3) === 0 ? '' : upTo(9) === 0 ? sample() : (pieces[upTo(pieces.length)] ?? '');
        text = text.slice(0, at) + inserted + text.slice(inserted === '' ? at + 1 + upTo(9) : at);
        document = assertAsAnew(document, text);
      }
    }
  });
});
