// What is foreseen of builds comes true on the engine under test: a few of the experiments that `npm run bench:forecast` makes.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forecastEngineOf } from '../../src/forecast/engine-facts.ts';
import { benchForecast } from '../bench/forecast-bench.ts';
import { baseImage, dockerHost, type EngineUnderTest, engineUnderTest } from './engine-under-test.ts';

const titles = [
  'content of a deep file',
  'an edit, and back',
  'mode of a folder',
  'WORKDIR in other words',
  'a value for a used argument',
  'a pattern: a new match',
  'the base gets a layer',
  'stages: a source that changes no result',
  'mounts: the bound file',
  'files: a link out of the folder',
];

describe('the forecast of builds', () => {
  let test: EngineUnderTest;
  let folder: string;

  before(async () => {
    test = await engineUnderTest();
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await test.clean();
  });

  it('takes nothing for a part of the cache that is only being made, whose end would look like a loss', async () => {
    writeFileSync(join(folder, 'app.txt'), folder);
    const build = (lines: readonly string[], onRun: () => void = () => {}) => {
      const dockerfile = join(folder, 'Dockerfile');
      writeFileSync(dockerfile, [`FROM ${baseImage}`, 'COPY app.txt /', ...lines, ''].join('\n'));
      const request = { contextFolder: folder, dockerfile, tags: ['longshore-test-forecast-cache:1'] };
      return test.engine.build(request, (progress) => {
        if (progress.kind === 'step' && progress.state === 'running' && progress.name.includes('RUN ')) onRun();
      });
    };
    const { cacheRecords } = await forecastEngineOf(test.engine);
    let during: ReturnType<typeof cacheRecords> | undefined;
    await build(['RUN sleep 2'], () => {
      during ??= cacheRecords();
    });
    const afterwards = new Set((await cacheRecords()).map(({ id }) => id));
    assert.deepEqual(
      (await during)?.filter(({ id }) => !afterwards.has(id)),
      [],
    );
    // Right after a failure, some engines still hold what it read.
    for (let round = 0; round < 5; round++) {
      await assert.rejects(build([`RUN echo ${round} > x`, 'RUN exit 3']));
      const then = await cacheRecords();
      const { imageId } = await build([`RUN echo ${round} > x`]);
      await test.engine.images.remove(imageId, { force: true });
      const now = new Set((await cacheRecords()).map(({ id }) => id));
      assert.deepEqual(
        then.filter(({ id }) => !now.has(id)),
        [],
        `round ${round}`,
      );
    }
  }).timeout(60_000);

  it('comes true', async function () {
    this.timeout(180_000);
    const remarks: string[] = [];
    const host = dockerHost();
    const { open, apart } = await benchForecast({
      dockerHost: host,
      socketPath: host.replace('unix://', ''),
      baseImage,
      folder,
      containerd: test.containerdStore,
      part: 'all',
      only: titles,
      say: (line) => remarks.push(line),
    });
    const experiments = open.experiments + apart.experiments;
    assert.ok(experiments >= titles.length, `${experiments} experiments`);
    assert.deepEqual(
      { broken: open.broken + apart.broken, spared: open.spared + apart.spared },
      { broken: 0, spared: 0 },
      remarks.join('\n'),
    );
    const steps = open.steps + apart.steps;
    assert.ok(open.undecided + apart.undecided < steps / 10, `of ${steps} steps\n${remarks.join('\n')}`);
  });
});
