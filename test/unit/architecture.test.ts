// Keeps the picture in src/README.md: who may import whom, no cycles, file lengths, and each thing in its one place.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/** From a place in src/ (longest prefix wins) to the places that it may import; every place may import itself. */
const mayImport: Record<string, readonly string[]> = {
  'extension.ts': ['extension-language.ts', 'vscode/'],
  'extension-language.ts': ['extension-workbench.ts', 'vscode/'],
  'extension-web.ts': ['vscode/'],
  'extension-workbench.ts': [
    'vscode/',
    'commands/',
    'forecast/',
    'builds/',
    'explorer/',
    'container-files/',
    'engine/',
    'registry/',
    'dockerfile/',
  ],
  'cli.ts': ['lint-worker.ts', 'cli/', 'lsp/', 'lint-configuration/', 'shellcheck/', 'dockerfile/', 'build-context/'],
  'lint-worker.ts': ['dockerfile/'],
  'forecast-worker.ts': ['forecast/'],
  'cli/': [
    'lint-configuration/',
    'shellcheck/',
    'surroundings/',
    'dockerfile/',
    'build-context/',
    'forecast/',
    'engine/',
    'dockerfile-name.ts',
  ],
  'lsp/': ['lint-configuration/', 'surroundings/', 'dockerfile/', 'build-context/', 'quantities.ts'],
  'vscode/': [
    'commands/',
    'explorer/',
    'container-files/',
    'panels/',
    'forecast/',
    'builds/',
    'known-images/',
    'engine/',
    'registry/',
    'lint-configuration/',
    'shellcheck/',
    'surroundings/',
    'dockerfile/',
    'build-context/',
    'quantities.ts',
    'image-reference.ts',
    'dockerfile-name.ts',
    'programs.ts',
    'visible-text.ts',
    'clock.ts',
    'loaded-once.ts',
    'errors.ts',
    'user-error.ts',
  ],
  // The rooms of the commands; each may import those below it.
  'commands/all.ts': ['commands/index.ts', 'commands/equivalents/', ...commandRooms(1)],
  'commands/equivalents/': commandRooms(0),
  'commands/index.ts': commandRooms(1),
  'commands/longshore/': commandRooms(2),
  'commands/disk/': commandRooms(3),
  'commands/building/': commandRooms(4),
  'commands/containers/': commandRooms(5),
  'commands/registries/': commandRooms(6),
  'commands/images/': commandRooms(7),
  'commands/running/': commandRooms(8),
  'commands/volumes/': commandRooms(9),
  'commands/networks/': commandRooms(10),
  'commands/files/': commandRooms(11),
  'commands/logs/': commandRooms(12),
  'commands/terminals/': commandRooms(13),
  'commands/objects/': commandRooms(14),
  'commands/accounts/': commandRooms(15),
  'commands/options/': commandRooms(16),
  'commands/host/': commandRooms(17),
  'commands/text/': commandRooms(18),
  'builds/': ['engine/', 'dockerfile/', 'quantities.ts', 'image-reference.ts', 'clock.ts', 'errors.ts'],
  'forecast/': [
    'builds/',
    'engine/',
    'surroundings/',
    'dockerfile/',
    'build-context/',
    'quantities.ts',
    'platform.ts',
    'visible-text.ts',
    'clock.ts',
    'errors.ts',
  ],
  'image-layers/': ['container-files/', 'user-error.ts'],
  'container-files/': ['engine/', 'build-context/', 'clock.ts', 'file-from-stream.ts', 'errors.ts', 'user-error.ts'],
  'panels/': [
    'image-layers/',
    'builds/',
    'engine/',
    'dockerfile/',
    'quantities.ts',
    'image-reference.ts',
    'visible-text.ts',
    'clock.ts',
    'errors.ts',
  ],
  'explorer/': [
    'container-files/',
    'builds/',
    'engine/',
    'dockerfile/',
    'registry/',
    'build-context/',
    'quantities.ts',
    'image-reference.ts',
    'clock.ts',
    'errors.ts',
  ],
  // What the engine and registries say of an image together.
  'known-images/': ['engine/', 'registry/', 'image-reference.ts', 'platform.ts', 'errors.ts'],
  'engine/': [
    'registry/',
    'build-context/',
    'quantities.ts',
    'image-reference.ts',
    'platform.ts',
    'programs.ts',
    'clock.ts',
    'silence.ts',
    'optional-file.ts',
    'errors.ts',
    'user-error.ts',
  ],
  // Leaves alone: registries are asked without an engine.
  'registry/': ['image-reference.ts', 'programs.ts', 'clock.ts', 'loaded-once.ts', 'optional-file.ts', 'errors.ts'],
  'lint-configuration/': ['dockerfile/'],
  'shellcheck/': ['dockerfile/', 'programs.ts'],
  'surroundings/': ['dockerfile/', 'build-context/', 'image-reference.ts'],
  // The rooms of the language; each may import those below it.
  'dockerfile/language/': languageRooms(0),
  'dockerfile/linting/': languageRooms(1),
  'dockerfile/rules/': languageRooms(2),
  'dockerfile/families/': languageRooms(3),
  'dockerfile/rule-parts/': languageRooms(4),
  'dockerfile/packages/': languageRooms(5),
  'dockerfile/shell/': languageRooms(6),
  'dockerfile/meaning/': languageRooms(7),
  'dockerfile/knowledge/': languageRooms(8),
  'dockerfile/text/': languageRooms(9),
  'build-context/': [],
  'quantities.ts': [],
  'dockerfile-name.ts': [],
  'image-reference.ts': [],
  'platform.ts': [],
  'programs.ts': [],
  'visible-text.ts': [],
  'clock.ts': [],
  'loaded-once.ts': [],
  'silence.ts': ['clock.ts'],
  'optional-file.ts': ['errors.ts'],
  'file-from-stream.ts': [],
  'errors.ts': [],
  'user-error.ts': ['errors.ts'],
};

