// Outline, folds, links, selections, colours, hovers, signatures and values shown in place.
import assert from 'node:assert/strict';
import { folds } from '../../../../src/dockerfile/language/folding.ts';
import { hoverAt } from '../../../../src/dockerfile/language/hover.ts';
import { imageSentences } from '../../../../src/dockerfile/language/hover-arguments.ts';
import { copySentences, tellsOfFiles } from '../../../../src/dockerfile/language/hover-copy.ts';
import { variableSentences } from '../../../../src/dockerfile/language/hover-names.ts';
import { inlayHints } from '../../../../src/dockerfile/language/inlay.ts';
import { links } from '../../../../src/dockerfile/language/links.ts';
import { selectionRangesAt } from '../../../../src/dockerfile/language/selection.ts';
import { semanticTokens } from '../../../../src/dockerfile/language/semantic-tokens.ts';
import { signatureHelpAt } from '../../../../src/dockerfile/language/signature.ts';
import { outline } from '../../../../src/dockerfile/language/symbols.ts';
import { parseDockerfile } from '../../../../src/dockerfile/text/document.ts';
import { instructions } from '../../../../src/dockerfile/text/instructions.ts';
import { cursorText, textIn } from '../../../support/cursor-text.ts';
import { patternOf } from '../../../support/sentence-pattern.ts';

describe('the outline', () => {
  const names = (text: string) =>
    outline(parseDockerfile(text)).map(({ name, children }) => [name, children.map((child) => child.name)]);
  it('has directives, what stands before the first stage, and stages with their steps', () =>
    assert.deepEqual(names('# syntax=a\nARG v\nFROM b AS c\nRUN d\nFROM e\nCOPY f g\n'), [
      ['syntax', []],
      ['ARG', []],
      ['c', ['RUN']],
      ['1', ['COPY']],
    ]));
  it('takes nothing in heredocs for an instruction', () =>
    assert.deepEqual(names('FROM a\nRUN <<EOF\nFROM b\nCOPY c d\nEOF\n'), [['a', ['RUN']]]));
  it('says in a line what a step does', () => {
    const [stage] = outline(parseDockerfile('FROM a\nRUN b \\\n  && c\n'));
    assert.equal(stage?.detail, 'FROM a');
    assert.equal(stage?.children[0]?.detail, 'b && c');
  });
});

describe('folds', () => {
  const lines = (text: string) =>
    folds(parseDockerfile(text)).map(({ kind, range }) => `${kind} ${range.start.line}-${range.end.line}`);
  it('are stages, continued instructions, heredocs and blocks of comments', () =>
    assert.deepEqual(lines('# a\n# b\nFROM c\nRUN d \\\n  e\nRUN <<EOF\nf\nEOF\n\n# g\n'), [
      'comment 0-1',
      'stage 2-7',
      'instruction 3-4',
      'heredoc 5-7',
    ]));
});

describe('links', () => {
  const targets = (text: string) =>
    links(parseDockerfile(text)).map(({ target }) => ('address' in target ? target.address : target.path));
  it('lead to the page of an image', () =>
    assert.deepEqual(targets('FROM node:22\nFROM team/app\nFROM ghcr.io/a/b\nFROM quay.io/a/b:1\nFROM gcr.io/a/b\n'), [
      'https://hub.docker.com/_/node',
      'https://hub.docker.com/r/team/app',
      'https://github.com/a/b/pkgs/container/b',
      'https://quay.io/repository/a/b',
      'https://gcr.io/a/b',
    ]));
  it('lead nowhere where there is no page', () =>
    assert.deepEqual(targets('ARG v\nFROM $v\nFROM localhost:5000/x\nFROM scratch AS a\nFROM a\nFROM a.test/b\n'), []));
  it('lead to what is fetched', () =>
    assert.deepEqual(targets('FROM scratch\nADD https://example.com/a.tar /\n'), ['https://example.com/a.tar']));
  it('lead to files of the build context', () => {
    const document = parseDockerfile('FROM scratch\nCOPY a.txt b.txt src/c.ts /\n');
    const surroundings = { contextFiles: new Set(['a.txt']), contextEntries: new Map([['src', new Set(['c.ts'])]]) };
    assert.deepEqual(
      links(document, surroundings).map(({ target }) => target),
      [{ path: 'a.txt' }, { path: 'src/c.ts' }],
    );
  });
});

