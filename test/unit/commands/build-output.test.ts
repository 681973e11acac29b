import assert from 'node:assert/strict';
import { buildOutput, sendingSentences } from '../../../src/commands/building/output.ts';
import { plainOutput } from '../../../src/commands/terminals/terminal-text.ts';
import type { BuildProgress } from '../../../src/engine/build-api.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: takes colours away
const plain = (text: string) => text.replaceAll(/\x1b\[[0-9;]*m/g, '');

function shown(progress: readonly BuildProgress[]): string[] {
  const output = buildOutput();
  return progress.flatMap((one) => output.lines(one)).map(plain);
}

const step = (id: string, state: 'running' | 'cached' | 'done' | 'failed', more = {}): BuildProgress => ({
  kind: 'step',
  id,
  name: `[${id}/3] RUN ${id}`,
  state,
  ...more,
});

describe('build output', () => {
  it('says once how a step ended', () => {
    const done = step('1', 'done', { startedAt: 1000, completedAt: 3500 });
    assert.deepEqual(shown([step('1', 'running'), step('1', 'running'), done, done]), ['✓ [1/3] RUN 1  2.5 s']);
    assert.deepEqual(shown([step('2', 'cached')]), ['✓ [2/3] RUN 2  CACHED']);
  });

  it('keeps what is under way in one line that fits', () => {
    const output = buildOutput();
    assert.equal(output.status(80, 0), '');
    output.lines({ kind: 'context', way: 'archive', files: 1, bytes: 2000 });
    assert.equal(plain(output.status(80, 0)), `▶ ${sendingSentences.sending('2 kB')}`);
    assert.deepEqual(output.lines(step('1', 'running', { startedAt: 1000 })).map(plain), [
      sendingSentences.sentOne('2 kB'),
    ]);
    output.lines(step('2', 'running', { startedAt: 2000 }));
    assert.equal(plain(output.status(80, 13_000)), '▶ [1/3] RUN 1 and 1 more 12 s');
    assert.equal(plain(output.status(20, 13_000)).length, 19);
    output.lines(step('1', 'done'));
    output.lines(step('2', 'done'));
    assert.equal(output.status(80, 14_000), '');
  });

  it('names the step whose output follows when another one speaks', () => {
    const says = (id: string, line: string): BuildProgress => ({ kind: 'output', step: id, line, from: 'stdout' });
    assert.deepEqual(
      shown([step('1', 'running'), step('2', 'running'), says('2', 'a'), says('2', 'b'), says('1', 'c')]),
      ['▶ [2/3] RUN 2', '  a', '  b', '▶ [1/3] RUN 1', '  c'],
    );
  });

  it('leaves out the engine’s own chores unless they fail', () => {
    const internal = { kind: 'step', id: 'x', name: '[internal] load .dockerignore' } as const;
    assert.deepEqual(
      shown([
        { ...internal, state: 'running' },
        { ...internal, state: 'done' },
      ]),
      [],
    );
    assert.match(shown([{ ...internal, state: 'failed', error: 'no' }]).join(), /✗.*no/);
  });

  it('keeps a program’s colours, and makes other control sequences harmless', () => {
    const { lines } = buildOutput();
    const [line] = lines({
      kind: 'output',
      step: 'none',
      line: '\x1b[32mok\x1b[0m \x1b]0;title\x07 \x1b[2J',
      from: 'stdout',
    }).slice(-1);
    assert.ok(line?.includes('\x1b[32mok\x1b[0m'));
    assert.ok(line?.includes('\\x1b]0;title\\x07'));
    assert.ok(line?.includes('\\x1b[2J'));
  });

  it('shows of a progress bar what a terminal would be left with', () => {
    const says = (line: string): BuildProgress => ({ kind: 'output', step: 'none', line, from: 'stdout' });
    assert.equal(shown([says('\r 1 %\r 50 %\r100 %\r')]).at(-1), '  100 %');
    assert.equal(shown([says('\r')]).at(-1), '  ');
  });

  it('is plain text where there are no colours', () => {
    assert.equal(
      plainOutput('\x1b[1;31mred\x1b[0m \x1b]0;title\x07 10 %\r\x1b[2K\x1b[32m100 %\x1b[0m\x00'),
      '100 %\\x00',
    );
  });
});
