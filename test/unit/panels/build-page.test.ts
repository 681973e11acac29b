import assert from 'node:assert/strict';
import type { BuildHistory, BuildStart } from '../../../src/builds/history.ts';
import type { BuildRecord } from '../../../src/builds/record.ts';
import { buildFacts } from '../../../src/panels/build-facts.ts';
import { type FromBuildPage, mostStepLines, type ToBuildPage } from '../../../src/panels/build-messages.ts';
import { buildPageSentences, runBuildPage } from '../../../src/panels/build-session.ts';
import { comparisonFacts } from '../../../src/panels/comparison-facts.ts';
import type { FromComparisonPage, ToComparisonPage } from '../../../src/panels/comparison-messages.ts';
import { comparisonSentences, runComparisonPage } from '../../../src/panels/comparison-session.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';
import { memoryBuilds } from '../../support/memory-builds.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

const nasty = '<img src=x onerror=alert(1)>\u202e';
const text = `FROM a\nRUN one ${nasty}\nRUN curl --token ghp_secret\n`;

const start = (more: Partial<BuildStart> = {}): BuildStart => ({
  engine: 'fa4e00000000',
  dockerfile: '/w/Dockerfile',
  text,
  profile: { name: 'default', buildArgs: { MODE: nasty } },
  tags: [`${nasty}:1`],
  before: { imageId: 'sha256:0', size: 1000 },
  cancel: () => undefined,
  ...more,
});
const result = { imageId: 'sha256:1', size: 5_000_000, tags: ['w:latest'], way: 'sync' } as const;
const begun = 1_700_000_000_000;
const step = (id: string, name: string, state: 'running' | 'done' | 'cached' | 'failed', took = 1000) =>
  ({
    kind: 'step',
    id,
    name,
    state,
    startedAt: begun,
    ...(state === 'running' ? {} : { completedAt: begun + took }),
    ...(state === 'failed' ? { error: `exit code 1 ${nasty}` } : {}),
  }) as const;

/** `lines`: how many the first RUN writes. */
function built(builds: BuildHistory, outcome: 'built' | 'failed', lines = 1): BuildRecord {
  const build = builds.start(start());
  build.take(step('c', '[internal] load build context', 'done'));
  build.take(step('1', '[2/3] RUN one', 'running'));
  for (let line = 0; line < lines; line++)
    build.take({ kind: 'output', step: '1', from: 'stdout', line: `\x1b[31mline ${line}` });
  build.take(step('1', '[2/3] RUN one', 'done'));
  build.take(step('2', '[3/3] RUN curl', outcome === 'built' ? 'cached' : 'failed'));
  build.end(outcome, outcome === 'built' ? { result } : { error: 'It failed.' });
  return builds.records.find(({ id }) => id === build.id) as BuildRecord;
}

function scene(builds: BuildHistory, id: string) {
  const panel = scriptedPanel<ToBuildPage, FromBuildPage>();
  const clock = createFakeClock();
  const done: (readonly unknown[])[] = [];
  runBuildPage(
    panel,
    { id, name: 'w' },
    {
      builds,
      nameOf: ({ tags }) => String(tags[0]),
      run: (action) => done.push(['run', action]),
      compare: (earlier, later) => done.push(['compare', earlier, later]),
      openBuild: (other) => done.push(['build', other]),
      openImage: ({ imageId }) => done.push(['image', imageId]),
      openLine: (dockerfile, line) => done.push(['line', dockerfile, line]),
      copy: (copied) => done.push(['copy', copied]),
      clock,
    },
  );
  const told = (key: string) =>
    panel.posted.flatMap((message) => (message.type === 'log' && message.key === key ? [message] : [])).at(-1);
  return { panel, clock, done, told };
}

