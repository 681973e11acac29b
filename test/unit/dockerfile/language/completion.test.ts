// What is offered at a cursor (‸), the likely ones first.
import assert from 'node:assert/strict';
import { fileSnippets, instructionSnippets, stepSnippets } from '../../../../src/dockerfile/knowledge/snippets.ts';
import { completionAt } from '../../../../src/dockerfile/language/completion.ts';
import { baseAskedAt, baseCompletionAt } from '../../../../src/dockerfile/language/completion-base.ts';
import {
  type CompletionSurroundings,
  plainText,
  snippetText,
} from '../../../../src/dockerfile/language/completion-item.ts';
import { contextFolderAt } from '../../../../src/dockerfile/language/completion-paths.ts';
import { lint } from '../../../../src/dockerfile/linting/lint.ts';
import { parseDockerfile } from '../../../../src/dockerfile/text/document.ts';
import { cursorText } from '../../../support/cursor-text.ts';

/** The labels that what is typed may begin. */
function offered(marked: string, surroundings: CompletionSurroundings = {}): string[] {
  const { document, offset } = cursorText(marked);
  const { items, typed } = completionAt(document, offset, surroundings);
  const begun = document.text.slice(typed.start, typed.end).toLowerCase();
  return items.map(({ label }) => label).filter((label) => label.toLowerCase().startsWith(begun));
}

/** The text after the first item, whose label is `label`, is taken. */
function taken(marked: string, label: string, surroundings: CompletionSurroundings = {}): string {
  const { document, offset } = cursorText(marked);
  const { items, typed } = completionAt(document, offset, surroundings);
  const item = items.find((each) => each.label === label);
  assert.ok(item, `${label} is not among ${items.map((each) => each.label).join(', ')}`);
  return document.text.slice(0, typed.start) + item.insert + document.text.slice(typed.end);
}

describe('completion of instructions', () => {
  it('begins with FROM and ARG', () => assert.deepEqual(offered('‸').slice(0, 2), ['FROM', 'ARG']));
  it('offers the likely ones first in a stage, and a new stage last', () => {
    const labels = offered('FROM a\n‸');
    assert.deepEqual(labels.slice(0, 3), ['RUN', 'COPY', 'WORKDIR']);
    assert.ok(labels.indexOf('FROM') > labels.indexOf('ONBUILD'));
  });
  it('offers none again of which only one counts', () => {
    assert.ok(!offered('FROM a\nCMD ["b"]\n‸').includes('CMD'));
    assert.ok(offered('FROM a\nCMD ["b"]\nFROM c\n‸').includes('CMD'));
  });
  it('writes as the file does', () => assert.equal(taken('from a\nru‸', 'run'), 'from a\nrun '));
  it('keeps what stands behind', () => assert.equal(taken('FROM a\nCO‸ x y', 'COPY'), 'FROM a\nCOPY x y'));
  it('offers triggers', () => {
    assert.deepEqual(offered('FROM a\nONBUILD ‸').slice(0, 2), ['RUN', 'COPY']);
    assert.ok(!offered('FROM a\nONBUILD F‸').includes('FROM'));
    assert.ok(offered('FROM a\nONBUILD \\\n  R‸').includes('RUN'));
  });
  for (const text of ['FROM a\nRUN echo R‸', 'FROM a\nRUN <<EOF\nR‸\nEOF', '# R‸', 'FROM a\n"R‸'])
    it(`is silent at ${JSON.stringify(text)}`, () => assert.ok(!offered(text).includes('RUN')));
});

describe('completion of flags', () => {
  it('knows those of each instruction', () => {
    assert.deepEqual(offered('FROM a\nCOPY --‸').slice(0, 3), ['--from', '--chown', '--link']);
    assert.deepEqual(offered('FROM a\nRUN --‸'), ['--mount', '--network', '--security', '--device']);
    assert.deepEqual(offered('FROM --‸'), ['--platform']);
  });
  it('offers none twice, but those that are lists', () => {
    assert.ok(!offered('FROM a\nCOPY --link --‸').includes('--link'));
    assert.ok(offered('FROM a\nRUN --mount=type=ssh --‸').includes('--mount'));
  });
  it('offers none behind arguments', () => assert.deepEqual(offered('FROM a\nCOPY a --‸'), []));
  it('goes on behind the equals sign', () => {
    assert.equal(taken('FROM a\nRUN --m‸', '--mount'), 'FROM a\nRUN --mount=');
    assert.deepEqual(offered('FROM a\nRUN --network=n‸'), ['none']);
    assert.deepEqual(offered('FROM a\nRUN --security=‸'), ['sandbox', 'insecure']);
    assert.deepEqual(offered('FROM a\nCOPY --link=‸'), ['true', 'false']);
    assert.ok(offered('FROM --platform=linux/a‸').includes('linux/arm64'));
  });
  it('knows the options of mounts by their type', () => {
    assert.ok(offered('FROM a\nRUN --mount=‸').includes('type=cache'));
    assert.ok(offered('FROM a\nRUN --mount=type=c‸').includes('cache'));
    assert.deepEqual(offered('FROM a\nRUN --mount=type=cache,sharing=‸'), ['shared', 'locked', 'private']);
    const options = offered('FROM a\nRUN --mount=type=secret,id=a,‸');
    assert.ok(options.includes('env') && options.includes('required') && !options.includes('id'));
  });
  it('names stages before this one', () => {
    const text = 'FROM a AS one\nFROM b\nFROM c AS three\n';
    assert.deepEqual(offered(`${text}COPY --from=‸`), ['1', 'one']);
    assert.deepEqual(offered(`${text}RUN --mount=type=bind,from=‸`), ['1', 'one']);
    assert.deepEqual(offered(`${text}FROM ‸`), ['three', 'one', 'scratch', '--platform']);
  });
});

