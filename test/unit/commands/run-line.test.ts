// The text forms of a run: words, environment, and the docker line, with values that are meant to break them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { dockerRunLine } from '../../../src/commands/options/line.ts';
import type { Run } from '../../../src/commands/options/option.ts';
import { rememberable } from '../../../src/commands/running/memory.ts';
import {
  environmentFileSentences,
  formatEnvironment,
  parseEnvironment,
  parseEnvironmentFile,
} from '../../../src/commands/text/environment.ts';
import { joinWords, splitWords } from '../../../src/commands/text/shell-words.ts';

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

const plain: Run = { image: 'app:1', values: { name: ['web'], detach: ['true'] }, command: [] };

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
    assert.deepEqual(answer, { wrong: environmentFileSentences.line(2) });
  });
});

describe('the docker run line', () => {
  it('is short for the common case', () => {
    const web = { ...plain, values: { ...plain.values, publish: ['8080:80'] } };
    assert.equal(dockerRunLine(web), 'docker run -d --name web -p 8080:80 app:1');
    const values = { name: ['web'], interactive: ['true'], tty: ['true'], rm: ['true'] };
    assert.equal(dockerRunLine({ ...plain, values }), 'docker run -it --rm --name web app:1');
    assert.equal(dockerRunLine(plain, { create: true }), 'docker create --name web app:1');
  });

  it('carries nasty values through a real shell unharmed', () => {
    const line = dockerRunLine({
      image: 'app:1',
      values: {
        env: nasty.map((value, index) => `N${index}=${value}`),
        'env-file': ['/my files/$x.env'],
        volume: ['/my "code":/src:ro'],
        mount: ['type=bind,"source=/a:b,c",destination=/d'],
        entrypoint: ['/my program', 'first argument'],
        user: ['1000:1000'],
      },
      command: nasty,
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

  it('hides what may be secret where somebody may look over the shoulder', () => {
    const values = { env: ['PASSWORD=hunter2', 'PATH'], 'log-opt': ['splunk-token=hunter2', 'max-size=1m'] };
    const line = dockerRunLine({ image: 'app:1', values, command: [] }, { hidden: '…' });
    assert.doesNotMatch(line, /hunter2/);
    assert.match(line, /-e 'PASSWORD=…' -e PATH .*max-size=1m/);
  });
});

describe('what is remembered of a run', () => {
  it('has no name and no value of the environment', () => {
    const values = {
      ...plain.values,
      env: ['PASSWORD=hunter2=x\ny', 'FROM_HERE'],
      'log-opt': ['token=hunter2', 'a=b'],
    };
    const kept = rememberable({ ...plain, values });
    assert.deepEqual(kept, {
      values: { detach: ['true'], env: ['FROM_HERE'], 'log-opt': ['a=b'] },
      command: [],
      environmentNames: ['PASSWORD'],
      environmentMarks: {},
    });
  });
});
