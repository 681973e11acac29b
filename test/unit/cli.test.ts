import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { argumentSentences } from '../../src/cli/arguments.ts';
import { type CommandLineHost, runCommandLine, usageSentences } from '../../src/cli/command-line.ts';
import { configurationFailures } from '../../src/cli/configuration.ts';
import { fileFailures, searchFailures } from '../../src/cli/files-meant.ts';
import { reports } from '../../src/cli/reports/index.ts';
import { countSentences } from '../../src/cli/reports/tty.ts';
import { keySentences } from '../../src/lint-configuration/keys.ts';

interface Ran {
  readonly status: number;
  readonly output: string;
  readonly complaints: string;
}

async function run(
  words: readonly string[],
  host: Partial<CommandLineHost> & { readonly input?: string } = {},
): Promise<Ran> {
  let output = '';
  let complaints = '';
  const status = await runCommandLine(words, {
    write: (text) => {
      output += text;
    },
    complain: (text) => {
      complaints += text;
    },
    readInput: async () => host.input ?? '',
    environment: {},
    serve: async () => {},
    color: false,
    texts: { languages: () => ['en'], of: () => undefined },
    ...host,
  });
  return { status, output, complaints };
}

const sound = 'FROM node:22\nCMD ["a"]\n';
const faulty = 'FROM node\n// a\nCMD ["a"]\n';

