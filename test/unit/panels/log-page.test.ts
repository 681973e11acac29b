import assert from 'node:assert/strict';
import { createTimeLimit } from '../../../src/commands/logs/within-time.ts';
import { isAtLeast, levelOf } from '../../../src/panels/log-level.ts';
import {
  type FromLogsPage,
  type LogFilter,
  type LogRow,
  noFilter,
  type ToLogsPage,
} from '../../../src/panels/log-messages.ts';
import { createLogStore } from '../../../src/panels/log-store.ts';
import { filterSentences, runLogsPage } from '../../../src/panels/logs-session.ts';
import { fieldsOf, markedPieces } from '../../../src/panels/marked-text.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

type Line = Omit<LogRow, 'seq'>;
const line = (text: string, more: Partial<Line> = {}): Line => ({
  source: 0,
  at: '2026-01-01T00:00:00.000000000Z',
  from: 'stdout',
  text,
  ...more,
});
const many = (count: number, from = 0) => Array.from({ length: count }, (_, at) => line(`line ${from + at}`));
const texts = (rows: readonly Pick<LogRow, 'text'>[]) => rows.map(({ text }) => text);
const filterOf = (change: Partial<LogFilter>): LogFilter => ({ ...noFilter, ...change });

describe('the level of a line', () => {
  it('is read from fields, words in capitals and brackets at the beginning, and from nothing else', () => {
    for (const [text, level] of [
      ['{"level":"warn","msg":"x"}', 'warn'],
      ['{"level":50,"msg":"pino"}', 'error'],
      ['{"level":30,"msg":"pino"}', 'info'],
      ['time=1 level=debug msg="error in the text"', 'debug'],
      ['2026-01-01 12:00:00 ERROR failed', 'error'],
      ['[warn] careful', 'warn'],
      ['error: no such file', 'error'],
      ['NOTICE: ready', 'info'],
      ['the word error in a sentence', undefined],
      ['terror', undefined],
      [`${'x'.repeat(200)} ERROR`, undefined],
    ] as const) {
      assert.equal(levelOf(text), level, text);
    }
    assert.deepEqual(
      [isAtLeast(undefined, 'info'), isAtLeast(undefined, 'warn'), isAtLeast('error', 'warn')],
      [true, false, true],
    );
  });
});

describe('a line of output', () => {
  it('is cut where a search has found it, over its colours', () => {
    assert.deepEqual(
      markedPieces('a\x1b[31mbc\x1b[0md bcd', /bcd/gi).map(({ text, isHit }) => [text, isHit]),
      [
        ['a', false],
        ['bc', true],
        ['d', true],
        [' ', false],
        ['bcd', true],
      ],
    );
    assert.deepEqual(
      markedPieces('abc', /x*/g).map(({ isHit }) => isHit),
      [false],
    );
  });

  it('tells the fields of JSON, of an object alone', () => {
    assert.deepEqual(fieldsOf('{"msg":"a","n":{"b":1},"none":null}'), [
      ['msg', 'a'],
      ['n', '{"b":1}'],
      ['none', 'null'],
    ]);
    for (const text of ['[1]', '{broken}', 'x {"a":1}', '', '"x"']) assert.equal(fieldsOf(text), undefined);
  });
});

describe('the lines that are kept', () => {
  it('are the newest that fit, by their number and by their text', () => {
    const store = createLogStore({ lines: 100, characters: 1000 });
    store.add(many(250));
    assert.deepEqual([store.kept, store.dropped, store.rows(0, 1)[0]?.text], [100, 150, 'line 150']);
    store.add([line('x'.repeat(900))]);
    assert.ok(store.kept < 100);
    store.add([line('y'.repeat(5000))]);
    assert.deepEqual([store.kept, texts(store.rows(0, 9))[0]?.length], [1, 5000]);
  });

  it('are filtered by text, pattern, level, output, time and container; news stay', () => {
    const store = createLogStore({ lines: 100, characters: 10_000 });
    store.add([
      line('GET /a'),
      line('\x1b[31mGET\x1b[0m /b', { source: 1 }),
      line('ERROR no', { from: 'stderr', at: '2026-01-01T00:01:00.000000000Z' }),
      line('it was started again', { source: -1 }),
    ]);
    const shown = (change: Partial<LogFilter>) => {
      store.filter(filterOf(change));
      while (store.work(1));
      return store.rows(0, 10).map(({ seq }) => seq);
    };
    assert.deepEqual(shown({ text: 'get /' }), [0, 1, 3]);
    assert.deepEqual(shown({ text: '^get /[b-z]$', isRegex: true }), [1, 3]);
    assert.deepEqual(shown({ level: 'error' }), [2, 3]);
    assert.deepEqual(shown({ from: 'stderr' }), [2, 3]);
    assert.deepEqual(shown({ since: Date.parse('2026-01-01T00:00:30Z') }), [2, 3]);
    assert.deepEqual(shown({ hidden: [0] }), [1, 3]);
    assert.deepEqual(shown({}), [0, 1, 2, 3]);
    assert.throws(() => store.filter(filterOf({ text: '(', isRegex: true })), SyntaxError);
  });

  it('are found, counted and gone through around the end, also while older ones go', () => {
    const store = createLogStore({ lines: 10, characters: 10_000 });
    store.add(many(10));
    store.search({ text: 'line', isRegex: false });
    assert.ok(store.work(3));
    assert.deepEqual([store.hits, store.busy], [3, true]);
    store.add(many(2, 10));
    while (store.work(100));
    assert.deepEqual([store.hits, store.dropped], [10, 2]);
    store.search({ text: '5', isRegex: false });
    store.work(100);
    assert.deepEqual(store.nextHit(0, true), { place: 3, number: 1 });
    assert.deepEqual(store.nextHit(3, true), { place: 3, number: 1 });
    store.filter(filterOf({ text: '1' }));
    store.work(100);
    assert.deepEqual([store.hits, store.nextHit(0, true)], [0, undefined]);
  });

  it('are found by a time', () => {
    const store = createLogStore({ lines: 100, characters: 10_000 });
    store.add([1, 3, 5].map((second) => line('x', { at: `2026-01-01T00:00:0${second}.000000000Z` })));
    assert.deepEqual(
      ['00:00:02', '00:00:00', '00:00:09'].map((time) => store.placeOfTime(Date.parse(`2026-01-01T${time}Z`))),
      [1, 0, 2],
    );
  });
});

