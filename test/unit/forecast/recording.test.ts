// Builds are recorded beside the build: what changed while the engine read the files is not taken for what it read.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildRecord } from '../../../src/builds/record.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { Image, ImageDetails } from '../../../src/engine/image-api.ts';
import { staleWords } from '../../../src/explorer/stale-words.ts';
import { createBuildRecorder, type RecordedBuild } from '../../../src/forecast/build-recorder.ts';
import { builderTraits } from '../../../src/forecast/builder-traits.ts';
import { createForecastDesk, type ForecastDesk } from '../../../src/forecast/desk.ts';
import { readingOf } from '../../../src/forecast/few-files.ts';
import { createForecastDesks } from '../../../src/forecast/forecast-desks.ts';
import { pastReasonText, verdictText } from '../../../src/forecast/forecast-text.ts';
import type { ForecastEngine } from '../../../src/forecast/forecaster.ts';
import type { Foreseen } from '../../../src/forecast/foreseen.ts';
import { createImageStaleness } from '../../../src/forecast/image-staleness.ts';
import { ingredient } from '../../../src/forecast/ingredient.ts';
import { createMissReports } from '../../../src/forecast/miss-report.ts';
import { createNearDesk } from '../../../src/forecast/near-desk.ts';
import { createRanReasons, type RanReasons, ranFor } from '../../../src/forecast/ran-reasons.ts';
import { recordsIn } from '../../../src/forecast/store.ts';
import type { RunReason } from '../../../src/forecast/verdict.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { forecastThreadHere } from '../../support/forecast-thread.ts';

const text = 'FROM base:1\nCOPY src /src\nRUN build\nCOPY other /other\n';
let layers = ['sha256:1'];
const asked: ForecastEngine = {
  id: 'an engine',
  endpoint: '0123456789ab',
  platform: 'linux/amd64',
  builder: builderTraits('28'),
  inspect: async () =>
    ({
      layers,
      environment: [],
      platform: 'linux/amd64',
      workingDirectory: '',
      user: '',
      raw: {},
    }) as unknown as ImageDetails,
  cacheRecords: async () => [{ id: 'step', isContext: false }],
};

/** Where forecasts are made; `folder`: of the records. */
const desks: Readonly<Record<string, (folder: string) => ForecastDesk>> = {
  'in a thread': (folder) => forecastThreadHere(folder, asked),
  'in this thread': (folder) => {
    const near = createNearDesk(folder);
    return createForecastDesks({ near: async () => near, far: {} as ForecastDesk, records: () => recordsIn(folder) });
  },
  'in a thread, since there are too many files for this one': (folder) => {
    const readFiles = readingOf({ count: 1, milliseconds: 1000 });
    const near = createForecastDesk({ folder, engineOf: (engine: ForecastEngine) => engine, readFiles });
    const far = forecastThreadHere(folder, asked);
    return createForecastDesks({ near: async () => near, far, records: () => recordsIn(folder) });
  },
};

