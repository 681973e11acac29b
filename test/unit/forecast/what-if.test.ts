// What an order that the rules advise would have saved: reckoned from records of builds, never guessed.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageDetails } from '../../../src/engine/image-api.ts';
import type { ForecastRequest } from '../../../src/forecast/build-options.ts';
import { builderTraits } from '../../../src/forecast/builder-traits.ts';
import { type ForecastEngine, makeForecast, recordBuild, type ToldOutcome } from '../../../src/forecast/forecaster.ts';
import type { KeyedStep } from '../../../src/forecast/keys.ts';
import { type ForecastRecord, readForecastRecord, recordText } from '../../../src/forecast/record.ts';
import { movingSaves, whatIfText } from '../../../src/forecast/what-if.ts';

const dockerfile = 'FROM base:1\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\n';
const minute = 60_000;

describe('what another order would have saved', () => {
  let folder: string;
  let records: ForecastRecord[];
  let layers: string[];
  let count: number;
  /** Of keys: what a builder has. */
  let cache: Set<string>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-what-if-'));
    records = [];
    layers = ['sha256:1'];
    count = 0;
    cache = new Set();
    write('Dockerfile', dockerfile);
    write('.dockerignore', 'Dockerfile\n.dockerignore\n');
    write('package.json', '{"dependencies":{"a":"1"}}');
    write('package-lock.json', '{}');
    write('server.js', '1');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  const engine: ForecastEngine = {
    ...{ id: 'an engine', endpoint: '0123456789ab', platform: 'linux/amd64', builder: builderTraits('28') },
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
  const forecast = (text: string, request: Partial<ForecastRequest> = {}) =>
    makeForecast({
      ...{ text, engine, records },
      request: { contextFolder: folder, dockerfile: join(folder, 'Dockerfile'), ...request },
    });
  /** As a builder does it: a step of a key that it has is reused. */
  async function build(
    text = dockerfile,
    request: Partial<ForecastRequest> = {},
    duration: (step: KeyedStep) => number = ({ text: line }) => (line === 'RUN npm ci' ? minute : 1),
  ) {
    const foreseen = await forecast(text, request);
    const told = (step: KeyedStep): ToldOutcome =>
      cache.has(step.key) && !request.noCache ? { outcome: 'reused' } : { outcome: 'ran', duration: duration(step) };
    const record = await recordBuild(foreseen, { told, at: ++count, isSynced: true });
    for (const { step } of foreseen.steps) cache.add(step.key);
    // As it is kept.
    records.push(readForecastRecord(recordText(record)) ?? assert.fail());
  }
  /** By line; the first is 1. */
  const said = async (text = dockerfile) =>
    (await forecast(text)).steps.flatMap(({ step, whatIf }) =>
      whatIf ? [`${step.line + 1}: ${whatIfText(whatIf)}`] : [],
    );
  const sentence = movingSaves('COPY . .', 'RUN npm ci', '2 min', '3');

  it('adds up the builds that installed again for a source file alone', async () => {
    await build();
    assert.deepEqual(await said(), []);
    for (const content of ['2', '3']) {
      write('server.js', content);
      await build();
    }
    assert.deepEqual(await said(), [`3: ${sentence}`, `4: ${sentence}`]);
  });

  it('does not count a build whose manifest, base or step above is another, nor one that reused it', async () => {
    await build();
    write('package.json', '{"dependencies":{"a":"2"}}');
    await build();
    layers = ['sha256:2'];
    await build();
    await build();
    const other = dockerfile.replace('WORKDIR', 'ENV A=1\nWORKDIR');
    await build(other);
    assert.deepEqual(await said(other), []);
    // As it was in the first build: the installation is in the cache of both orders.
    layers = ['sha256:1'];
    write('package.json', '{"dependencies":{"a":"1"}}');
    await build();
    assert.deepEqual(await said(), []);
  });

  it('does not count what ran for another reason', async () => {
    await build();
    write('server.js', '2');
    await build(dockerfile, { noCache: true });
    assert.deepEqual(await said(), []);
    cache.clear();
    await build();
    write('server.js', '3');
    await build(dockerfile, {}, () => 1);
    // Less than a second in all.
    assert.deepEqual(await said(), []);
  });

  it('leaves out the time in which other steps may have run beside it', async () => {
    const text = `${dockerfile.replace('base:1', 'base:1 AS build')}FROM base:1 AS other\nCOPY server.js /\nRUN test\nFROM base:1\nCOPY --from=build /app /app\nCOPY --from=other /server.js /\n`;
    write('Dockerfile', text);
    const seconds: Record<string, number> = { 'RUN npm ci': minute, 'RUN test': 10_000, 'COPY server.js /': 0 };
    const duration = ({ text: line }: KeyedStep) => seconds[line] ?? 0;
    await build(text, {}, duration);
    write('server.js', '2');
    await build(text, {}, duration);
    const only = movingSaves('COPY . .', 'RUN npm ci', '50 s', '2');
    assert.deepEqual(await said(text), [`3: ${only}`, `4: ${only}`]);
  });

  it('knows a variable that changes in each build, and says nothing of what is done already', async () => {
    const text =
      'FROM base:1\nARG GIT_COMMIT\nRUN apt-get install -y curl\nCOPY server.js /\nLABEL revision=$GIT_COMMIT\n';
    write('Dockerfile', text);
    const slow = () => minute;
    await build(text, { buildArgs: { GIT_COMMIT: 'a' } }, slow);
    await build(text, { buildArgs: { GIT_COMMIT: 'b' } }, slow);
    const only = movingSaves('ARG GIT_COMMIT', 'RUN apt-get install -y curl', '1 min', '2');
    assert.deepEqual(await said(text), [`3: ${only}`]);
    const done =
      'FROM base:1\nRUN apt-get install -y curl\nCOPY server.js /\nARG GIT_COMMIT\nLABEL revision=$GIT_COMMIT\n';
    assert.deepEqual(await said(done), []);
  });

  it('says nothing where an installation needs more than anyone can see', async () => {
    write('package.json', '{"scripts":{"postinstall":"node make.js"}}');
    await build();
    write('server.js', '2');
    await build();
    assert.deepEqual(await said(), []);
  });
});