/** The time is real, and other work may take it: an expression that comes to its end has more than it can need. */
const enoughTime = createTimeLimit(20_000);

function scene(names = ['web'], limits = { lines: 1000, characters: 100_000 }, within = enoughTime) {
  const panel = scriptedPanel<ToLogsPage, FromLogsPage>();
  const clock = createFakeClock();
  const done: (readonly unknown[])[] = [];
  const saved: Record<string, LogFilter> = {};
  const logs: { say(...lines: Omit<Line, 'source'>[]): void; news(text: string): void; fail(error: Error): void }[] =
    [];
  runLogsPage(panel, {
    names,
    within,
    follow: (source, onLines, onNews) =>
      new Promise((_resolve, fail) => {
        logs[source] = { say: (...lines) => onLines(lines), news: onNews, fail };
      }),
    copy: (text, words) => done.push(['copy', text, words]),
    save: (pieces) => done.push(['save', [...pieces].join('')]),
    presets: {
      get: () => saved,
      remove: (name) => void delete saved[name],
      save: (filter, onSaved) => {
        saved.mine = filter;
        onSaved();
      },
    },
    clock,
    limits,
    now: () => Date.parse('2026-01-01T00:00:10Z'),
  });
  const told = <Type extends ToLogsPage['type']>(type: Type) =>
    panel.posted.filter((message): message is Extract<ToLogsPage, { type: Type }> => message.type === type);
  return { panel, clock, done, logs, told, saved };
}