describe('completion of variables', () => {
  it('offers those in scope with their values', () => {
    const { document, offset } = cursorText('ARG g=1\nFROM a\nARG v=2\nENV w=$v\nRUN echo $‸\nENV x=1\n');
    const { items } = completionAt(document, offset);
    const found = items.map(({ label, detail }) => `${label} ${detail ?? ''}`.trim());
    assert.deepEqual(found.slice(0, 2), ['$v 2', '$w 2']);
    assert.ok(!found.some((label) => label.startsWith('$g') || label.startsWith('$x')));
    assert.ok(found.includes('$HTTP_PROXY'));
  });
  it('offers those before the first FROM, and platforms, in FROM', () => {
    const labels = offered('ARG v=1\nFROM a:$‸');
    assert.ok(labels.includes('$v') && labels.includes('$BUILDPLATFORM'));
  });
  it('closes braces', () =>
    assert.equal(taken(`FROM a\nARG v\nWORKDIR \${‸`, `\${v}`), `FROM a\nARG v\nWORKDIR \${v}`));
  it('is silent where a dollar means nothing', () => {
    for (const text of ['FROM a\nARG v\nLABEL a=\\$‸', "FROM a\nARG v\nLABEL a='$‸"])
      assert.deepEqual(offered(text), []);
  });
});

describe('completion of what the base has', () => {
  const base = {
    environment: ['PATH=/usr/bin:/bin', 'NODE_VERSION=22.1.0', 'v=old'],
    user: 'node',
    exposedPorts: [
      { port: 8443, protocol: 'tcp' },
      { port: 53, protocol: 'udp' },
    ],
  };
  const offeredOfBase = (marked: string) => {
    const { document, offset } = cursorText(marked);
    const { typed, items, comesFirst } = baseCompletionAt(document, offset, base);
    return { reference: baseAskedAt(document, offset), length: typed.end - typed.start, items, comesFirst };
  };
  it('offers its variables with their values, but for those that the file has set anew', () => {
    const { reference, length, items } = offeredOfBase('FROM node:22 AS b\nFROM b\nENV v=new\nRUN echo ${NO‸');
    assert.equal(reference, 'node:22');
    assert.equal(length, '${NO'.length);
    assert.deepEqual(
      items.map(({ insert, detail }) => [insert, detail]),
      [
        ['${PATH}', '/usr/bin:/bin'],
        ['${NODE_VERSION}', '22.1.0'],
      ],
    );
  });
  it('offers its user behind USER', () =>
    assert.deepEqual(
      offeredOfBase('FROM node:22\nUSER root\nUSER ‸').items.map(({ label }) => label),
      ['node'],
    ));
  it('offers its ports behind EXPOSE, before the usual ones', () => {
    const { reference, length, items, comesFirst } = offeredOfBase('FROM node:22\nEXPOSE 3000 8‸');
    assert.deepEqual({ reference, length, comesFirst }, { reference: 'node:22', length: 1, comesFirst: true });
    assert.deepEqual(
      items.map(({ label, insert }) => [label, insert]),
      [
        ['8443/tcp', '8443'],
        ['53/udp', '53/udp'],
      ],
    );
  });
  for (const text of [
    'FROM node:22\nRUN echo ‸',
    'FROM node:$‸',
    "FROM node:22\nLABEL a='$‸",
    'ARG a=$‸',
    'FROM scratch\nENV a=$‸',
  ])
    it(`asks for no image at ${JSON.stringify(text)}`, () => assert.equal(offeredOfBase(text).reference, undefined));
});