for (const [where, deskIn] of Object.entries(desks)) {
  describe(`the recorder of builds, with a forecast ${where}`, function () {
    this.timeout(20_000);
    let folder: string;
    let desk: ForecastDesk;
    let log: string[];
    let recorded: () => void;
    let reasons: RanReasons;
    const at = (path: string) => join(folder, 'context', path);
    const request = () => ({ contextFolder: join(folder, 'context'), dockerfile: at('Dockerfile'), tags: ['app:1'] });

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'longshore-recording-'));
      for (const path of ['src', 'other']) mkdirSync(at(path), { recursive: true });
      writeFileSync(at('src/a'), 'a');
      writeFileSync(at('other/b'), 'b');
      writeFileSync(at('Dockerfile'), text);
      desk = deskIn(join(folder, 'records'));
      log = [];
      reasons = createRanReasons();
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    /** A recorder of one build; `over`: that is recorded, if it is to be. */
    function recorderOfOne() {
      const over = new Promise<void>((resolve) => {
        recorded = resolve;
      });
      const recorder = createBuildRecorder({
        desk,
        engines: { of: async () => asked, forget: () => {} },
        // Files that were made for the test are older.
        now: Date.now,
        log: (line) => log.push(line),
        onBegun: reasons.note,
        onRecorded: () => recorded(),
      });
      return { recorder, over };
    }
    /** `during`: what happens between the beginning and the engine's having read the files. */
    async function build(during: () => void = () => {}, outcome: 'done' | 'cached' = 'done'): Promise<void> {
      const { recorder, over } = recorderOfOne();
      await clockTick();
      const running = recorder.begin({} as Engine, request(), text);
      await clockTick();
      during();
      step(running, '1', '[internal] load build context', 'done');
      for (const [index, name] of ['FROM base:1', 'COPY src /src', 'RUN build', 'COPY other /other'].entries())
        step(running, `s${index}`, `[${index + 1}/4] ${name}`, index === 0 ? 'done' : outcome);
      running.end('sync');
      await over;
    }
    /** Clocks of file systems are coarse. */
    const clockTick = async () => {
      for (const begun = Date.now(); Date.now() - begun < 15; ) await new Promise((next) => setImmediate(next));
    };
    const step = (running: RecordedBuild, id: string, name: string, state: 'done' | 'cached') =>
      running.take({ kind: 'step', id, name, state, startedAt: 1000, completedAt: 3000 });
    const foresee = () => desk.foresee({ text, request: request(), unsaved: undefined, engine: asked });
    const changedFile: RunReason = { kind: 'files', changes: [{ path: 'src/a', what: 'changed' }], count: 1 };
    const kindsOf = ({ steps }: Foreseen) => steps.map(({ verdict }) => verdict.kind);

    it('makes the next forecast possible, with durations', async () => {
      assert.equal(await desk.isRecorded({ dockerfile: at('Dockerfile') }), false);
      assert.equal((await foresee()).hasRecord, false);
      await build();
      assert.equal(await desk.isRecorded({ dockerfile: at('Dockerfile') }), true);
      const { steps } = await foresee();
      assert.deepEqual(kindsOf({ hasRecord: true, steps }), ['reused', 'reused', 'reused', 'reused']);
      assert.equal(steps[2]?.duration, 2000);
      assert.deepEqual(log, []);
    });

    it('tells what changed since the image was built, also if all that is in the cache', async () => {
      await build();
      writeFileSync(at('src/a'), 'another');
      await build();
      const endedAt = Date.now();
      let listed: { id: string }[] = [{ id: 'sha256:1' }];
      let records: Partial<BuildRecord>[] = [
        {
          ...{ outcome: 'built', engine: 'e', dockerfile: at('Dockerfile'), profile: { name: '' }, tags: ['app:1'] },
          ...{ text, imageId: 'sha256:1', endedAt },
        },
      ];
      const clock = createFakeClock();
      const staleness = createImageStaleness({
        desk,
        engines: { of: async () => asked, forget: () => {} },
        engine: () => ({ id: 'e' }) as Engine,
        images: () => listed as Image[],
        builds: () => records as BuildRecord[],
        read: async (path) => readFileSync(path, 'utf8'),
        clock,
        log: (line) => log.push(line),
      });
      const look = () => staleness.look('sha256:1', AbortSignal.timeout(10_000));
      const fresh = { files: 0, isBaseUpdated: false, isDockerfileChanged: false };
      assert.deepEqual(await look(), fresh);
      // As it was two builds ago: the cache has it, the image does not.
      writeFileSync(at('src/a'), 'a');
      writeFileSync(at('other/c'), 'c');
      rmSync(at('other/b'));
      assert.deepEqual(kindsOf(await foresee()).slice(0, 3), ['reused', 'reused', 'reused']);
      assert.deepEqual(await look(), { ...fresh, files: 3 });
      assert.deepEqual(staleWords(await look()), ['3 files changed']);
      writeFileSync(at('Dockerfile'), `# said otherwise\n${text}`);
      assert.deepEqual(await look(), { ...fresh, files: 3 });
      writeFileSync(at('Dockerfile'), `${text}CMD run\n`);
      assert.deepEqual(staleWords(await look()), ['3 files changed', 'Dockerfile changed']);
      layers = ['sha256:2'];
      assert.deepEqual(staleWords(await look()), ['3 files changed', 'Dockerfile changed', 'base updated']);
      layers = ['sha256:1'];

      // Only while somebody looks at images, and only at those that are there.
      assert.equal(staleness.of('sha256:1'), undefined);
      const found = new Promise<void>((resolve) => staleness.onDidChange(resolve));
      const end = staleness.attend();
      await clock.advance(2000);
      await found;
      assert.equal(staleness.of('sha256:1')?.files, 3);
      end();
      staleness.lookSoon();
      assert.deepEqual(clock.waiting(), []);
      listed = [];
      assert.equal(await look(), undefined);
      listed = [{ id: 'sha256:1' }];
      // A build of which nothing is recorded came after it.
      records = records.map((record) => ({ ...record, endedAt: endedAt - 60_000 }));
      assert.equal(await look(), undefined);
      staleness.dispose();
      assert.deepEqual(log, []);
    });

    it('makes a report of a wrong forecast, without anything of the user', () => {
      const reports = createMissReports(['Longshore 1']);
      assert.equal(reports.text(), undefined);
      reports.note([]);
      assert.equal(reports.text(), undefined);
      const ingredients = [
        ingredient('instruction', 'RUN', 'curl https://me:password@host/private'),
        ingredient('variable', 'MY_TOKEN_NAME', 'value-of-mine'),
        ingredient('folder', 'WORKDIR', '/home/of-mine'),
        ingredient('option', 'order of variables', 'MY_TOKEN_NAME', 'doubtful'),
        ingredient('files', 'private/customers.csv', 'x'),
        { kind: 'base', name: 'registry.private/team/app:1', digest: 'd' } as const,
      ];
      reports.note([
        {
          line: 3,
          text: 'RUN curl https://me:password@host/private',
          ingredients,
          verdict: { kind: 'reused' },
          outcome: 'ran',
        },
      ]);
      reports.note([]);
      const text = String(reports.text());
      assert.match(
        text,
        /^# A forecast was wrong\n\nLongshore 1\n\n## RUN, line 4\n\nForeseen: reused\. The builder: ran\./,
      );
      assert.match(text, /\n- instruction RUN: \S{16}\n- variable: \S{16}\n- folder WORKDIR: \S{16}\n/);
      assert.match(text, /\n- files: \S{16}\n- base: \S{16}$/);
      assert.doesNotMatch(text, /mine|private|password|TOKEN|team/);
    });

    it('keeps nothing of a build that failed before its first step', async () => {
      const { recorder, over } = recorderOfOne();
      recorder.begin({} as Engine, request(), text).end(undefined);
      await over;
      assert.equal(await desk.isRecorded({ dockerfile: at('Dockerfile') }), false);
      assert.deepEqual(log, []);
    });

    it('leaves out what changed while the engine read, also if it is as before in the end', async () => {
      for (const during of [
        () => writeFileSync(at('src/a'), 'another'),
        () => writeFileSync(at('src/a'), 'a'),
        () => writeFileSync(at('src/new'), ''),
        () => {
          writeFileSync(at('src/new'), '');
          rmSync(at('src/new'));
        },
      ]) {
        rmSync(join(folder, 'records'), { recursive: true, force: true });
        rmSync(at('src/new'), { force: true });
        writeFileSync(at('src/a'), 'a');
        await build(during);
        assert.deepEqual(kindsOf(await foresee()).slice(0, 2), ['reused', 'runs'], String(during));
      }
    });

    it('takes what changed after the engine had read for what was built', async () => {
      await build();
      writeFileSync(at('src/a'), 'later');
      assert.deepEqual((await foresee()).steps[1]?.verdict, { kind: 'runs', reason: changedFile });
      writeFileSync(at('src/a'), 'a');
      assert.equal(kindsOf(await foresee())[1], 'reused');
    });

    it('says in the log where it was wrong, and what the step was taken to be made of', async () => {
      await build();
      assert.deepEqual(log, []);
      await build(undefined, 'done');
      assert.equal(log.length, 3);
      const reused = verdictText({ kind: 'reused' });
      assert.ok(String(log[0]).includes(`Dockerfile:2 was foreseen as "${reused}", and ran: COPY src /src\n`), log[0]);
      assert.match(String(log[0]), /\n {2}files src \(\S+\)/);
      writeFileSync(at('src/a'), 'another');
      log = [];
      await build(undefined, 'cached');
      const foreseen = verdictText({ kind: 'runs', reason: changedFile });
      assert.ok(String(log[0]).includes(`foreseen as "${foreseen}", and reused`), log[0]);
    });

    it('knows why each step of the last build ran', async () => {
      const why = (line: number) =>
        reasons.of(at('Dockerfile'), text, text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0));
      await build();
      assert.equal(why(1), ranFor(pastReasonText({ kind: 'never-built' })));
      assert.equal(why(0), undefined);
      writeFileSync(at('src/a'), 'another');
      await build();
      assert.equal(why(1), ranFor(pastReasonText(changedFile)));
      assert.equal(why(2), ranFor(pastReasonText({ kind: 'above', line: 1 })));
      assert.equal(reasons.of(at('Dockerfile'), `${text}RUN more`, 12), undefined);
    });

    it('records nothing of other builders', async () => {
      const { recorder, over } = recorderOfOne();
      recorder.begin({} as Engine, { ...request(), builder: 'mine' }, text).end('buildx');
      await over;
      assert.equal(await desk.isRecorded({ dockerfile: at('Dockerfile') }), false);
    });
  });
}
