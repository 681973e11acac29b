// Output at a terminal's pace: frames, and what is left out of too much.
import assert from 'node:assert/strict';
import { pacedOutput, writingPace } from '../../../src/commands/terminals/paced-output.ts';
import { red } from '../../../src/commands/terminals/terminal-text.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

describe('paced output', () => {
  const under = () => {
    const clock = createFakeClock();
    const writes: string[] = [];
    return { clock, writes, output: pacedOutput((text) => writes.push(text), clock) };
  };

  it('shows a first line at once, and what follows together in the next frame', async () => {
    const { clock, writes, output } = under();
    output.write('one\n');
    assert.deepEqual(writes, ['one\r\n']);
    output.write('two\n');
    output.write('three\n');
    assert.equal(writes.length, 1);
    await clock.advance(50);
    assert.deepEqual(writes.slice(1), ['two\r\nthree\r\n']);
    await clock.advance(50);
    assert.deepEqual(clock.waiting(), []);
  });

  it('paints each stream by itself', async () => {
    const { clock, writes, output } = under();
    output.write('first\n');
    output.write('out\n');
    output.write('bad', red);
    output.write('\n', red);
    await clock.advance(50);
    assert.equal(writes[1], `out\r\n${red('bad\r\n')}`);
  });

  it('writes what waits at the end, and leaves no timer', () => {
    const { clock, writes, output } = under();
    output.write('one');
    output.write(' two');
    output.end();
    assert.deepEqual(writes, ['one', ' two']);
    assert.deepEqual(clock.waiting(), []);
  });

  it('loses nothing of a burst that a terminal can take', async () => {
    const { clock, writes, output } = under();
    const lines = Array.from({ length: 9000 }, (_, number) => `${number} ${'x'.repeat(90)}`);
    for (const line of lines) output.write(`${line}\n`);
    await clock.advance(2000);
    assert.equal(writes.join(''), `${lines.join('\r\n')}\r\n`);
    assert.ok(writes.every((text) => text.length < 60_000));
  });

  it('leaves whole lines out of too much, keeps the newest, and says how many are missing', async () => {
    const { clock, writes, output } = under();
    const all = 100_000;
    // Pieces are cut anywhere.
    const text = Array.from({ length: all }, (_, number) => `${number} ${'x'.repeat(90)}\n`).join('');
    for (let at = 0; at < text.length; at += 30_001) output.write(text.slice(at, at + 30_001));
    await clock.advance(2000);
    const shown = writes.join('');
    const missing = [...shown.matchAll(/\[(\d+) lines? omitted/g)].reduce((sum, [, number]) => sum + Number(number), 0);
    const lines = shown.match(/^\d+ x{90}\r$/gm) ?? [];
    assert.ok(missing > 50_000, `${missing}`);
    assert.ok(Math.abs(lines.length + missing - all) <= 1, `${lines.length} and ${missing}`);
    assert.equal(lines.at(-1), `${all - 1} ${'x'.repeat(90)}\r`);
  });

  it('does not wait for the end of a line that has none', async () => {
    const { clock, writes, output } = under();
    for (let piece = 0; piece < 100; piece++) output.write('y'.repeat(50_000));
    output.end();
    await clock.advance(50);
    assert.match(writes.join(''), /1 line omitted/);
    assert.ok(writes.join('').length < 1_300_000);
  });
});

describe('the pace of writing', () => {
  it('lets a little through at once, and makes more wait for the next frame', async () => {
    const clock = createFakeClock();
    const pace = writingPace(clock);
    assert.equal(pace(1000), undefined);
    const waiting = pace(100_000);
    assert.ok(waiting);
    let isOver = false;
    void waiting.then(() => {
      isOver = true;
    });
    await clock.advance(49);
    assert.equal(isOver, false);
    await clock.advance(1);
    assert.equal(isOver, true);
    assert.equal(pace(1000), undefined);
  });
});