describe('facts of a build’s page', () => {
  it('hold no secret and nothing that cannot be seen, and tell steps on one axis of time', () => {
    const facts = buildFacts(built(memoryBuilds(), 'failed'), `${nasty}:1`, []);
    assert.doesNotMatch(JSON.stringify(facts), /ghp_secret|\u202e/);
    assert.deepEqual(
      facts.steps.map(({ line, state }) => [line, state]),
      [
        [1, 'done'],
        [2, 'failed'],
      ],
    );
    assert.deepEqual(
      facts.errands.map(({ text: told, duration }) => [told, duration]),
      [['[internal] load build context', 1000]],
    );
    assert.equal(facts.sizeBefore, 1000);
  });

  it('have the builds of the same Dockerfile, with this one among them however old it is', () => {
    const record = built(memoryBuilds(), 'built');
    const all = Array.from({ length: 20 }, (_, at) => ({ ...record, id: `b${at}`, startedAt: begun - at }));
    const other = { ...record, id: 'other', dockerfile: '/w/other/Dockerfile' };
    const idsOf = (build: BuildRecord, records: readonly BuildRecord[]) =>
      buildFacts(build, 'w', records).sameFile.map(({ id }) => id);
    const [newest, oldest] = [all[0] as BuildRecord, all[19] as BuildRecord];
    assert.deepEqual(idsOf(newest, [newest, other]), []);
    assert.deepEqual(idsOf(newest, [newest, other, oldest]), ['b0', 'b19']);
    for (const build of all) {
      const ids = idsOf(build, all);
      assert.equal(ids.length, 12);
      assert.ok(ids.includes(build.id), build.id);
    }
    const [first] = buildFacts(newest, 'w', all).sameFile;
    assert.deepEqual([first?.cached, first?.steps, first?.outcome], [1, 2, 'built']);
    const running = { ...newest, outcome: 'running' } as const;
    assert.equal(buildFacts(running, 'w', [running, oldest]).sameFile[0]?.duration, undefined);
  });

  it('are made of records of before, too', () => {
    const record = built(memoryBuilds(), 'built');
    const { errands: _, sent: __, bases: ___, text: ____, engine: _____, ...old } = record;
    const steps = record.steps.map(({ line, text: told, stage, state, duration }) => ({
      line,
      text: told,
      stage,
      state,
      duration,
    }));
    const facts = buildFacts({ ...old, steps }, 'w', []);
    assert.equal(facts.hasEngine, false);
    assert.deepEqual(
      facts.steps.map(({ begin }) => begin),
      [undefined, undefined],
    );
  });
});

describe('the page of a build', () => {
  it('follows a build that runs, with what its steps write, and what became of it', async () => {
    const builds = memoryBuilds();
    const build = builds.start(start());
    const { panel, clock, told } = scene(builds, build.id);
    await settled();
    build.take(step('1', '[2/3] RUN one', 'running'));
    await clock.advance(1000);
    panel.say({ type: 'showLogs', keys: ['line 1', 'line 7'] });
    build.take({ kind: 'output', step: '1', from: 'stdout', line: 'hello' });
    await clock.advance(1000);
    assert.deepEqual(told('line 1')?.lines, ['hello']);
    assert.equal(told('line 7'), undefined);
    build.take(step('1', '[2/3] RUN one', 'done'));
    build.end('built', { result });
    await clock.advance(1000);
    const last = panel.posted.filter(({ type }) => type === 'facts').at(-1);
    assert.match(JSON.stringify(last), /"outcome":"built"/);
    assert.deepEqual(told('line 1')?.lines, ['hello']);
  });

  it('tells the end of a long log, and says how much is before it', async () => {
    const builds = memoryBuilds();
    const { id } = built(builds, 'built', mostStepLines + 5);
    const { panel, told } = scene(builds, id);
    await settled();
    panel.say({ type: 'showLogs', keys: ['line 1', 'errand 0'] });
    await settled();
    assert.equal(told('line 1')?.omitted, 5);
    assert.equal(told('line 1')?.lines.length, mostStepLines);
    assert.deepEqual(told('errand 0')?.lines, []);
    // It was hidden, and knows nothing any more.
    const before = panel.posted.length;
    panel.say({ type: 'ready' });
    assert.equal(panel.posted[before]?.type, 'facts');
    panel.say({ type: 'showLogs', keys: ['line 1'] });
    await settled();
    assert.equal(panel.posted.at(-1)?.type, 'log');
  });

  it('says when it was forgotten, and keeps what it knew', async () => {
    const builds = memoryBuilds();
    const { id } = built(builds, 'built');
    const { panel, clock } = scene(builds, id);
    await settled();
    await builds.remove([id]);
    await clock.advance(1000);
    assert.deepEqual(panel.posted.at(-1), {
      type: 'hold',
      hold: 'gone',
      words: buildPageSentences.forgotten('w'),
    });
    assert.ok(panel.posted.some(({ type }) => type === 'facts'));
  });

  it('compares with the build before, and asks for nothing of one that is gone', async () => {
    const builds = memoryBuilds();
    const first = built(builds, 'built');
    const second = built(builds, 'failed');
    const { panel, done } = scene(builds, second.id);
    await settled();
    panel.say({ type: 'compareWithEarlier' });
    panel.say({ type: 'openImage' });
    panel.say({ type: 'openBuild', build: first.id });
    panel.say({ type: 'openBuild', build: 'another' });
    panel.say({ type: 'openLine', line: 2 });
    panel.say({ type: 'run', action: 'repeat' });
    await builds.remove([first.id, second.id]);
    panel.say({ type: 'compareWithEarlier' });
    panel.say({ type: 'openLine', line: 2 });
    assert.deepEqual(done, [
      ['compare', first.id, second.id],
      ['build', first.id],
      ['line', '/w/Dockerfile', 2],
      ['run', 'repeat'],
    ]);
  });
});

