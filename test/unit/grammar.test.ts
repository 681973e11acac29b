// The grammar as VS Code itself reads it: which scopes each piece of a Dockerfile has.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type StateStack } from 'vscode-textmate';

const { path: wasm } = { path: createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm') };

/** `onCompiled` is told all expressions that are compiled at a time. */
async function loadDockerfileGrammar(onCompiled?: (expressions: readonly string[]) => void): Promise<IGrammar> {
  await oniguruma.loadWASM(readFileSync(wasm).buffer as ArrayBuffer);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => {
        onCompiled?.(patterns);
        return new oniguruma.OnigScanner(patterns);
      },
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () =>
      textmate.parseRawGrammar(readFileSync('syntaxes/dockerfile.tmLanguage.json', 'utf8'), 'dockerfile.json'),
  });
  const grammar = await registry.loadGrammar('source.dockerfile');
  assert.ok(grammar);
  return grammar;
}

describe('the grammar of Dockerfiles', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadDockerfileGrammar();
  });

  /** For each line the pieces with their innermost scopes: `RUN|keyword… ls|word.source.shell`; blank pieces are left out. */
  function scopesOf(text: string): string[] {
    let state: StateStack = textmate.INITIAL;
    return text.split('\n').map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens
        .map(({ startIndex, endIndex, scopes }) => ({ piece: line.slice(startIndex, endIndex), scope: scopes.at(-1) }))
        .filter(({ piece }) => piece.trim() !== '')
        .map(({ piece, scope = '' }) => `${piece.trim()}|${scope.replace(/\.dockerfile$/, '')}`)
        .join(' ');
    });
  }
  const keyword = 'keyword.other.special-method';
  /** What every line of `text` has somewhere. */
  const assertLines = (text: string, ...expected: readonly RegExp[]) => {
    const lines = scopesOf(text);
    for (const [index, pattern] of expected.entries()) assert.match(lines[index] ?? '', pattern, lines.join('\n'));
  };

  it('tells directives at the top from comments below', () => {
    assertLines(
      '# syntax=docker/dockerfile:1\n# escape=`\nFROM a\n# syntax=b',
      /syntax\|keyword\.control\.directive .*docker\/dockerfile:1\|string/,
      /escape\|keyword\.control\.directive/,
      /^FROM\|/,
      /syntax=b\|comment\.line/,
    );
    assertLines('#\n# syntax=b', /comment/, /syntax=b\|comment/);
  });

  it('names the parts of FROM', () => {
    assertLines(
      'FROM --platform=$BUILDPLATFORM localhost:5000/team/app:1.2-slim@sha256:0ab AS build\nfrom scratch',
      new RegExp(
        [
          `^FROM\\|${keyword} --platform\\|entity\\.other\\.attribute-name\\.flag =\\|\\S+`,
          '\\$\\|punctuation\\.definition\\.variable BUILDPLATFORM\\|variable\\.other',
          'localhost:5000/team/app\\|entity\\.name\\.class\\.image :\\|\\S+ 1\\.2-slim\\|constant\\.other\\.tag',
          '@\\|\\S+ sha256:0ab\\|constant\\.other\\.digest',
          `AS\\|${keyword} build\\|entity\\.name\\.type\\.stage`,
        ].join(' '),
      ),
      /scratch\|entity\.name\.class\.image/,
    );
  });

  it('reads variables with all that may stand behind their names, one in the other', () => {
    for (const operator of [':-', '-', ':+', '+', ':?', '?', '#', '##', '%', '%%', '/', '//']) {
      const [line = ''] = scopesOf(`WORKDIR /a/\${dir${operator}x}/b`);
      assert.ok(line.includes(`dir|variable.other ${operator}|keyword.operator.expansion x|string`), line);
    }
    assertLines(
      'ENV a=${b:-${c:-d}}/e',
      /b\|variable\.other .*c\|variable\.other .*d\|string.* \}\|\S+end \}\|\S+end \/e/,
    );
    // One that nobody closed ends with its line.
    assertLines('USER ${a\nRUN x', /a\|variable/, new RegExp(`^RUN\\|${keyword}`));
  });

  it('goes on behind comments and blank lines in the middle of an instruction, and no further', () => {
    assertLines(
      'RUN --mount=type=cache,target=/x \\\n  # why\n\n  apt-get update && \\\n  ls\nUSER a',
      /--mount\|entity\.other\.attribute-name\.flag/,
      /why\|comment/,
      /^$/,
      /apt-get\|entity\.name\.command/,
      /ls\|entity\.name\.command/,
      new RegExp(`^USER\\|${keyword}`),
    );
  });

  it('ends an instruction with blanks at its end, and what a command left open at the next instruction', () => {
    const user = new RegExp(`^USER\\|${keyword}`);
    assertLines('RUN ls \nUSER a', /ls\|entity\.name\.command/, user);
    assertLines('ENV a=b \t \nUSER a', /a\|variable/, user);
    assertLines('WORKDIR C:\\\nUSER a', /WORKDIR/, user);
    assertLines('ENV a="b \\\n c\nUSER a', /a\|variable/, /c\|string/, user);
  });

  it('reads JSON arrays over several lines, and words in quotes', () => {
    assertLines(
      'CMD ["a", \\\n  "b\\"c"]\nLABEL "a.b"=\'c $d\' e="f\\\n g"\nUSER x',
      /\[\|punctuation\.definition\.array\.begin "a"\|string\.quoted\.double/,
      /"b\\"c"\|string\.quoted\.double \]\|punctuation/,
      /c \$d\|string\.quoted\.single .*e\|variable\.other\.assignment/,
      /g\|string\.quoted\.double/,
      /^USER\|/,
    );
  });

  it('knows ports, health checks and ONBUILD', () => {
    assertLines(
      'EXPOSE 80 443/tcp 8000-8010/udp $port\nHEALTHCHECK --interval=5s CMD curl x\nHEALTHCHECK NONE\nONBUILD COPY a b',
      /80\|constant\.numeric\.port 443\/tcp\|constant\.numeric\.port 8000-8010\/udp\|constant\.numeric\.port .*port\|variable/,
      new RegExp(`--interval\\|\\S+flag .*CMD\\|${keyword} curl\\|entity\\.name\\.command`),
      new RegExp(`NONE\\|${keyword}`),
      new RegExp(`^ONBUILD\\|${keyword} COPY\\|${keyword}`),
    );
  });

  it('includes no other grammar: all would be loaded for each Dockerfile that is opened', () => {
    const text = readFileSync('syntaxes/dockerfile.tmLanguage.json', 'utf8');
    assert.doesNotMatch(text, /"include": "[^#"]/);
  });

  it('knows commands behind what a command stands behind, and not what only begins a continued line', () => {
    const run = (text: string) => scopesOf(`RUN ${text}`).join('\n');
    for (const text of [
      'CMD',
      'a && CMD',
      'a \\\n  && CMD x',
      'a && \\\n  CMD x',
      'a; CMD',
      'a | CMD',
      'a || CMD',
      'a & CMD',
      '(cd x && CMD)',
      'x "$(CMD y)"',
      'x `CMD y`',
      'if CMD; then b; fi',
      'if a; then CMD; fi',
      'while a; do CMD; done',
      '! CMD',
      '{ CMD; }',
      'A=b C="d e" CMD',
      'f() { CMD; }',
      'case $a in b|c) CMD x ;; esac',
      'case $a in \\\n b) x ;; \\\n *) CMD ;; \\\n esac',
      'cat <<EOF > /x && CMD\ny\nEOF',
      '--mount=type=cache,target=/x \\\n # why\n\n CMD x',
    ])
      assert.match(run(text.replace('CMD', 'word')), /\bword\|entity\.name\.command/, text);
    for (const text of [
      'a \\\n  WORD',
      'a -b WORD',
      'for i in WORD; do b; done',
      'a > WORD',
      'a=(b WORD)',
      'case WORD in b) c ;; esac',
    ])
      assert.match(run(text.replace('WORD', 'word')), /\bword\|string\.unquoted\.argument/, text);
    for (const text of ['RUN case $a in\nUSER x', 'RUN a "$(b\nUSER x', 'run ls;\nuser x', 'RUN\nUSER x'])
      assert.match(scopesOf(text)[1] ?? '', new RegExp(`^USER\\|${keyword}`, 'i'), text);
  });

  it('knows what else a shell reads', () => {
    for (const [text, ...expected] of [
      ['a -b --c-d=e 12', '-b|constant.other.option', '--c-d|constant.other.option', '12|constant.numeric.integer'],
      [
        'a > /x 2>&1 < y',
        '>|keyword.operator.redirect',
        '2>&1|keyword.operator.redirect',
        '<|keyword.operator.redirect',
      ],
      [
        'a $b ${c:-d} $1 $?',
        'b|variable.other.normal',
        ':-|keyword.operator.expansion',
        '1|variable.parameter.positional',
      ],
      [
        'a $((b + 1))',
        '$((|punctuation.section.arithmetic',
        '+|keyword.operator.arithmetic',
        '))|punctuation.section.arithmetic',
      ],
      [`a "b $c" 'd $e' $'f'`, 'b|string.quoted.double', 'c|variable.other.normal', 'd $e|string.quoted.single'],
      ['[ -f a ] && [[ $b == c ]]', '[|punctuation.definition.logical-expression', '==|keyword.operator.comparison'],
      [
        'for i in a; do b; done',
        'for|keyword.control',
        'i|variable.other.loop',
        'do|keyword.control',
        'done|keyword.control',
      ],
      ['A=b && c', 'A|variable.other.assignment', 'b|string.unquoted.argument', '&&|keyword.operator.list'],
      ['a # b', '# b|comment.line.number-sign'],
      ['f() { a; }', 'f|entity.name.function', '{|punctuation.definition.group'],
    ]) {
      const scopes = scopesOf(`RUN ${text}`)
        .join(' ')
        .replaceAll('.shell', '')
        .replaceAll('#|punctuation.definition.comment b', '# b');
      for (const each of expected) assert.ok(` ${scopes} `.includes(` ${each} `), `${each} in ${scopes}`);
    }
  });

  it('names to the editor what only it has: the languages of heredocs, and brackets that no other closes', () => {
    const text = readFileSync('syntaxes/dockerfile.tmLanguage.json', 'utf8');
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
    const [{ embeddedLanguages, unbalancedBracketScopes }] = contributes.grammars;
    const embedded = [...text.matchAll(/"contentName": "(meta\.embedded\.[^"]+)"/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(embedded)].sort(), Object.keys(embeddedLanguages).sort());
    const [label = ''] = scopesOf('RUN case a in b) c ;; esac');
    for (const scope of unbalancedBracketScopes) assert.ok(label.includes(`)|${scope}`), label);
  });

  it('knows the words, texts and comments of other languages itself', () => {
    const inFile = (file: string, line: string) => scopesOf(`COPY <<EOF /x/${file}\n${line}\nEOF\nUSER a`);
    for (const [file, line, ...expected] of [
      [
        'a.py',
        'def f(a): return f"b" + g(None) # c',
        'def\\|storage.type.function.python',
        'f\\|entity.name.function.python',
        'return\\|keyword.control.flow.python',
        'b"?\\|string.quoted.single.python',
        'None\\|constant.language.python',
        '# c\\|comment.line.number-sign.python',
      ],
      [
        'a.json',
        '{"a": "b", "c": [1, true]}',
        '"a"\\|support.type.property-name.json',
        'b"?\\|string.quoted.double.json',
        '1\\|constant.numeric.json',
        'true\\|constant.language.json',
      ],
      [
        'a.yaml',
        '- a: "b" # c',
        'a\\|entity.name.tag.yaml',
        'b"?\\|string.quoted.double.yaml',
        '# c\\|comment.line.number-sign.yaml',
      ],
      [
        'b.yml',
        'a: {b: true, c: 1}',
        'b\\|entity.name.tag.yaml',
        'true\\|constant.language',
        '1\\|constant.numeric.yaml',
      ],
      ['a.ini', 'a.b = "c"', 'a\\.b\\|keyword.other.definition.ini', 'c"?\\|string.quoted.double.ini'],
      ['b.service', '[Unit]', 'Unit\\|entity.name.section.group-title.ini'],
      [
        'a.xml',
        '<a b="c">&amp;</a><!-- d -->',
        'a\\|entity.name.tag.xml',
        'b\\|entity.other.attribute-name.xml',
        '&amp;\\|constant.character.entity.xml',
        'd\\|comment.block.xml',
      ],
      [
        'a.sql',
        "select count(a) from b where c = 'd' -- e",
        'select\\|keyword.other.sql',
        'count\\|support.function.sql',
        "d'?\\|string.quoted.single.sql",
        '-- e\\|comment.line.double-dash.sql',
      ],
      [
        'a.mjs',
        'const a = f(`x${b}`, "c\\"", 0x1F) // d',
        'const\\|storage.type.js',
        'f\\|entity.name.function.js',
        'x\\|string.template.js',
        '0x1F\\|constant.numeric.js',
        '// d\\|comment.line.double-slash.js',
      ],
      [
        'a.ts',
        'interface A { b: null } /* c */',
        'interface\\|storage.type.ts',
        'null\\|constant.language.ts',
        'c\\|comment.block.ts',
      ],
      [
        'a.rb',
        'def a(b) # c',
        'def\\|storage.type.ruby',
        'a\\|entity.name.function.ruby',
        '# c\\|comment.line.number-sign.ruby',
      ],
      [
        'a.pl',
        'my $a = "b $c"; # d',
        'my\\|storage.type.perl',
        '\\$a\\|variable.other.readwrite.perl',
        '\\$c\\|variable.other.readwrite.perl',
      ],
      [
        'a.php',
        "<?php echo $a ?? 'b';",
        'echo\\|keyword.control.php',
        '\\$a\\|variable.other.php',
        'b\\|string.quoted.single.php',
      ],
      [
        'a.go',
        'func a() { return `b` }',
        'func\\|storage.type.go',
        'return\\|keyword.control.go',
        'b\\|string.quoted.raw.go',
      ],
      [
        'a.rs',
        'fn a<\'b>() { println!("c") }',
        'fn\\|storage.type.rust',
        'println!\\|entity.name.function.macro.rust',
        'c\\|string.quoted.double.rust',
      ],
      [
        'a.css',
        '.a { color: #fff; width: 10px }',
        'a\\|entity.name.tag.css',
        'color\\|support.type.property-name.css',
        '10px\\|constant.numeric.css',
      ],
    ]) {
      const lines = inFile(String(file), String(line));
      for (const pattern of expected) assert.match(lines[1] ?? '', new RegExp(pattern), String(file));
      assert.match(lines[3] ?? '', new RegExp(`^USER\\|${keyword}`), lines.join('\n'));
    }
    const open = scopesOf('RUN <<EOF\n#!/usr/bin/env node\n/* open "\nEOF\nUSER a');
    assert.match(open[2] ?? '', /comment\.block\.js/);
    assert.match(open[4] ?? '', new RegExp(`^USER\\|${keyword}`), 'what is left open ends with the heredoc');
  });

  it('gives a heredoc the language of its first line, of its file, or the shell', () => {
    for (const [first, language] of [
      ['#!/usr/bin/env python3', 'python'],
      ['#!/bin/bash -e', 'shell'],
      ['set -e', 'shell'],
    ]) {
      const lines = scopesOf(`RUN <<EOF\n${first}\nx "a"\nEOF\nUSER a`);
      assert.match(lines[2] ?? '', new RegExp(`"\\|string\\.quoted\\.\\w+\\.${language}`), lines.join('\n'));
      assert.equal(lines[3], 'EOF|entity.name.tag.heredoc');
      assert.match(lines[4] ?? '', new RegExp(`^USER\\|${keyword}`));
    }
    for (const [file, language] of [
      ['app.py', 'python'],
      ['/etc/nginx/conf.d/a.conf', 'ini'],
      ['"/a b.json"', 'json'],
      ['/x/y.yaml', 'yaml'],
      ['$dir/run.sh', 'shell'],
    ]) {
      const lines = scopesOf(`COPY --chmod=0755 <<-"END" ${file}\n\t"FROM"\n\tEND\nUSER a`);
      if (!file?.includes(' '))
        assert.match(lines[1] ?? '', new RegExp(`"\\|string\\.quoted\\.\\w+\\.${language}`), lines.join('\n'));
      assert.match(lines[3] ?? '', new RegExp(`^USER\\|${keyword}`), lines.join('\n'));
    }
    assertLines(
      'COPY <<EOF /etc/motd\nRUN x\nEOF\nRUN y',
      /EOF\|entity/,
      /RUN x\|string\.unquoted\.heredoc/,
      /EOF\|entity/,
      /^RUN\|keyword/,
    );
  });

  it('does not end a heredoc early, and does not lose the file behind one that never ends', () => {
    assertLines(
      'RUN <<EOF\nEOFX\n EOF\nEOF\nUSER a',
      /EOF/,
      /EOFX\|entity/,
      /EOF\|\S+command/,
      /EOF\|\S+tag\.heredoc/,
      /^USER\|/,
    );
    const lines = scopesOf('RUN <<EOF\nUSER a');
    assert.match(lines[1] ?? '', /USER\|entity\.name\.command/);
  });

  it('compiles what is for heredocs no sooner than one begins: every window that shows a Dockerfile would wait for it', async () => {
    const compiled: string[] = [];
    const fresh = await loadDockerfileGrammar((expressions) => compiled.push(...expressions));
    const forHeredocs = () =>
      compiled.filter((expression) => expression.includes('<<-?') && expression.includes('\\.py'));
    let state: StateStack = textmate.INITIAL;
    const read = (line: string) => {
      state = fresh.tokenizeLine(line, state).ruleStack;
    };
    for (const line of ['FROM a', 'COPY a.py b', 'RUN cat <<EOF > c && ls', 'x', 'EOF', 'RUN ls']) read(line);
    assert.deepEqual(forHeredocs(), []);
    read('COPY <<EOF a.py');
    assert.notDeepEqual(forHeredocs(), []);
  });
});