describe('a growing selection', () => {
  it('takes word, argument, instruction, stage and file', () => {
    const { document, offset } = cursorText('ARG v\nFROM a\nRUN b src/ma‸in.ts c\n');
    assert.deepEqual(
      selectionRangesAt(document, offset).map((range) => textIn(document, range)),
      [
        'main',
        'src/main.ts',
        'b src/main.ts c',
        'RUN b src/main.ts c',
        'FROM a\nRUN b src/main.ts c',
        'ARG v\nFROM a\nRUN b src/main.ts c\n',
      ],
    );
  });
});

describe('colours', () => {
  const tokens = (text: string) =>
    semanticTokens(parseDockerfile(text)).map(({ start, end, type }) => `${text.slice(start, end)} ${type}`);
  it('tell keywords, flags, images and stages', () =>
    assert.deepEqual(tokens('FROM --platform=$P a/b:1 AS c\n'), [
      'FROM keyword',
      '--platform parameter',
      '= operator',
      '$P variable',
      'a/b class',
      ': operator',
      '1 property',
      'AS keyword',
      'c namespace',
    ]));
  it('know the words of the shell', () =>
    assert.deepEqual(
      tokens('RUN if a "$b"; then c -d; fi\n').join(),
      [
        'RUN keyword',
        'if keyword',
        'a function',
        '" string',
        '$b variable',
        '" string',
        '; operator',
        'then keyword',
        'c function',
        '-d parameter',
        '; operator',
        'fi keyword',
      ].join(),
    ));
  it('are cut where the line goes on', () =>
    assert.deepEqual(tokens('RUN a\\\n# b\nc\n'), [
      'RUN keyword',
      'a function',
      '\\ macro',
      '# b comment',
      'c function',
    ]));
});

describe('a hover', () => {
  const hover = (marked: string) => {
    const { document, offset } = cursorText(marked);
    return hoverAt(document, offset)?.parts.join('\n');
  };
  for (const { keyword, flags } of instructions) {
    it(`helps with ${keyword} and its flags`, () => {
      assert.match(
        hover(`${keyword.slice(0, 1)}‸${keyword.slice(1)} x\n`) ?? '',
        new RegExp(`#${keyword.toLowerCase()}\\)`),
      );
      for (const flag of flags) assert.match(hover(`${keyword} --${flag}‸=x y z\n`) ?? '', /docs\.docker\.com/, flag);
    });
  }
  it('says what a variable is, and where from', () => {
    assert.match(hover('FROM a\nENV v=1\nRUN echo $v‸\n') ?? '', /`v` = `1`\n/);
    assert.ok(hover('FROM a\nENV v=1\nRUN echo $v‸\n')?.includes(variableSentences.setByEnv(2)));
    assert.ok(hover('ARG v=1\nFROM a:$v‸\n')?.endsWith(`\`1\`\n${variableSentences.setByArg(1, '`--build-arg v=…`')}`));
    assert.ok(hover('FROM a AS b\nENV v=1\nFROM b\nRUN echo $v‸\n')?.includes(variableSentences.setByEnv(2)));
    assert.match(hover('FROM a\nARG TARGETARCH‸\n') ?? '', /architecture/);
  });
  it('says what a stage is for', () => {
    assert.match(
      hover('FROM a AS b‸\nFROM c\nCOPY --from=b d e\n') ?? '',
      /line 1: `FROM a AS b`\nUsed by COPY in line 3/,
    );
    assert.match(hover('FROM a AS b‸\nFROM c\n') ?? '', /--target/);
  });
  it('knows images, ports, signals, users, mounts and options', () => {
    const node = hover('FROM no‸de\n') ?? '';
    assert.match(
      node,
      patternOf((from) => imageSentences.withoutTag('`node`', from)),
    );
    assert.match(node, /hub\.docker\.com/);
    assert.match(hover('FROM a\nEXPOSE 54‸32\n') ?? '', /PostgreSQL\n.*5432:5432/);
    assert.match(hover('FROM a\nSTOPSIGNAL SIGQ‸UIT\n') ?? '', /SIGQUIT: /);
    assert.match(hover('FROM a\nUSER ro‸ot\n') ?? '', /root user/);
    assert.match(hover('FROM a\nRUN --mount=type=cac‸he,target=/a b\n') ?? '', /share/);
    assert.match(hover('FROM a\nRUN --mount=type=cache,sha‸ring=locked b\n') ?? '', /apt/);
    assert.match(hover('FROM a\nRUN apt-get install --no-install-rec‸ommends b\n') ?? '', /recommended/);
  });
  it('is silent where there is nothing to say', () => {
    for (const text of ['FROM a\n# b‸ c\n', 'FROM a\n‸\n', 'FROM a\nCOPY --what‸ b c\n', 'FROM a\nLABEL a=\\$b‸\n'])
      assert.equal(hover(text), undefined, text);
  });
});