/** The rooms of `dockerfile/` from the top down: what those below one may be imported by it, and what lies outside. */
function languageRooms(from: number): readonly string[] {
  const rooms = 'language linting rules families rule-parts packages shell meaning knowledge text'.split(' ');
  return [
    ...rooms.slice(from + 1).map((room) => `dockerfile/${room}/`),
    'build-context/',
    'image-reference.ts',
    'platform.ts',
  ];
}

/** The rooms of `commands/` from the top down, with the table that joins them, as those of `dockerfile/`. */
function commandRooms(from: number): readonly string[] {
  const rooms = [
    ...['equivalents/', 'index.ts', 'longshore/', 'disk/', 'building/', 'containers/', 'registries/', 'images/'],
    ...['running/', 'volumes/', 'networks/', 'files/', 'logs/', 'terminals/', 'objects/', 'accounts/', 'options/'],
    ...['host/', 'text/'],
  ];
  return [
    ...rooms.slice(from + 1).map((room) => `commands/${room}`),
    'explorer/',
    'image-layers/',
    'container-files/',
    'panels/',
    'forecast/',
    'builds/',
    'engine/',
    'registry/',
    'dockerfile/',
    'build-context/',
    'quantities.ts',
    'image-reference.ts',
    'platform.ts',
    'clock.ts',
    'file-from-stream.ts',
    'silence.ts',
    'errors.ts',
    'user-error.ts',
  ];
}

/** From a package to the one place that may import it. */
const packages: Record<string, RegExp> = {
  // Every sentence that a person reads goes through it.
  '@vscode/l10n': /./,
  vscode: /^(vscode\/|extension(-language|-workbench|-web)?\.ts$)/,
  dockerode: /^engine\/dockerode\//,
  'docker-modem': /^engine\/dockerode\//,
  'dockerfile-ast': /^dockerfile\/meaning\/pairs\.ts$/,
  'vscode-languageserver/node': /^lsp\//,
  sarif: /^cli\/reports\/sarif\.ts$/,
  yaml: /^lint-configuration\/yaml-text\.ts$/,
  unbash: /^dockerfile\/shell\/(?:shell|bash-constructs)\.ts$/,
  'tar-stream': /^build-context\//,
  fzstd: /^container-files\/zstd\.ts$/,
  yazl: /^build-context\/zip\.ts$/,
};

