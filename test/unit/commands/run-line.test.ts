// The text forms of a run: words, mounts, environment, and the docker line, with values that are meant to break them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { formatEnvironment, parseEnvironment, parseEnvironmentFile } from '../../../src/commands/environment.ts';
import { formatMounts, parseMounts } from '../../../src/commands/mounts.ts';
import { dockerRunLine } from '../../../src/commands/run-line.ts';
import { containerRequest, type RunOptions, remember } from '../../../src/commands/run-options.ts';
import { joinWords, splitWords } from '../../../src/commands/shell-words.ts';

const nasty = [
  'plain',
  '',
  'two words',
  "it's",
  'say "hi"',
  '$HOME $(id)',
  '`id`',
  'back\\slash\\',
  'line\nbreak\ttab',
  '🐳 容器 שלום',
  '*?[a]~!#;&|<>(){}',
  '-x',
  "'; rm -rf / #",
];

const plain: RunOptions = {
  image: 'app:1',
  name: 'web',
  ports: [],
  environment: [],
  environmentFile: '',
  mounts: [],
  command: [],
  entrypoint: [],
  user: '',
  network: '',
  restartPolicy: 'no',
  autoRemove: false,
  mode: 'detached',
};

/** The words as a real shell hands them to a program. */
function wordsOfShell(line: string): string[] {
  const script = `set -- ${line}\nfor word in "$@"; do printf '%s\\0' "$word"; done`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('shell words', () => {
  it('come back as they were, from here and from a real shell', () => {
    assert.deepEqual(splitWords(joinWords(nasty)), nasty);
    assert.deepEqual(wordsOfShell(joinWords(nasty)), nasty);
  });

  it('are split as a shell does, without expansions', () => {
    assert.deepEqual(splitWords(String.raw`sh -c "echo \"$A\" \n" 'a b'c\ d`), [
      'sh',
      '-c',
      String.raw`echo "$A" \n`,
      'a bc d',
    ]);
    assert.deepEqual(splitWords('  '), []);
  });

  it('say what is missing', () => {
    for (const text of ["a 'b", 'a "b', 'a\\']) assert.ok('wrong' in splitWords(text), text);
  });
});

describe('mounts', () => {
  it('are read and written', () => {
    const mounts = parseMounts('data:/var/lib/db "/my code:/src:ro" /cache C:\\\\code:/win');
    assert.deepEqual(mounts, [
      { kind: 'volume', source: 'data', destination: '/var/lib/db', readOnly: false },
      { kind: 'bind', source: '/my code', destination: '/src', readOnly: true },
      { kind: 'volume', source: '', destination: '/cache', readOnly: false },
      { kind: 'bind', source: 'C:\\code', destination: '/win', readOnly: false },
    ]);
    assert.ok(!('wrong' in mounts));
    assert.deepEqual(parseMounts(formatMounts(mounts)), mounts);
  });

  it('are refused with a reason', () => {
    for (const text of ['data', 'data:relative', ':/x', './code:/src', 'a:/x b:/x', 'data:/x:rx'])
      assert.ok('wrong' in parseMounts(text), text);
  });
});

describe('environment', () => {
  it('keeps every value as it is', () => {
    const entries = nasty.map((value, index) => `N${index}=${value}`);
    assert.deepEqual(parseEnvironment(formatEnvironment(entries)), entries);
  });

  it('wants a value', () => assert.match(JSON.stringify(parseEnvironment('A=1 B')), /"B\\?" has no value/));

  it('is read from a file as docker does', () => {
    const text = '\uFEFF# comment\r\n\n  A=1 \nQ="quoted"\nOWN\nMISSING\nE=a=b\n';
    assert.deepEqual(parseEnvironmentFile(text, { OWN: 'mine' }), ['A=1 ', 'Q="quoted"', 'OWN=mine', 'E=a=b']);
  });

  it('tells the line that is wrong and not what stands there', () => {
    const answer = parseEnvironmentFile('A=1\nmy secret=hunter2', {});
    assert.deepEqual(answer, { wrong: 'Line 2 is not NAME=value.' });
  });
});

describe('the docker run line', () => {
  it('is short for the common case', () => {
    const ports = [{ hostPort: 8080, containerPort: 80, protocol: 'tcp' as const }];
    assert.equal(dockerRunLine({ ...plain, ports }), 'docker run -d --name web -p 8080:80 app:1');
    assert.equal(
      dockerRunLine({ ...plain, mode: 'interactive', autoRemove: true }),
      'docker run -it --rm --name web app:1',
    );
    assert.equal(dockerRunLine(plain, true), 'docker create --name web app:1');
  });

  it('carries nasty values through a real shell unharmed', () => {
    const line = dockerRunLine({
      ...plain,
      environment: nasty.map((value, index) => `N${index}=${value}`),
      environmentFile: '/my files/$x.env',
      mounts: [
        { kind: 'bind', source: '/my "code"', destination: '/src', readOnly: true },
        { kind: 'bind', source: '/a:b,c', destination: '/d', readOnly: false },
      ],
      command: nasty,
      entrypoint: ['/my program', 'first argument'],
      user: '1000:1000',
      network: 'net',
      restartPolicy: 'always',
    });
    const words = wordsOfShell(line);
    assert.deepEqual(words.slice(-nasty.length), nasty);
    for (const [index, value] of nasty.entries()) assert.equal(words[words.indexOf(`N${index}=${value}`) - 1], '-e');
    assert.ok(words.includes('/my "code":/src:ro'));
    assert.ok(words.includes('type=bind,"source=/a:b,c",destination=/d'));
    const image = words.indexOf('app:1');
    assert.equal(words[words.indexOf('--entrypoint') + 1], '/my program');
    assert.equal(words[image + 1], 'first argument');
  });
});

describe('run options', () => {
  it('become a request; what was given by hand wins over the file', () => {
    const request = containerRequest({ ...plain, environment: ['A=2'], mode: 'interactive' }, ['A=1']);
    assert.deepEqual(request.environment, ['A=1', 'A=2']);
    assert.equal(request.tty, true);
    assert.equal(request.openStdin, true);
    assert.ok(!('command' in request) && !('user' in request) && !('network' in request));
  });

  it('are remembered without any value of the environment', () => {
    const kept = JSON.stringify(remember({ ...plain, environment: ['PASSWORD=hunter2=x\ny'] }));
    assert.match(kept, /PASSWORD/);
    assert.doesNotMatch(kept, /hunter2|\\ny/);
  });
});