describe('signatures', () => {
  const active = (marked: string) => {
    const { document, offset } = cursorText(marked);
    const help = signatureHelpAt(document, offset);
    const [first] = help?.signatures ?? [];
    const [from, to] = first?.parameters[help?.activeParameter ?? 0] ?? [0, 0];
    return first && `${first.label} | ${first.label.slice(from, to)}`;
  };
  it('say what is being written', () => {
    assert.equal(active('COPY a ‸'), 'COPY [flags] source ... dest | dest');
    assert.equal(active('CMD ["a", ‸'), 'CMD [ "executable", "parameter", ... ] | "parameter"');
    assert.equal(active('ENV a=1 b=‸'), 'ENV key=value key2=value2 | value2');
    assert.equal(active('FROM a:‸'), 'FROM baseImage:tag | tag');
    assert.equal(active('COPY --chown=‸ a b'), '--chown=user:group | user:group');
    assert.equal(active('# escape=‸'), 'escape=` | `');
  });
  it('are silent in comments, heredocs and keywords', () => {
    for (const text of ['# a ‸', 'RUN <<EOF\na ‸\nEOF', 'RU‸N a']) assert.equal(active(text), undefined);
  });
});

describe('values in place', () => {
  it('are those of FROM and COPY, as far as they are known', () => {
    const document = parseDockerfile(`ARG v=1\nFROM a:$v\nARG w\nENV x=/y\nCOPY $w \${x}/z\nRUN $x\n`);
    assert.deepEqual(
      inlayHints(document, { first: 0, last: 10 }).map(({ position, text }) => [
        position.line,
        position.character,
        text,
      ]),
      [
        [1, 9, '1'],
        [4, 12, '/y'],
      ],
    );
  });
});

describe('texts that break others', () => {
  it('break nothing here', () => {
    for (const text of [
      ' ARG a=$b\nFROM c\n',
      'FROM\\',
      '\\\n',
      'RUN <<EOF\n',
      '# escape=\n',
      '$',
      '"',
      '\ufeffFROM a\n',
    ]) {
      for (let offset = 0; offset <= text.length; offset++) {
        const document = parseDockerfile(text);
        hoverAt(document, offset);
        signatureHelpAt(document, offset);
        selectionRangesAt(document, offset);
      }
      outline(parseDockerfile(text));
      semanticTokens(parseDockerfile(text));
    }
  });
});

describe('a hover on what is copied', () => {
  const context = {
    files: [
      { path: 'src/a.ts', bytes: 10 },
      { path: 'src/b.test.ts', bytes: 20 },
      { path: 'package.json', bytes: 40 },
    ],
    dockerignore: '**/*.test.ts\n',
    size: (bytes: number) => `${bytes} B`,
  };
  const told = (marked: string) => {
    const { document, offset } = cursorText(marked);
    assert.ok(tellsOfFiles(document, offset), marked);
    return hoverAt(document, offset, context)?.parts;
  };
  it('counts files and bytes, and what is ignored', () => {
    assert.deepEqual(told('FROM a\nCOPY s‸rc /x\n'), [copySentences.files(1, '10 B'), copySentences.excluded(1)]);
    assert.deepEqual(told('FROM a\nCOPY .‸ /x\n'), [copySentences.files(2, '50 B'), copySentences.excluded(1)]);
    assert.deepEqual(told('FROM a\nCOPY ["pack‸*.json", "/x"]\n'), [copySentences.files(1, '40 B')]);
    assert.deepEqual(told('FROM a\nCOPY no‸ /x\n'), [copySentences.nothing()]);
  });
  it('is told of sources in the build context alone', () => {
    for (const text of [
      'FROM a\nCOPY b /x‸\n',
      'FROM a\nCOPY --from=c b‸ /x\n',
      'FROM a\nCOPY $b‸ /x\n',
      'FROM a\nRUN b‸ c\n',
    ]) {
      const { document, offset } = cursorText(text);
      assert.equal(tellsOfFiles(document, offset), false, text);
    }
  });
});