describe('longshore lint', () => {
  it('speaks the language of --locale, and English in what programs read', async () => {
    const texts = {
      languages: () => ['en', 'ko'],
      of: (language: string) =>
        language === 'ko' ? JSON.parse(readFileSync('l10n/bundle.l10n.ko.json', 'utf8')) : undefined,
    };
    try {
      const host = { input: faulty, texts };
      assert.match((await run(['lint', '--locale', 'ko_KR.UTF-8', '-'], host)).output, /[가-힣]/);
      assert.doesNotMatch((await run(['lint', '--locale=ko', '--format', 'gnu', '-'], host)).output, /[가-힣]/);
      for (const command of ['lint', 'format', 'forecast'])
        assert.match((await run([command, '--help'], host)).output, /--locale LOCALE .*: en, ko\./);
      const unknown = await run(['lint', '--locale', 'tlh', '-'], host);
      assert.equal(unknown.status, 2);
      assert.ok(unknown.complaints.includes(usageSentences.unknownValue('--locale', 'en, ko')), unknown.complaints);
    } finally {
      await run(['--version']);
    }
    assert.doesNotMatch((await run(['lint', '-'], { input: faulty })).output, /[가-힣]/);
  });

  let folder = '';
  const write = async (name: string, text: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    return path;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'longshore-cli-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('says nothing of a sound file but that it is one', async () => {
    const { status, output, complaints } = await run(['lint', await write('Dockerfile', sound)]);
    assert.deepEqual([status, output, complaints], [0, `${countSentences.clean()}\n`, '']);
  });

  it('looks for sources in the folders beside the Dockerfile', async () => {
    await write('src/a/main.go', '');
    const path = await write('Dockerfile', 'FROM node:22\nCOPY src/a/main.go src/a/mian.go src/b /c/\n');
    const { output } = await run(['lint', '--format', 'github', path]);
    assert.match(output, /src\/a\/mian\.go.* did you mean main\.go\?/);
    assert.match(output, /src\/b does not exist/);
    assert.doesNotMatch(output, /no src\/a\/main\.go/);
  });
  it('reads what keeps files from the build, the Dockerfile’s own file before the folder’s', async () => {
    const path = await write('app.Dockerfile', 'FROM node:22\nCOPY a /a\nCOPY b /b\n');
    await write('.dockerignore', 'a\n');
    assert.match((await run(['lint', path])).output, /:2:6 .*copy-ignored-file/);
    await write('app.Dockerfile.dockerignore', 'b\n');
    const { output } = await run(['lint', '--format', 'json', path]);
    assert.deepEqual(
      JSON.parse(output).files[0].problems.map((problem: { rule: string; range: { start: { line: number } } }) => [
        problem.rule,
        problem.range.start.line,
      ]),
      [['copy-ignored-file', 2]],
    );
  });

  it('underlines the words, with line and column as people count', async () => {
    const { status, output } = await run(['lint', '-'], { input: '\tFROM node\nCMD ["a"]\n' });
    assert.equal(status, 1);
    assert.match(output, /^-:1:7 \S+ .* pin-base-image\n {4}\tFROM node\n {4}\t {5}\^{4}\n\n/);
    assert.ok(output.endsWith(`\n\n${countSentences.oneInOne()}\n`), output);
  });

  it('uses colors on a terminal only', async () => {
    assert.ok(!(await run(['lint', '-'], { input: faulty })).output.includes('\u001b'));
    assert.ok((await run(['lint', '-'], { input: faulty, color: true })).output.includes('\u001b[33mwarning'));
  });

  it('lets no file steer the terminal', async () => {
    const { output } = await run(['lint', '-'], { input: `FROM no\u001b[2Jde\u0007\n${'x'.repeat(500)}\n` });
    assert.ok(!output.includes('\u001b') && !output.includes('\u0007'));
    assert.ok(output.split('\n').every((line) => line.length < 800));
  });

  it('gives JSON with positions as the language server protocol has them', async () => {
    const path = await write('Dockerfile', faulty);
    const { status, output } = await run(['lint', '--format', 'json', path]);
    assert.equal(status, 1);
    const [file] = JSON.parse(output).files;
    assert.equal(file.file, path);
    assert.deepEqual(
      file.problems.map((problem: Record<string, unknown>) => [
        problem.rule,
        problem.aliases,
        problem.severity,
        problem.range,
        problem.fix,
      ]),
      [
        [
          'pin-base-image',
          ['DL3006'],
          'warning',
          { start: { line: 0, character: 5 }, end: { line: 0, character: 9 } },
          null,
        ],
        ['no-slash-comment', [], 'error', { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } }, 'safe'],
      ],
    );
    assert.deepEqual(JSON.parse((await run(['lint', '--format=json', '-'], { input: sound })).output), {
      files: [{ file: '-', problems: [] }],
    });
  });

  it('searches folders for Dockerfiles', async () => {
    for (const name of [
      'Dockerfile',
      'b/Dockerfile.dev',
      'b/api.DOCKERFILE',
      'c/Containerfile',
      'c/Dockerfile_base',
      'c/Dockerfile.go',
      'node_modules/x/Dockerfile',
      'README.md',
      'Dockerfile.dockerignore',
      'b/Dockerfile.dev~',
    ]) {
      await write(name, sound);
    }
    await write('c/dockerfile.py', 'from io import open\n');
    await write('c/dockerfile-parse.ts', 'export {};\n');
    const { output } = await run(['lint', '--format', 'json', folder]);
    assert.deepEqual(
      JSON.parse(output).files.map(({ file }: { file: string }) => file.slice(folder.length + 1)),
      ['Dockerfile', 'b/Dockerfile.dev', 'b/api.DOCKERFILE', 'c/Containerfile', 'c/Dockerfile.go', 'c/Dockerfile_base'],
    );
  });

  it('takes what lies beside the file into account', async () => {
    const path = await write('Dockerfile', 'FROM node:22\nCOPY . .\nRUN npm ci\n');
    await write('package.json', '{}');
    const { output } = await run(['lint', '--format', 'json', path]);
    assert.equal(JSON.parse(output).files[0].problems[0].fix, 'suggested');
    await rm(join(folder, 'package.json'));
    assert.equal(JSON.parse((await run(['lint', '--format', 'json', path])).output).files[0].problems[0].fix, null);
  });

  it('resolves build arguments, from the environment too', async () => {
    const input = 'ARG A=latest\nFROM node:$A\n';
    assert.equal((await run(['lint', '-'], { input })).status, 1);
    assert.equal((await run(['lint', '--build-arg', 'A=22', '-'], { input })).status, 0);
    assert.equal((await run(['lint', '--build-arg', 'A', '-'], { input, environment: { A: '22' } })).status, 0);
    const given = 'ARG A=node:22\nFROM $A\n';
    assert.equal((await run(['lint', '-'], { input: given })).status, 0);
    assert.equal((await run(['lint', '--build-arg', 'A=node', '-'], { input: given })).status, 1);
  });

  describe('--fix', () => {
    it('repairs what is safe and reports what is left', async () => {
      const path = await write('Dockerfile', '\ufeff// a\r\nFROM debian:12\r\nRUN sudo sudo a\r\nWORKDIR b\r\n');
      const { status, output } = await run(['lint', '--fix', path]);
      assert.equal(await readFile(path, 'utf8'), '\ufeff# a\r\nFROM debian:12\r\nRUN a\r\nWORKDIR b\r\n');
      assert.equal(status, 1);
      assert.match(output, /absolute-workdir/);
      assert.ok(output.endsWith(`${countSentences.fixed(3)} ${countSentences.oneInOne()}\n`), output);
      const again = await run(['lint', '--fix', path]);
      assert.ok(!again.output.includes('repaired'));
    });
    it('leaves a file alone that is not UTF-8', async () => {
      const bytes = Buffer.from('// \xe9\nFROM x:1\n', 'latin1');
      const path = await write('Dockerfile', bytes);
      const { status, complaints } = await run(['lint', '--fix', path]);
      assert.equal(status, 2);
      assert.match(complaints, /not UTF-8/);
      assert.deepEqual(await readFile(path), bytes);
    });
  });

  it('takes a pattern, which some shells hand on as it is', async () => {
    for (const name of ['a/Dockerfile', 'b/c/Dockerfile', 'b/x.dockerfile', 'node_modules/y/Dockerfile']) {
      await write(name, sound);
    }
    const filesOf = async (pattern: string) =>
      JSON.parse((await run(['lint', '--format', 'json', join(folder, pattern)])).output).files.map(
        ({ file }: { file: string }) => file.slice(folder.length + 1),
      );
    assert.deepEqual(await filesOf('**/Dockerfile'), ['a/Dockerfile', 'b/c/Dockerfile']);
    assert.deepEqual(await filesOf('*/*.dockerfile'), ['b/x.dockerfile']);
    assert.equal(
      (await run(['lint', join(folder, '**/none')])).complaints,
      `longshore: ${searchFailures.noMatch(join(folder, '**/none'))}\n`,
    );
  });

  describe('configuration', () => {
    it('is that of the nearest folder, and says severity, format and threshold', async () => {
      await write('.git/HEAD', '');
      await write('.longshore.yaml', 'rules: {pin-base-image: off}\n');
      const outer = await write('Dockerfile', faulty);
      await write('b/.hadolint.yaml', 'override: {error: [DL3006]}\nignored: [DL1000]\nno-fail: true\n');
      const inner = await write('b/Dockerfile', faulty);
      const { status, output } = await run(['lint', '--format', 'json', inner, outer]);
      assert.deepEqual(
        JSON.parse(output).files.map(({ problems }: { problems: { rule: string; severity: string }[] }) =>
          problems.map(({ rule, severity }) => `${rule} ${severity}`),
        ),
        [['pin-base-image error', 'no-slash-comment error'], ['no-slash-comment error']],
      );
      assert.equal(status, 1);
      assert.equal((await run(['lint', inner])).status, 0);
      assert.equal((await run(['lint', '--threshold', 'error', inner])).status, 1);
    });
    it('is not looked for above the repository, nor with --no-config', async () => {
      await write('.longshore.yaml', 'rules: {pin-base-image: off, no-slash-comment: off}\n');
      await write('b/.git/HEAD', '');
      assert.equal((await run(['lint', await write('b/Dockerfile', faulty)])).status, 1);
      const here = await write('Dockerfile', faulty);
      assert.equal((await run(['lint', here])).status, 0);
      assert.equal((await run(['lint', '--no-config', here])).status, 1);
    });
    it('is the file that is named', async () => {
      const file = await write('team.yaml', 'rules: {DL3006: info, no-slash-comment: off}\nthreshold: warning\n');
      assert.equal((await run(['lint', '--config', file, await write('Dockerfile', faulty)])).status, 0);
    });
    it('is a clear problem where it is broken, and linting goes on', async () => {
      await write('.longshore.yaml', 'rules:\n  no-sudo: loud\n  pin-base-image: off\n');
      const { status, output, complaints } = await run(['lint', await write('Dockerfile', faulty)]);
      assert.equal(status, 2);
      const said = keySentences.notAllowed('error, warning, info, style, off');
      assert.ok(complaints.includes(`/.longshore.yaml:2:12: error: ${said}`), complaints);
      assert.match(output, /no-slash-comment/);
      assert.ok(!output.includes('pin-base-image'));
    });
  });

  it('runs rules that are off by default, when they are asked for', async () => {
    assert.equal((await run(['lint', '--no-config', '-'], { input: sound })).status, 0);
    assert.match(
      (await run(['lint', '--all-rules', '-'], { input: sound })).output,
      /\n\d+ problems? in 1 file|No problems/,
    );
  });

  describe('exit status', () => {
    it('goes by the threshold', async () => {
      const at = async (threshold: string, input: string) =>
        (await run(['lint', '--threshold', threshold, '-'], { input })).status;
      assert.equal(await at('error', 'FROM node\n'), 0);
      assert.equal(await at('warning', 'FROM node\n'), 1);
      assert.equal(await at('error', faulty), 1);
      assert.equal(await at('none', faulty), 0);
    });
    it('is 2, with what to do, when the words make no sense', async () => {
      const cases: readonly (readonly [words: readonly string[], message: string])[] = [
        [[], usageSentences.missingCommand()],
        [['build'], usageSentences.unknownCommand('build')],
        [['lint'], argumentSentences.nothingToLint()],
        [
          ['lint', '--format', 'xml', '-'],
          argumentSentences.notAllowed('--format', 'xml', Object.keys(reports).join(', ')),
        ],
        [
          ['lint', '--threshold', 'bad', '-'],
          argumentSentences.notAllowed('--threshold', 'bad', 'error, warning, info, style, none'),
        ],
        [['lint', '--config', 'x', '--no-config', '-'], argumentSentences.twoConfigurations()],
        [['lint', '--config', 'gone.yaml', '-'], configurationFailures.unreadable('gone.yaml', 'ENOENT')],
        [['lint', '--what', '-'], `Unknown option '--what'`],
        [['lint', '--fix', '-'], argumentSentences.fixOfInput()],
        [['lint', '--build-arg', '=x', '-'], argumentSentences.argumentWithoutName('=x')],
        [['lint', '--stdin-filename', 'x', 'y'], argumentSentences.nameWithoutInput()],
      ];
      for (const [words, message] of cases) {
        const { status, complaints, output } = await run(words);
        assert.equal(status, 2, words.join(' '));
        assert.ok(complaints.startsWith(`longshore: ${message}`), complaints);
        assert.equal(output, '');
      }
    });
    it('is 2 when a file cannot be read, and the others are still linted', async () => {
      const { status, output, complaints } = await run([
        'lint',
        join(folder, 'gone'),
        await write('Dockerfile', faulty),
      ]);
      assert.equal(status, 2);
      assert.equal(complaints, `longshore: ${fileFailures.notThere(join(folder, 'gone'))}\n`);
      assert.ok(output.includes(countSentences.inOne(2)), output);
    });
    it('is 2 when a folder holds no Dockerfile', async () => {
      assert.equal((await run(['lint', folder])).complaints, `longshore: ${searchFailures.noDockerfile(folder)}\n`);
    });
    it('is 2 for a language without texts', async () => {
      const { status, complaints } = await run(['lint', '--locale', 'xx', '-'], { input: sound });
      assert.equal(status, 2);
      assert.match(complaints, /--locale/);
    });
    it('is 0 for --help and --version', async () => {
      for (const words of [['--help'], ['lint', '--help'], ['--version']]) assert.equal((await run(words)).status, 0);
      assert.match((await run(['--version'])).output, /^longshore \d+\.\d+\.\d+\n$/);
    });
  });
});
