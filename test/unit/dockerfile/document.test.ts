import assert from 'node:assert/strict';
import { type DockerfileDocument, type Instruction, parseDockerfile } from '../../../src/dockerfile/text/document.ts';
import type { Span } from '../../../src/dockerfile/text/range.ts';

const keywords = (document: DockerfileDocument) => document.instructions.map(({ keyword }) => keyword);
const textOf = (document: DockerfileDocument, { start, end }: Span) => document.text.slice(start, end);
function only(text: string): { document: DockerfileDocument; instruction: Instruction } {
  const document = parseDockerfile(text);
  const [instruction, ...more] = document.instructions;
  assert.ok(instruction && more.length === 0, `one instruction expected: ${keywords(document)}`);
  return { document, instruction };
}

describe('parseDockerfile', () => {
  it('gives instructions that are none any more once they are spread, since their words are cut when asked for', () => {
    const { instruction } = only('EXPOSE 1 2');
    // @ts-expect-error: the compiler must refuse it.
    const spread: Instruction = { ...instruction };
    assert.equal(spread.words, undefined);
    assert.deepEqual(
      instruction.words.map(({ text }) => text),
      ['1', '2'],
    );
  });
  it('gives instructions with their exact places', () => {
    const text = '\ufeff# a\n  from  --platform=$P node:22  as  build  \n\nRUN a \\\n  # c\n\n  b\\\nc\n';
    const document = parseDockerfile(text);
    assert.deepEqual(keywords(document), ['FROM', 'RUN']);
    const [from, run] = document.instructions;
    assert.ok(from && run);
    assert.equal(textOf(document, from), 'from  --platform=$P node:22  as  build');
    assert.deepEqual(document.rangeOf(from.keywordSpan), {
      start: { line: 1, character: 2 },
      end: { line: 1, character: 6 },
    });
    assert.deepEqual(
      from.flags.map(({ name, value }) => [name, value?.text]),
      [['platform', '$P']],
    );
    assert.deepEqual(
      from.words.map(({ text: word }) => word),
      ['node:22', 'as', 'build'],
    );
    assert.deepEqual(
      run.words.map((word) => [word.text, textOf(document, word)]),
      [
        ['a', 'a'],
        ['bc', 'b\\\nc'],
      ],
    );
    assert.deepEqual(
      document.comments.map((comment) => textOf(document, comment)),
      ['# a', '# c'],
    );
    assert.equal(run.line.emptyLines.length, 1);
  });

  it('reads CRLF as LF', () => {
    const document = parseDockerfile('FROM x:1\r\nRUN a \\\r\n  b\r\nCOPY <<E /x\r\nbody\r\nE\r\nUSER c\r\n');
    assert.deepEqual(keywords(document), ['FROM', 'RUN', 'COPY', 'USER']);
    assert.equal(document.instructions[1]?.rest.text, 'a   b');
  });

  it('does not end a line at a lone CR, but counts lines as the editor does', () => {
    const { document, instruction } = only('RUN a\rUSER b');
    assert.equal(instruction.rest.text, 'a\rUSER b');
    assert.deepEqual(document.positionAt(6), { line: 1, character: 0 });
  });

  it('gives stages by name, base, and contents', () => {
    const document = parseDockerfile('ARG A\nFROM $A AS Base\nRUN a\nFROM base\nFROM\n');
    assert.deepEqual(
      document.stages.map(({ base, name, instructions }) => [base?.text, name?.text, instructions.length]),
      [
        ['$A', 'Base', 2],
        ['base', undefined, 1],
        [undefined, undefined, 1],
      ],
    );
    assert.deepEqual(
      document.instructions.map(({ stageIndex }) => stageIndex),
      [-1, 0, 0, 1, 2],
    );
  });

  it('reads ONBUILD’s trigger and HEALTHCHECK’s command, one level deep', () => {
    const document = parseDockerfile(
      'ONBUILD COPY --from=a b c\nHEALTHCHECK --interval=1s cmd ["a"]\nONBUILD ONBUILD RUN a\nHEALTHCHECK NONE\n',
    );
    assert.deepEqual(
      document.instructions.map(({ inner }) => inner?.keyword),
      ['COPY', 'CMD', undefined, undefined],
    );
    assert.equal(document.instructions[0]?.inner?.flags[0]?.value?.text, 'a');
    assert.equal(document.instructions[1]?.inner?.json?.[0]?.text, 'a');
  });

  it('reads the JSON form with the place of each string, and what is none as text', () => {
    const { document, instruction } = only('CMD [ "a b" , \\\n "\\"c" ] ');
    assert.deepEqual(
      instruction.json?.map((string) => [string.text, textOf(document, string)]),
      [
        ['a b', '"a b"'],
        ['"c', '"\\"c"'],
      ],
    );
    for (const text of ['CMD ["a"', "CMD ['a']", 'CMD ["a",]', 'CMD ["a"] b', 'CMD ["\\w"]', 'CMD [1]', 'ENV ["a"]']) {
      assert.equal(only(text).instruction.json, undefined, text);
    }
    assert.deepEqual(only('CMD []').instruction.json, []);
  });

  describe('directives', () => {
    it('stand only in the first lines', () => {
      const document = parseDockerfile(
        '# syntax = docker/dockerfile:1\n#ESCAPE=`\n# check = skip=A , B\n\n# escape=\\\n',
      );
      assert.deepEqual(
        document.directives.map(({ name, value }) => [name, value]),
        [
          ['syntax', 'docker/dockerfile:1'],
          ['escape', '`'],
          ['check', 'skip=A , B'],
        ],
      );
      assert.equal(document.escape, '`');
      assert.equal(parseDockerfile('# a\n# escape=`\n').escape, '\\');
    });

    it('are only those that name the syntax, behind the line of an interpreter', () => {
      const document = parseDockerfile(
        '#!/usr/bin/env docker build -f\n# syntax=docker/dockerfile:1\n# escape=`\nFROM x:1\n',
      );
      assert.deepEqual(
        document.directives.map(({ name }) => name),
        ['syntax'],
      );
      assert.equal(document.escape, '\\');
    });
    it('change how lines are continued', () => {
      assert.equal(only('# escape=`\nRUN a `\n b\\').instruction.rest.text, 'a  b\\');
    });
  });

  it('does not take a doubled escape character for a continuation', () => {
    assert.deepEqual(keywords(parseDockerfile('RUN a \\\\\nUSER b\n')), ['RUN', 'USER']);
    assert.deepEqual(keywords(parseDockerfile('RUN a \\ \t\nUSER b\n')), ['RUN']);
  });

  it('ends flags at two dashes alone', () => {
    const { instruction } = only('RUN --mount=type=bind,target="a b" -- --foo');
    assert.deepEqual(
      instruction.flags.map(({ name }) => name),
      ['mount'],
    );
    assert.equal(instruction.rest.text, '--foo');
  });

  describe('heredocs', () => {
    const bodies = (text: string) => {
      const document = parseDockerfile(text);
      return document.instructions.flatMap((instruction) =>
        (instruction.inner ?? instruction).heredocs.map(({ name, body }) => [name, textOf(document, body)]),
      );
    };
    it('are read with their names, quotes, and file descriptors', () => {
      assert.deepEqual(bodies('RUN a 3<<EOF\nx\nEOF\nUSER b\n'), [['EOF', 'x\n']]);
      assert.deepEqual(bodies("RUN cat <<'E O'\nx\nE O\n"), [['E O', 'x\n']]);
      assert.deepEqual(bodies('COPY <<A <<-"B" /x\na\nA\n\tb\n\tB\nUSER c'), [
        ['A', 'a\n'],
        ['B', '\tb\n'],
      ]);
      assert.deepEqual(bodies('ONBUILD RUN <<E\nx\nE\n'), [['E', 'x\n']]);
      assert.deepEqual(bodies('RUN (cat <<EOF)\nx\nEOF)\n'), [['EOF)', 'x\n']]);
      assert.deepEqual(bodies('RUN a <<  E\nx\nE\n'), [['E', 'x\n']]);
      assert.deepEqual(bodies('RUN echo $((1 << 2))\nx\n2))\n'), [['2))', 'x\n']]);
      assert.deepEqual(bodies('RUN a \\\n <<E\n# b \\\n\nE\n'), [['E', '# b \\\n\n']]);
    });
    it('say whether variables in them are expanded', () => {
      const expand = (text: string) => only(text).instruction.heredocs[0]?.expand;
      assert.equal(expand('COPY <<E /x\nE'), true);
      assert.equal(expand('COPY <<"E" /x\nE'), false);
    });
    it('are no arguments', () => {
      const { instruction } = only('COPY <<E /x\na b\nE\n');
      assert.deepEqual(
        instruction.words.map(({ text }) => text),
        ['<<E', '/x'],
      );
    });
    it('are not there where << is quoted, escaped, in JSON, arithmetic, or of another instruction', () => {
      for (const line of [
        'RUN echo "a <<EOF b"',
        "RUN sed 's/ <<X /y/'",
        'RUN ["sh","-c","cat <<EOF"]',
        'RUN echo \\<<EOF',
        'RUN echo $((1<<2))',
        'RUN cat <<<word',
        'RUN cat <<- b',
        'RUN a \\<< b',
        'CMD cat <<EOF',
        'ENV A=<<EOF',
        'RUN echo "open <<EOF',
      ]) {
        assert.deepEqual(keywords(parseDockerfile(`${line}\nUSER b\n`)).at(-1), 'USER', line);
      }
    });
    it('without an end go on to the end of the file, and say so', () => {
      const { document, instruction } = only('RUN <<EOF\na\nUSER b\n');
      assert.equal(instruction.heredocs[0]?.delimiter, undefined);
      assert.equal(instruction.end, document.text.length);
    });
  });

  it('takes anything', () => {
    for (const text of [
      '',
      '\n',
      '\\',
      '\\\n',
      '#',
      '[',
      'RUN',
      'RUN \\',
      'FROM \\\n#',
      '\ufeff',
      '\r',
      '\0',
      '--',
      'ONBUILD',
      'RUN <<',
      'COPY <<"',
      'CMD ["',
    ]) {
      const document = parseDockerfile(text);
      for (const { start, end } of document.instructions)
        assert.ok(start <= end && end <= text.length, JSON.stringify(text));
    }
  });

  it('takes time in proportion to the text', () => {
    const milliseconds = (text: string) => {
      const start = performance.now();
      parseDockerfile(text);
      return performance.now() - start;
    };
    for (const unit of [
      'RUN a \\\n',
      'RUN <<E\nE\n',
      '# c\n',
      'CMD ["a", "b"]\n',
      'RUN --mount=type=bind,target=/a x\n',
      'ONBUILD ',
      'RUN "',
      'FROM a AS b\n',
    ]) {
      // Some 100 ms on a slow machine; what grows with the square takes many seconds.
      const least = Math.min(milliseconds(unit.repeat(10_000)), milliseconds(unit.repeat(10_000)));
      assert.ok(least < 1_500, `${JSON.stringify(unit)} 10,000 times: ${least} ms`);
    }
  }).timeout(30_000);
});

describe('positions', () => {
  it('turn into offsets and back', () => {
    const text = 'a\r\nbc\n\nd\re😀f';
    const document = parseDockerfile(text);
    for (let offset = 0; offset <= text.length; offset++) {
      if (text[offset - 1] === '\r' && text[offset] === '\n') continue;
      assert.equal(document.offsetAt(document.positionAt(offset)), offset);
    }
    assert.equal(document.offsetAt({ line: 0, character: 99 }), 1);
    assert.equal(document.offsetAt({ line: 99, character: 0 }), text.length);
    assert.equal(document.lineText(1), 'bc');
    assert.equal(document.lineText(4), 'e😀f');
  });
});