describe('completion of paths', () => {
  const entries = new Map<string, 'file' | 'folder'>([
    ['src', 'folder'],
    ['node_modules', 'folder'],
    ['package.json', 'file'],
    ['Dockerfile', 'file'],
    ['.git', 'folder'],
  ]);
  it('offers what the build context has and the ignore file lets through', () =>
    assert.deepEqual(offered('FROM a\nCOPY ‸', { entries, dockerignore: 'node_modules\n' }).slice(0, 2), [
      'package.json',
      'src/',
    ]));
  it('asks for the folder that is being typed', () => {
    const folder = (marked: string) => {
      const { document, offset } = cursorText(marked);
      return contextFolderAt(document, offset);
    };
    assert.equal(folder('FROM a\nCOPY src/app/m‸ /x'), 'src/app');
    assert.equal(folder('FROM a\nCOPY ["src/m‸'), 'src');
    assert.equal(folder('FROM a\nCOPY ../m‸'), undefined);
    assert.equal(folder('FROM a\nCOPY --from=b src/m‸'), undefined);
    assert.equal(folder('FROM a\nRUN src/m‸'), undefined);
  });
  it('keeps what is typed of the path', () =>
    assert.equal(
      taken('FROM a\nCOPY src/m‸', 'main.ts', { entries: new Map([['main.ts', 'file']]) }),
      'FROM a\nCOPY src/main.ts',
    ));
  it('knows the working directory as a destination', () =>
    assert.deepEqual(offered('FROM a\nWORKDIR /srv\nCOPY a ‸').slice(0, 2), ['./', '/srv/']));
});

describe('completion of values', () => {
  it('knows users that the file makes, and those of the base', () => {
    assert.deepEqual(offered('FROM node:22\nRUN useradd -m app\nUSER ‸').slice(0, 2), ['app', 'node']);
    assert.ok(offered('FROM node:22\nCOPY --chown=n‸').includes('node:node'));
  });
  it('knows ports, signals, labels and shells', () => {
    assert.ok(offered('FROM a\nEXPOSE 54‸').includes('5432'));
    assert.ok(offered('FROM a\nSTOPSIGNAL SIGQ‸').includes('SIGQUIT'));
    assert.ok(offered('FROM a\nLABEL org.‸').includes('org.opencontainers.image.source'));
    assert.ok(offered('FROM a\nSHELL ‸')[0]?.startsWith('["/bin/bash"'));
    assert.ok(offered('FROM a\nHEALTHCHECK ‸').includes('NONE'));
    assert.ok(offered('FROM a\nARG TARGETA‸').includes('TARGETARCH'));
  });
});

describe('completion of comments', () => {
  it('offers directives where they count, and none twice', () => {
    assert.deepEqual(offered('#‸'), ['syntax=docker/dockerfile:1', 'escape=`', 'check=skip=']);
    assert.deepEqual(offered('# syntax=a\n# ‸'), ['escape=`', 'check=skip=']);
    assert.ok(!offered('FROM a\n# ‸').includes('escape=`'));
  });
  it('knows names of checks and rules', () => {
    assert.ok(offered('# check=skip=JSON‸').includes('JSONArgsRecommended'));
    assert.ok(offered('FROM a\n# longshore ignore=pin-base‸').includes('pin-base-image'));
    assert.ok(offered('FROM a\n# longshore ignore=a,pin-base‸').includes('pin-base-image'));
  });
});

describe('snippets', () => {
  it('are texts of the protocol', () => {
    assert.equal(snippetText('RUN ⟨a$b⟩ $c\n⟨⟩'), `RUN \${1:a\\$b} \\$c\n$0`);
    assert.equal(plainText('RUN ⟨a⟩'), 'RUN a');
  });
  // What a digest is, and which files there are, no snippet can know.
  const severities = { 'pin-base-image': 'off', 'declare-healthcheck': 'off' } as const;
  const problems = (text: string) =>
    lint(parseDockerfile(text), { severities }).map(({ rule, message }) => `${rule}: ${message}`);
  for (const { label, insert } of fileSnippets) {
    it(`${label} follows our rules`, () => assert.deepEqual(problems(`${plainText(insert).trimEnd()}\n`), []));
  }
  for (const { label, insert } of [...stepSnippets, ...instructionSnippets].filter(
    ({ label }) => !label.startsWith('FROM'),
  )) {
    it(`${label} follows our rules`, () => {
      const text = `FROM debian:bookworm-slim AS build\nFROM debian:bookworm-slim\nWORKDIR /app\n${plainText(insert)}\nUSER 1000\n`;
      const own = problems(text).filter((problem) => !/^(?:curl|stage|package-manager|copy-)/.test(problem));
      assert.deepEqual(own, []);
    });
  }
});