describe('the page of logs', () => {
  it('gives up an expression that takes too long on a line, says so, and goes on', async () => {
    const catastrophe = { text: '(a+)+$', isRegex: true };
    const trap = line(`${'a'.repeat(40)}!`);
    for (const how of ['filter', 'search', 'later'] as const) {
      let within = createTimeLimit(100);
      const { panel, logs, told, clock } = scene(undefined, undefined, (work) => within(work));
      logs[0]?.say(line('a'), ...(how === 'later' ? [] : [trap]));
      await clock.advance(1000);
      if (how === 'search') panel.say({ type: 'search', search: catastrophe, near: 0 });
      else panel.say({ type: 'filter', filter: filterOf(catastrophe) });
      await clock.advance(1000);
      if (how === 'later') logs[0]?.say(trap);
      await clock.advance(1000);
      assert.equal(told('counts').at(-1)?.wrong, filterSentences.tooSlow(), how);
      assert.deepEqual([told('counts').at(-1)?.shown, told('counts').at(-1)?.busy], [2, false], how);
      assert.equal(told('rows').at(-1)?.search, undefined, how);
      within = enoughTime;
      logs[0]?.say(line('b'));
      await clock.advance(1000);
      assert.equal(told('rows').at(-1)?.rows.at(-1)?.text, 'b', how);
      panel.say({ type: 'filter', filter: filterOf({ text: '^b$', isRegex: true }) });
      await clock.advance(1000);
      assert.deepEqual([told('counts').at(-1)?.wrong, told('counts').at(-1)?.shown], ['', 1], how);
      panel.close();
    }
  });

  it('marks a search once it has been tried on what is in sight', async () => {
    const { panel, logs, told, clock } = scene();
    logs[0]?.say(line('ab'));
    await clock.advance(1000);
    assert.equal(told('rows').at(-1)?.search, undefined);
    panel.say({ type: 'search', search: { text: 'b$', isRegex: true }, near: 0 });
    await clock.advance(1000);
    assert.deepEqual(told('rows').at(-1)?.search, { text: 'b$', isRegex: true });
    panel.say({ type: 'search', search: undefined, near: 0 });
    await clock.advance(1000);
    assert.equal(told('rows').at(-1)?.search, undefined);
  });

  it('is told ten times a second at most, and only what is in sight', async () => {
    const { logs, told, clock } = scene();
    for (let round = 0; round < 50; round++) logs[0]?.say(...many(100, round * 100));
    await clock.advance(100);
    assert.equal(told('rows').length, 1);
    assert.equal(told('rows')[0]?.rows.length, 60);
    assert.equal(told('rows')[0]?.rows.at(-1)?.text, 'line 4999');
    assert.deepEqual([told('counts')[0]?.kept, told('counts')[0]?.dropped], [1000, 4000]);
    await clock.advance(1000);
    assert.equal(told('rows').length, 1);
  });

  it('keeps its place while it is paused, and nothing is sent that nobody looks at', async () => {
    const { panel, logs, told, clock } = scene();
    logs[0]?.say(...many(100));
    await clock.advance(100);
    panel.say({ type: 'window', first: 10, count: 5, end: false });
    assert.deepEqual(texts(told('rows').at(-1)?.rows ?? []), texts(many(5, 10)));
    const before = told('rows').length;
    logs[0]?.say(...many(100, 100));
    await clock.advance(100);
    assert.equal(told('rows').length, before);
    panel.look(false);
    panel.posted.length = 0;
    logs[0]?.say(...many(100, 200));
    await clock.advance(1000);
    assert.equal(panel.posted.length, 0);
    panel.look(true);
    panel.say({ type: 'ready' });
    assert.equal(told('counts')[0]?.kept, 300);
  });

  it('merges several by time, tells them apart, and one that fails holds up none', async () => {
    const { logs, told, clock } = scene(['web', 'db']);
    const at = (second: number) => `2026-01-01T00:00:0${second}.000000000Z`;
    logs[0]?.say(line('1', { at: at(1) }), line('3', { at: at(3) }));
    await clock.advance(100);
    assert.equal(told('counts').at(-1)?.kept ?? 0, 0);
    logs[1]?.say(line('2', { at: at(2) }));
    await clock.advance(100);
    assert.deepEqual(
      told('rows')
        .at(-1)
        ?.rows.map(({ text, source }) => [text, source]),
      [
        ['1', 0],
        ['2', 1],
        ['3', 0],
      ],
    );
    logs[1]?.fail(new Error('Its log driver keeps none.'));
    await settled();
    await clock.advance(100);
    assert.equal(told('rows').at(-1)?.rows.at(-1)?.text, 'db: Its log driver keeps none.');
  });

  it('filters and searches while it follows, and says what is wrong with a pattern', async () => {
    const { panel, logs, told, clock } = scene();
    logs[0]?.say(...many(100));
    await clock.advance(100);
    panel.say({ type: 'filter', filter: filterOf({ text: '9' }) });
    assert.equal(told('counts').at(-1)?.shown, 19);
    logs[0]?.say(line('nine 9'), line('ten'));
    await clock.advance(100);
    assert.equal(told('counts').at(-1)?.shown, 20);
    panel.say({ type: 'filter', filter: filterOf({ text: '(', isRegex: true }) });
    assert.match(String(told('counts').at(-1)?.wrong), /\(/);
    assert.equal(told('counts').at(-1)?.shown, 20);
    panel.say({ type: 'search', search: { text: 'LINE 9', isRegex: false }, near: 0 });
    assert.equal(told('counts').at(-1)?.hits, 11);
    assert.deepEqual(told('goTo').at(-1), { type: 'goTo', place: 0, hit: 1, line: 9 });
    panel.say({ type: 'nextHit', forward: false, near: 0 });
    assert.equal(told('goTo').at(-1)?.hit, 11);
    panel.say({ type: 'search', search: undefined, near: 0 });
    assert.equal(told('counts').at(-1)?.hits, undefined);
  });

  it('copies and exports what is shown, with the containers’ names where there are several', async () => {
    const { panel, logs, done, clock } = scene(['web', 'db']);
    logs[0]?.say(line('a'));
    logs[1]?.say(line('b'));
    logs[1]?.news('it was restarted');
    await clock.advance(100);
    panel.say({ type: 'copyShown' });
    panel.say({ type: 'export' });
    const text = 'web a\ndb b\n── db: it was restarted ──\n';
    assert.deepEqual(done, [
      ['copy', text, '3 lines'],
      ['save', text],
    ]);
  });

  it('keeps filters under names, without what is of a moment', async () => {
    const { panel, told, saved } = scene();
    panel.say({ type: 'filter', filter: filterOf({ text: 'x', since: 5, hidden: [0] }) });
    panel.say({ type: 'savePreset' });
    assert.deepEqual(saved.mine, filterOf({ text: 'x' }));
    panel.say({ type: 'filter', filter: noFilter });
    panel.say({ type: 'usePreset', name: 'mine' });
    assert.deepEqual([told('sources').at(-1)?.filter.text, told('sources').at(-1)?.presets], ['x', ['mine']]);
    panel.say({ type: 'usePreset', name: 'constructor' });
    panel.say({ type: 'removePreset', name: 'mine' });
    assert.deepEqual(told('sources').at(-1)?.presets, []);
  });
});