describe('the page of two builds', () => {
  it('tells what was changed in between, by the builds that are known', () => {
    const record = built(memoryBuilds(), 'built');
    const at = (startedAt: number, more: Partial<BuildRecord>): BuildRecord => ({
      ...record,
      id: String(startedAt),
      startedAt,
      endedAt: startedAt + 1000,
      ...more,
    });
    const because = (reason: string) =>
      record.steps.map((each, index) => (index === 0 ? { ...each, reason, isCause: true as const } : each));
    const older = at(1, {});
    const middle = at(2, { steps: because(`a changed ${nasty}`) });
    const newer = at(3, { steps: because('b changed'), text: text.replace('RUN one', 'RUN other') });
    const stranger = at(2, { dockerfile: '/x/Dockerfile', id: 'x', steps: because('c changed') });
    const facts = comparisonFacts(older, newer, [newer, stranger, middle, older], nasty);
    assert.equal(facts.between, 1);
    assert.deepEqual(
      facts.causes.map(({ reason, at: when }) => [reason.split(' ')[0], when]),
      [
        ['a', 2],
        ['b', 3],
      ],
    );
    assert.deepEqual(
      facts.instructions?.map(({ kind, line }) => [kind, line]),
      [
        ['removed', 1],
        ['added', 1],
      ],
    );
    assert.doesNotMatch(JSON.stringify(facts), /ghp_secret|\u202e/);
  });

  it('opens what it was told of, and says when one of them was forgotten', async () => {
    const builds = memoryBuilds();
    const [older, newer] = [built(builds, 'built'), built(builds, 'built')];
    const panel = scriptedPanel<ToComparisonPage, FromComparisonPage>();
    const clock = createFakeClock();
    const done: (readonly unknown[])[] = [];
    runComparisonPage(
      panel,
      { older: older.id, newer: newer.id },
      {
        builds,
        nameOf: () => 'w',
        open: (id) => done.push(['open', id]),
        openLine: (dockerfile, line) => done.push(['line', dockerfile, line]),
        copy: () => undefined,
        clock,
      },
    );
    await settled();
    panel.say({ type: 'run', action: 'older' });
    panel.say({ type: 'run', action: 'remove' as 'older' });
    panel.say({ type: 'openLine', line: 3 });
    await builds.remove([older.id]);
    await clock.advance(1000);
    assert.deepEqual(done, [
      ['open', older.id],
      ['line', '/w/Dockerfile', 3],
    ]);
    assert.deepEqual(panel.posted.at(-1), { type: 'hold', hold: 'gone', words: comparisonSentences.forgotten() });
  });
});
