// Logs in bounded memory, the document made of them, and the page that tells why a container stopped.

import assert from 'node:assert/strict';
import { logDocument, oneOlderLine } from '../../../src/commands/logs/container-logs.ts';
import { type LogLine, lineGoesOn, newestLines, splitLogLines } from '../../../src/commands/logs/log-lines.ts';
import { logPosition, readTimes, type TimedLine } from '../../../src/commands/logs/log-position.ts';
import { withoutControlSequences } from '../../../src/commands/text/control-sequences.ts';

describe('log lines', () => {
  it('are whole, however the pieces were cut, and each stream for itself', () => {
    const lines: LogLine[] = [];
    const splitter = splitLogLines((line) => lines.push(line));
    splitter.add('on', 'stdout');
    splitter.add('bad', 'stderr');
    splitter.add('e\r\ntwo\nthr', 'stdout');
    splitter.add(' luck\n', 'stderr');
    splitter.end();
    assert.deepEqual(
      lines.map(({ from, text }) => `${from} ${text}`),
      ['stdout one', 'stdout two', 'stderr bad luck', 'stdout thr'],
    );
  });

  it('of a megabyte are whole, however small the pieces', () => {
    const lines: LogLine[] = [];
    const splitter = splitLogLines((line) => lines.push(line));
    for (let piece = 0; piece < 10_000; piece++) splitter.add('x'.repeat(100), 'stdout');
    splitter.add('\n', 'stdout');
    assert.deepEqual(lines, [{ from: 'stdout', text: 'x'.repeat(1_000_000) }]);
  });

  it('do not wait for ever for the end of one line, and say that it goes on', () => {
    const lines: LogLine[] = [];
    const splitter = splitLogLines((line) => lines.push(line), 10);
    splitter.add('12345678', 'stdout');
    splitter.add('90abcdefghijkl\nnext\n', 'stdout');
    assert.deepEqual(lines, [
      { from: 'stdout', text: '1234567890', goesOn: true },
      { from: 'stdout', text: 'abcdefghij', goesOn: true },
      { from: 'stdout', text: 'kl' },
      { from: 'stdout', text: 'next' },
    ]);
    assert.equal(logDocument(lines, 0), `1234567890 ${lineGoesOn}\nabcdefghij ${lineGoesOn}\nkl\nnext\n`);
  });

  it('have the time of their beginning, also where they go on', () => {
    const lines: TimedLine[] = [];
    const splitter = splitLogLines(
      readTimes((line) => lines.push(line)),
      40,
    );
    splitter.add(`2026-01-01T00:00:00.000000000Z ${'x'.repeat(20)}\n2026-01-01T02:00:00.5+01:00 next\n`, 'stdout');
    assert.deepEqual(
      lines.map(({ at, text }) => [at, text]),
      [
        ['2026-01-01T00:00:00.000000000Z', 'x'.repeat(9)],
        ['2026-01-01T00:00:00.000000000Z', 'x'.repeat(11)],
        ['2026-01-01T01:00:00.500000000Z', 'next'],
      ],
    );
  });

  it('are read on from where it stopped, none twice and none lost, though several have the same time', () => {
    const position = logPosition();
    assert.equal(position.resume(), undefined);
    assert.deepEqual(['1', '2', '2'].map(position.passes), [true, true, true]);
    position.resume();
    assert.deepEqual(['1', '2', '2', '2', '3'].map(position.passes), [false, false, false, true, true]);
    position.resume();
    assert.deepEqual(['2', '3', '4'].map(position.passes), [false, false, true]);
  });

  it('stay within the limit, count what was dropped, and keep the newest', () => {
    const heap = newestLines(200_000);
    for (let number = 0; number < 100_000; number++) heap.add({ from: 'stdout', text: `line ${number}` });
    const kept = heap.lines();
    assert.equal(kept.at(-1)?.text, 'line 99999');
    assert.equal(kept.length + heap.dropped(), 100_000);
    assert.ok(kept.reduce((sum, { text }) => sum + text.length + 1, 0) <= 200_000);
    assert.ok(kept.length > 15_000);
  });

  it('lose their colours in a document', () => {
    assert.equal(withoutControlSequences('\x1b[31mred\x1b[0m \x1b]0;title\x07plain'), 'red plain');
  });
});

describe('a log as a document', () => {
  it('tells the streams apart only where there are two', () => {
    assert.equal(logDocument([{ from: 'stdout', text: 'a' }], 0), 'a\n');
    const both: LogLine[] = [
      { from: 'stdout', text: 'a' },
      { from: 'stderr', text: 'b' },
    ];
    assert.equal(logDocument(both, 0), 'out│ a\nerr│ b\n');
  });

  it('says what is left out, and that it is empty', () => {
    assert.ok(logDocument([{ from: 'stdout', text: 'a' }], 1).includes(oneOlderLine));
    assert.match(logDocument([], 0), /empty/);
  });
});