/** What would read a second time what one module reads for all: the pattern, and who may. */
const secondReaders: readonly {
  readonly what: string;
  readonly pattern: RegExp;
  readonly reader: RegExp;
  readonly sample: string;
}[] = [
  {
    what: 'starts a program by its bare name; ask programPath',
    pattern: /\b(?:spawn|execFile)(?:Sync)?\(\s*['"`]/,
    reader: /^$/,
    sample: "spawn('ssh', args)",
  },
  {
    what: 'reads mounts; ask runMounts',
    pattern: /name [!=]== 'mount' (?:&&|\|\|)|\btype=\$\{|\(\^\|,\)type=/,
    reader: /^dockerfile\/meaning\/run-mounts\.ts$/,
    sample: "flags.some(({ name, value }) => name === 'mount' && value)",
  },
  {
    what: 'reads what COPY --from names; ask copyFrom or sourceNames',
    pattern: /name [!=]== 'from'|flagNamed\(\w+, 'from'\)/,
    reader: /^dockerfile\/meaning\/copy-arguments\.ts$/,
    sample: "flags.find(({ name }) => name === 'from')",
  },
  {
    what: 'chooses between the JSON form and words; ask argumentWords',
    pattern: /json \?\? (?:\w+\.)?words/,
    reader: /^dockerfile\/meaning\/copy-arguments\.ts$/,
    sample: 'const last = (instruction.json ?? instruction.words).at(-1);',
  },
  {
    what: 'reads EXPOSE; ask portSpecs',
    pattern: /keyword [!=]== 'EXPOSE'\) continue|onEach\(\['EXPOSE'\]/,
    reader: /^dockerfile\/meaning\/port-specs\.ts$/,
    sample: "check: onEach(['EXPOSE'], (instruction) => {})",
  },
  {
    what: 'reads SHELL; ask shellInForce',
    pattern: /keyword [!=]== 'SHELL' && \w+(?:\.\w+)*\.json/,
    reader: /^dockerfile\/shell\/shell-in-force\.ts$/,
    sample: "if (instruction.keyword === 'SHELL' && instruction.json) shell = next;",
  },
  {
    what: 'lists the shells; ask posixShells',
    pattern: /'dash', 'ash'|\(\?:ba\|da\||sh\|bash\|dash/,
    reader: /^dockerfile\/knowledge\/shells\.ts$/,
    sample: "new Set(['sh', 'bash', 'dash', 'ash'])",
  },
];

/** What reads an engine's words outside of the tables that know them all (`engine/failures/`). */
const readsEngineWords =
  /\/[gimsuy]*\.(?:test|exec)\([^)]*\b(?:words|said|message|reason|error|failure|cause|stderr|warning)\b|\b(?:words|said|message|error|failure|stderr)\.(?:match|includes|startsWith|endsWith|search)\(\s*['"/]/i;

const longest = 400;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .map((path) => {
    const text = readFileSync(`src/${path}`, 'utf8');
    // Type-only and dynamic imports count, too.
    const imports = [...text.matchAll(/(?:\bfrom\s+|^import\s+|\bimport\()'([^']+)'/gm)].map((match) =>
      String(match[1]),
    );
    return { path, text, imports };
  });

const placeOf = (path: string) =>
  Object.keys(mayImport)
    .filter((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))
    .sort((a, b) => b.length - a.length)[0];

/** Identifier → the files that have it, tests and the scripts of pages as one more each. */
const filesByName = new Map<string, Set<string>>();
const tests = ['test', 'media'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:ts|mjs)$/.test(path))
    .map((path) => ({ path: folder, text: readFileSync(`${folder}/${path}`, 'utf8') })),
);
for (const { path, text } of [...sources, ...tests]) {
  for (const name of new Set(text.match(/[A-Za-z_$][\w$]*/g))) {
    filesByName.set(name, (filesByName.get(name) ?? new Set()).add(path));
  }
}

/** Whether another file, or a test, names it. */
function namedOutside(path: string, name: string): boolean {
  return [...(filesByName.get(name) ?? [])].some((other) => other !== path);
}

const resolveImport = (from: string, to: string) => posix.normalize(posix.join(posix.dirname(from), to));

describe('architecture', () => {
  it('has sources to look at', () => assert.ok(sources.length > 30, `${sources.length} files`));

  it('imports only along the arrows', () => {
    const wrong: string[] = [];
    for (const { path, imports } of sources) {
      const place = placeOf(path);
      assert.ok(place, `src/${path} stands outside of every known place: add it to the picture, or move it`);
      for (const wanted of imports.filter((name) => name.startsWith('.'))) {
        const target = resolveImport(path, wanted);
        if (target === '../package.json') continue;
        const targetPlace = placeOf(target);
        const isAllowed = mayImport[place]?.some(
          (allowed) => targetPlace === allowed || targetPlace?.startsWith(allowed),
        );
        if (targetPlace !== place && !isAllowed) wrong.push(`${path} -> ${target}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('imports packages only in their places', () => {
    const wrong: string[] = [];
    for (const { path, imports } of sources) {
      for (const name of imports.filter((wanted) => !wanted.startsWith('.') && !wanted.startsWith('node:'))) {
        assert.ok(!builtinModules.includes(name), `${path}: write node:${name}`);
        if (!packages[name]?.test(path)) wrong.push(`${path} -> ${name}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('has no import cycles', () => {
    const graph = new Map(
      sources.map(({ path, imports }) => [
        path,
        imports.filter((name) => name.startsWith('.')).map((name) => resolveImport(path, name)),
      ]),
    );
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): void => {
      assert.ok(!trail.includes(path), `cycle: ${[...trail.slice(trail.indexOf(path)), path].join(' -> ')}`);
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
  });

  it('reads each fact of an instruction in one place', () => {
    const found = sources
      .filter(({ path }) => /^(?:dockerfile|builds|forecast|cli|vscode)\//.test(path))
      .flatMap(({ path, text }) =>
        secondReaders
          .filter(({ pattern, reader }) => !reader.test(path) && pattern.test(text))
          .map(({ what }) => `${path}: ${what}`),
      );
    assert.deepEqual(found, []);
  });

  it('reads what engines say in the tables of failures alone', () => {
    // What Node, ssh, credential helpers and registries say is known where they are asked.
    const others = /^(?:engine\/(?:failures|endpoint)|registry)\//;
    const found = sources
      .filter(({ path }) =>
        /^(?:engine|registry|known-images|commands|builds|container-files|build-context|explorer|panels|vscode)\//.test(
          path,
        ),
      )
      .filter(({ path, text }) => !others.test(path) && readsEngineWords.test(text))
      .map(({ path, text }) => `${path}: ${readsEngineWords.exec(text)?.[0]}`);
    assert.deepEqual(found, []);
    for (const sample of ['/no such/i.test(error.message)', "message.includes('denied')", '/x/.exec(String(cause))'])
      assert.match(sample, readsEngineWords);
  });

  it('knows second readers when it sees them', () => {
    for (const { pattern, sample } of secondReaders) assert.match(sample, pattern);
  });

  // Types stand in the signatures of what is imported, and are fine where nobody names them.
  it('exports nothing that nobody imports', () => {
    const unused = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:default )?(?:async )?(?:const|function|class) ([A-Za-z_$][\w$]*)/gm)]
        .map(([, name]) => String(name))
        .filter((name) => !namedOutside(path, name))
        .map((name) => `${path}: ${name}`),
    );
    assert.deepEqual(unused, []);
  });

  it('keeps files short', () => {
    const lengths = sources.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    const tooLong = lengths.filter(({ lines }) => lines > longest);
    assert.deepEqual(tooLong, [], `over ${longest} lines`);
  });

  it('keeps adapters to the editor thin', () => {
    const thick = sources.filter(({ path, text }) => path.startsWith('vscode/') && text.split('\n').length - 1 > 150);
    assert.deepEqual(
      thick.map(({ path }) => path),
      [],
    );
  });

  it('begins each file by saying what it is for', () => {
    const silent = sources.filter(({ text }) => !/^(#!.*\n)?(\/\/|\/\*\*) ?\S/.test(text)).map(({ path }) => path);
    assert.deepEqual(silent, []);
  });

  it('lets no handler catch: what is foreseen is answered by a function that says so', () => {
    const tables = sources.flatMap(({ path, text }) => tablesIn(text).map((table) => ({ path, table })));
    assert.ok(tables.length > 20, `${tables.length} tables`);
    const catching = tables.filter(({ table }) => /\bcatch\b/.test(table)).map(({ path }) => path);
    assert.deepEqual(catching, []);
    assert.match(
      String(tablesIn('const a = plainCommands(\n  {\n    x() {\n      try {} catch {}\n    },\n  },\n  {},\n);\n')[0]),
      /catch/,
    );
  });

  it('takes the signal that cancels last: behind it stand only functions that are called, and what may be left out', () => {
    const wrong = sources.flatMap(({ path, text }) => behindSignals(text).map((parameter) => `${path}: ${parameter}`));
    assert.deepEqual(wrong, []);
    assert.deepEqual(behindSignals('f(signal: AbortSignal, path: string)'), ['path: string']);
    assert.deepEqual(behindSignals('f(path: string, signal: AbortSignal, work: () => void, quick = false)'), []);
  });

  it('shows errors in one place', () => {
    const places = sources.filter(({ text }) => /showErrorMessage\(/.test(text)).map(({ path }) => path);
    assert.deepEqual(places, ['vscode/report.ts']);
  });

  it('tells failures of engines and registries as such, and all else as UserError', () => {
    const others = /^(?:engine|registry)\/|^(?:errors|optional-file)\.ts$|^builds\/redaction\.ts$/;
    const wrong = sources
      .filter(({ path, text }) => !others.test(path) && /\bnew EngineError\(/.test(text))
      .map(({ path }) => path);
    assert.deepEqual(wrong, []);
    const inside = sources.filter(({ path, text }) => path.startsWith('engine/') && /\bUserError\b/.test(text));
    assert.deepEqual(inside, []);
  });

  it('keeps no state in modules', () => {
    const stateful = sources.filter(({ text }) => /^(export )?let /m.test(text)).map(({ path }) => path);
    assert.deepEqual(stateful, []);
  });

  it('keeps no caches in modules', () => {
    const caches = sources.flatMap(({ path, text }) => writtenConstants(text).map((name) => `${path}: ${name}`));
    assert.deepEqual(caches, []);
    const samples = [
      'const known = new Map<string, number>();\nconst f = (x: string) => known.set(x, 1);\n',
      'const known = new WeakMap<object, number>();\nknown.delete(it);\n',
      'export const seen: string[] = [];\nconst f = () => {\n  seen.push(it);\n};\n',
      'const last = { value: 0 };\nconst f = () => {\n  last.value = 1;\n};\n',
      'const counts: Record<string, number> = {};\nconst f = () => {\n  counts[it] ??= 1;\n};\n',
    ];
    for (const sample of samples) assert.equal(writtenConstants(sample).length, 1, sample);
    // A regular expression that is told where to look keeps nothing.
    assert.deepEqual(writtenConstants('const word = /x/y;\nconst f = () => {\n  word.lastIndex = 1;\n};\n'), []);
  });

  it('drops no subscription to the editor', () => {
    // A listener whose Disposable is a bare statement outlives a restart of its owner.
    const bare =
      /^\s*(workspace|window|languages|commands|editorCommands|env|tasks|debug|extensions)\.(on[A-Z]\w*|register\w+|create\w+)\(/gm;
    const lost = sources
      .filter(({ path }) => path.startsWith('vscode/') || /^extension(-language|-workbench)?\.ts$/.test(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(bare)]
          // Inside an argument list or array (Disposable.from(…), push(…)) the statement does not end with a semicolon.
          .filter((match) => statementEndsWithSemicolon(text, match.index))
          .map((match) => `${path}: ${match[0].trim()}`),
      );
    assert.deepEqual(lost, []);
  });
});

/** The parameters after an AbortSignal that are neither functions (or an object of them) nor optional. */
function behindSignals(text: string): string[] {
  return [...text.matchAll(/\bsignal\??: AbortSignal(?: \| undefined)?,/g)].flatMap((match) => {
    let depth = 0;
    let at = match.index + match[0].length;
    const begin = at;
    while (depth > 0 || !/[,)]/.test(text.charAt(at))) {
      if (/[([{<]/.test(text.charAt(at))) depth++;
      else if (/[)\]}]/.test(text.charAt(at)) || (text.charAt(at) === '>' && text.charAt(at - 1) !== '=')) depth--;
      at++;
    }
    const parameter = text.slice(begin, at).trim();
    return parameter === '' || /^\w+\?:|=>| = |: (?:Follower|Probe)$/.test(parameter) ? [] : [parameter];
  });
}

/** The tables of commands in a file: what stands between the brackets. */
const tablesIn = (text: string): string[] =>
  [...text.matchAll(/^(?:export )?const \w+ = (?:engine|plain)Commands\([\s\S]*?^\);/gm)].map(([table]) => table);

/** Constants at the top level whose content is changed: by a method of collections, or by an assignment to a part. */
function writtenConstants(text: string): string[] {
  const names = [...text.matchAll(/^(?:export )?const ([\w$]+)\b/gm)].map(([, name]) => String(name));
  return names.filter((name) => {
    const before = `(?<![\\w$.])${name.replaceAll('$', '\\$')}`;
    const changed = '(?:set|add|push|delete|clear|splice|shift|pop|unshift|sort|reverse|fill)\\(';
    const part = '(?:\\.(?!lastIndex\\b)\\w+|\\[[^\\]\\n]*\\])+ (?:\\?\\?|\\|\\||[-+*])?= ';
    return new RegExp(`${before}(?:\\.${changed}|${part})`).test(text);
  });
}

/** Whether the call that begins after `start` is followed by `;`: counts brackets, which is enough for formatted code. */
function statementEndsWithSemicolon(text: string, start: number): boolean {
  let depth = 0;
  for (let at = text.indexOf('(', start); at < text.length; at++) {
    if ('([{'.includes(text.charAt(at))) depth++;
    if (')]}'.includes(text.charAt(at)) && --depth === 0) return text.charAt(at + 1) === ';';
  }
  return false;
}
