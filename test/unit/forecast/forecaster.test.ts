// What is foreseen of a build, from the record of the one before: without an engine, which only says what images it has.
import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ImageDetails } from '../../../src/engine/image-api.ts';
import type { ForecastRequest } from '../../../src/forecast/build-options.ts';
import { summaryText } from '../../../src/forecast/forecast-text.ts';
import { type ForecastEngine, makeForecast, recordBuild, type ToldOutcome } from '../../../src/forecast/forecaster.ts';
import type { KeyedStep } from '../../../src/forecast/keys.ts';
import { missesOf } from '../../../src/forecast/misses.ts';
import { type CacheRecordId, type ForecastRecord, recordText } from '../../../src/forecast/record.ts';
import type { RunReason, Verdict } from '../../../src/forecast/verdict.ts';
import { assertNames } from '../../support/assert-names.ts';

type Files = Readonly<Record<string, string>>;

const dockerfile = `FROM base:1
ARG VERSION=1
WORKDIR /app
COPY package.json ./
RUN install
COPY src ./src
RUN build $VERSION
`;
const files: Files = { 'package.json': '{}', 'src/app.js': 'app', 'src/b.js': 'b', 'README.md': 'r' };

const stages = `FROM base:1 AS build
COPY src /src
RUN build
FROM base:1
COPY --from=build /out /out
RUN last
`;

/** A verdict without the sentence that is made of it: `runs: changed src/app.js and 2 more`. */
function plain(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'reused':
      return 'reused';
    case 'depends':
      return `depends: ${verdict.stage}`;
    case 'unknown': {
      const { kind, ...of } = verdict.question;
      return ['unknown:', kind, ...Object.values(of).flat()].join(' ');
    }
    case 'runs':
      return `runs: ${plainReason(verdict.reason)}`;
  }
}

function plainReason(reason: RunReason): string {
  switch (reason.kind) {
    case 'files': {
      const [first] = reason.changes;
      return `${first?.what} ${first?.path}${reason.count === 1 ? '' : ` and ${reason.count - 1} more`}`;
    }
    case 'argument':
    case 'variable':
      return `${reason.kind} ${reason.name} ${reason.change}${reason.before === undefined ? '' : `, before ${reason.before}`}`;
    case 'base':
      return `base ${reason.image} ${reason.change}`;
    case 'above':
      return `above ${reason.line + 1}`;
    case 'option':
      return `option ${reason.name}`;
    default:
      return reason.kind;
  }
}

describe('the forecast', () => {
  let folder: string;
  let records: ForecastRecord[];
  let image: { layers: string[]; environment: string[]; triggers?: string[]; manifest?: string };
  let cache: CacheRecordId[];
  let count: number;
  /** Like 20.10. */
  let isOld: boolean;
  let countsVariableOrder: boolean | undefined;
  let countsCacheNames: boolean | undefined;
  let addsRepositories: boolean;
  let takesSecretsByContent: boolean | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-forecast-'));
    records = [];
    image = { layers: ['sha256:1'], environment: [] };
    cache = [{ id: 'step', isContext: false }];
    count = 0;
    isOld = false;
    countsVariableOrder = undefined;
    countsCacheNames = undefined;
    addsRepositories = true;
    takesSecretsByContent = false;
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const at = (path: string) => join(folder, path);
  const write = (path: string, content: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  };

  const engine: ForecastEngine = {
    id: 'an engine',
    endpoint: '0123456789ab',
    platform: 'linux/amd64',
    get builder() {
      return { forgetsFolders: isOld, countsVariableOrder, countsCacheNames, addsRepositories, takesSecretsByContent };
    },
    inspect: async (reference) =>
      reference === 'base:1' || reference === 'base:latest'
        ? ({
            ...image,
            platform: 'linux/amd64',
            workingDirectory: '',
            user: '',
            raw: {
              Config: { OnBuild: image.triggers },
              ...(image.manifest && { Descriptor: { digest: image.manifest } }),
            },
          } as unknown as ImageDetails)
        : undefined,
    cacheRecords: async () => cache,
  };

  const foresee = (request: Partial<ForecastRequest> = {}) =>
    makeForecast({
      text: readFileSync(at('Dockerfile'), 'utf8'),
      request: { contextFolder: folder, dockerfile: at('Dockerfile'), ...request },
      engine,
      records,
    });

  /** As a builder without a cache does it, unless `told` says otherwise. */
  async function build(
    told: (step: KeyedStep) => ToldOutcome | undefined = () => ({ outcome: 'ran', duration: 1000 }),
    request: Partial<ForecastRequest> = {},
  ) {
    const forecast = await foresee(request);
    records.push(await recordBuild(forecast, { told, at: ++count, isSynced: true }));
  }

  async function builtProject(text = dockerfile, project = files) {
    write('Dockerfile', text);
    write('.dockerignore', 'Dockerfile\n.dockerignore\n');
    for (const [path, content] of Object.entries(project)) write(path, content);
    await build();
  }

  /** Of all steps but FROM: `6: reused`. */
  async function verdicts(request: Partial<ForecastRequest> = {}): Promise<string[]> {
    const { steps } = await foresee(request);
    return steps
      .filter(({ step }) => step.keyword !== 'FROM')
      .map(({ step, verdict }) => `${step.line + 1}: ${plain(verdict)}`);
  }

  const edit = (from: string, to: string) =>
    write('Dockerfile', readFileSync(at('Dockerfile'), 'utf8').replace(from, to));

  it('says nothing of reuse before a build', async () => {
    write('Dockerfile', dockerfile);
    write('package.json', '{}');
    const forecast = await foresee();
    assert.equal(forecast.hasRecord, false);
    assert.deepEqual(
      new Set((await verdicts()).map((text) => text.replace(/^\d+: /, ''))),
      new Set(['runs: never-built']),
    );
  });

  it('reuses what is the same, whatever the times, comments and labels', async () => {
    await builtProject();
    utimesSync(at('src/app.js'), 1, 1);
    edit('FROM base:1', '# a comment\nFROM base:1\nLABEL a=1');
    assert.deepEqual(
      (await verdicts()).map((text) => text.replace(/^\d+: /, '')),
      Array(5).fill('reused'),
    );
  });

  it('names the file that changed, and what is above', async () => {
    await builtProject();
    write('src/app.js', 'another');
    assert.deepEqual(await verdicts(), [
      '3: reused',
      '4: reused',
      '5: reused',
      '6: runs: changed src/app.js',
      '7: runs: above 6',
    ]);
    assertNames(summaryText(await foresee()), 2, 5, '2.0 s');
  });

  const fileChanges: readonly [what: string, change: () => void, expected: string][] = [
    ['a new file', () => write('src/new.js', 'n'), 'new src/new.js'],
    ['a removed file', () => rmSync(at('src/b.js')), 'gone src/b.js'],
    ['permissions', () => chmodSync(at('src/b.js'), 0o755), 'mode src/b.js'],
    [
      'several files',
      () => {
        write('src/app.js', 'x');
        write('src/b.js', 'y');
        write('src/c.js', 'z');
      },
      'changed src/app.js and 2 more',
    ],
  ];
  for (const [what, change, expected] of fileChanges) {
    it(`names ${what}`, async () => {
      await builtProject();
      change();
      assert.equal((await verdicts())[3], `6: runs: ${expected}`);
    });
  }

  it('does not count permissions of folders that the engine has', async () => {
    await builtProject();
    chmodSync(at('src'), 0o700);
    assert.deepEqual((await verdicts())[3], '6: reused');
  });

  it('does not look at files that no step takes', async () => {
    await builtProject();
    write('README.md', 'changed');
    assert.equal(
      (await verdicts()).every((text) => text.endsWith('reused')),
      true,
    );
    assert.equal((await foresee()).filesSeen, 4);
  });

  it('is not fooled by an edit of the same size right after the build', async () => {
    await builtProject();
    write('src/app.js', 'ppa');
    assert.match(String((await verdicts())[3]), /^6: (?:runs: changed|unknown: unnoticed) src\/app\.js$/);
  });

  it('is not sure of an edit that keeps size and time', async () => {
    await builtProject();
    const { atime, mtime } = statSync(at('src/app.js'));
    utimesSync(at('src/app.js'), atime, mtime);
    await build(() => ({ outcome: 'reused' }));
    write('src/app.js', 'ppa');
    utimesSync(at('src/app.js'), atime, mtime);
    assert.equal((await verdicts())[3], '6: unknown: unnoticed src/app.js');
  });

  it('names the argument, the variable, the folder and the user', async () => {
    await builtProject();
    assert.equal((await verdicts({ buildArgs: { VERSION: '2' } }))[2], '5: runs: argument VERSION value, before 1');
    edit('WORKDIR /app', 'ENV MODE=x\nWORKDIR /app');
    assert.equal((await verdicts())[2], '6: runs: variable MODE new');
    edit('ENV MODE=x', 'USER app');
    assert.match(String((await verdicts())[0]), /: runs: user/);
  });

  it('keeps no value that may be secret', async () => {
    write('Dockerfile', 'FROM base:1\nARG API_TOKEN\nRUN use\n');
    await build(undefined, { buildArgs: { API_TOKEN: 'hunter2hunter2' } });
    assert.doesNotMatch(recordText(records[0] as ForecastRecord), /hunter2/);
    assert.deepEqual(await verdicts({ buildArgs: { API_TOKEN: 'another' } }), ['3: runs: argument API_TOKEN value']);
  });

  it('knows the base by its layers', async () => {
    await builtProject();
    image = { layers: ['sha256:1', 'sha256:2'], environment: [] };
    const { steps } = await foresee();
    assert.equal(steps[0] && plain(steps[0].verdict), 'runs: base base:1 layers');
    assert.equal((await verdicts())[0], '3: runs: above 1');
    image = { layers: ['sha256:1'], environment: ['A=1'] };
    assert.deepEqual((await verdicts()).slice(0, 3), ['3: reused', '4: reused', '5: runs: variable A new']);
  });

  it('does not know a base that the engine does not have, nor a newest one', async () => {
    await builtProject('FROM far:1\nRUN a\n');
    assert.deepEqual(await verdicts(), ['2: unknown: image far:1']);
    await builtProject('FROM base:1\nRUN a\n');
    assert.deepEqual(await verdicts({ pull: true }), ['2: unknown: pull base:1']);
  });

  it('runs all without the cache, but for folders', async () => {
    await builtProject();
    const texts = await verdicts({ noCache: true });
    assert.equal(texts[0], '3: reused');
    assert.deepEqual(new Set(texts.slice(1).map((text) => text.slice(3))), new Set(['runs: no-cache']));
  });

  it('depends on a stage that runs, until a build has shown what came out', async () => {
    await builtProject(stages);
    write('src/app.js', 'changed');
    assert.deepEqual((await verdicts()).slice(2), ['5: depends: build', '6: depends: build']);
    await build(({ line }) => ({ outcome: line < 3 ? 'ran' : 'reused' }));
    // It came out the same: what is built upon it now is there for both.
    edit('RUN last', 'RUN newest');
    await build(({ line }) => ({ outcome: line < 5 ? 'reused' : 'ran' }));
    write('src/app.js', 'app');
    assert.deepEqual(await verdicts(), ['2: reused', '3: reused', '5: reused', '6: reused']);
  });

  it('knows a build again after an edit and back', async () => {
    await builtProject();
    write('src/app.js', 'changed');
    await build(({ line }) => ({ outcome: line < 5 ? 'reused' : 'ran' }));
    write('src/app.js', 'app');
    assert.equal(
      (await verdicts()).every((text) => text.endsWith('reused')),
      true,
    );
  });

  it('notices that the cache was removed, or a part of it', async () => {
    await builtProject();
    cache = [];
    assert.deepEqual((await verdicts())[2], '5: runs: pruned');
    cache = [{ id: 'step', isContext: false }];
    records = records.map((record) => ({ ...record, cacheRecords: [...cache, { id: 'lost', isContext: false }] }));
    assert.equal((await verdicts())[2], '5: unknown: cache-lost');
  });

  it('doubts older records once a build ran what they had', async () => {
    await builtProject();
    write('src/app.js', 'changed');
    await build();
    write('src/app.js', 'app');
    assert.deepEqual((await verdicts())[2], '5: reused');
    assert.equal((await verdicts())[3], '6: unknown: cache-lost');
  });

  it('takes nothing from a step that failed, nor from what stands above it', async () => {
    write('Dockerfile', dockerfile);
    for (const [path, content] of Object.entries(files)) write(path, content);
    await build(({ line }) => ({ outcome: line < 4 ? 'ran' : 'missing' }));
    assert.deepEqual((await verdicts()).slice(0, 3), ['3: reused', '4: reused', '5: runs: new-step']);
  });

  it('follows the link that a source is, and takes links inside of folders as they are', async () => {
    mkdirSync(at('lib'), { recursive: true });
    write('one.txt', 'one');
    write('two.txt', 'one');
    symlinkSync('one.txt', at('link.txt'));
    symlinkSync('../one.txt', at('lib/inner'));
    await builtProject('FROM base:1\nCOPY link.txt /\nCOPY lib /lib\n', {});
    rmSync(at('link.txt'));
    symlinkSync('two.txt', at('link.txt'));
    assert.deepEqual(await verdicts(), ['2: reused', '3: reused']);
    rmSync(at('lib/inner'));
    symlinkSync('../two.txt', at('lib/inner'));
    assert.equal((await verdicts())[1], '3: runs: changed lib/inner');
  });

  it('is not sure of what comes by a stage that only gives another one a name', async () => {
    await builtProject('FROM far:1 AS far\nRUN a\nFROM far AS near\nFROM base:1\nCOPY --from=near /a /a\n', {});
    assert.deepEqual(
      (await verdicts()).map((text) => text.replace(/(unknown).*/, '$1')),
      ['2: unknown', '5: depends: near'],
    );
  });

  it('is not sure of anything once another frontend reads the file', async () => {
    await builtProject('FROM base:1\nRUN a\n', {});
    edit('FROM base:1', '# syntax=docker/dockerfile:1\nFROM base:1');
    assert.deepEqual(await verdicts(), ['3: unknown: version']);
  });

  for (const old of [true, false]) {
    it(`is ${old ? 'not ' : ''}sure of ${old ? 'an old' : 'a newer'} engine once a folder was renamed in what a step takes`, async () => {
      isOld = old;
      const ofSource = ({ line }: KeyedStep) => ({ outcome: line < 5 ? ('reused' as const) : ('ran' as const) });
      await builtProject();
      write('src/deep/c.js', 'c');
      await build(ofSource);
      rmSync(at('src/deep'), { recursive: true });
      assert.equal((await verdicts())[3], '6: reused', 'removed alone');
      write('src/deeper/c.js', 'c');
      await build(ofSource);
      rmSync(at('src/deeper'), { recursive: true });
      const last = old ? 'unknown: removed-folder' : 'reused';
      assert.deepEqual(await verdicts(), ['3: reused', '4: reused', '5: reused', `6: ${last}`, `7: ${last}`]);
    });
  }

  it('knows what the order of variables does for the engines that were tried', async () => {
    await builtProject('FROM base:1\nENV A=1 B=2\nRUN a\nRUN b\n', {});
    edit('A=1 B=2', 'B=2 A=1');
    assert.equal((await verdicts())[0], '3: unknown: version');
    countsVariableOrder = true;
    const runs = ['3: runs: order', '4: runs: above 3'];
    assert.deepEqual(await verdicts(), runs);
    await build();
    edit('B=2 A=1', 'A=1 B=2');
    assert.deepEqual(await verdicts(), ['3: reused', '4: reused']);
    // Arguments stand among them, where they were set last.
    await builtProject('FROM base:1\nARG C=1\nENV A=1\nRUN a\n', {});
    edit('ARG C=1\nENV A=1', 'ENV A=1\nARG C=1');
    assert.deepEqual(await verdicts(), ['4: runs: order']);
    // One behind a variable of its name takes its place.
    await builtProject('FROM base:1\nENV A=1\nARG A=2\nRUN a\n', {});
    edit('ARG A=2', 'ARG A=3');
    assert.deepEqual(await verdicts(), ['4: runs: variable A value, before 2']);
    edit('ENV A=1\nARG A=3', 'ARG A=2\nENV A=1');
    assert.deepEqual(await verdicts(), ['4: runs: variable A value, before 2']);
  });

  it('takes the order of what is left out for what it is, and that of other flags for nothing', async () => {
    await builtProject('FROM base:1\nCOPY --chown=1 --exclude=*.md --exclude=a --chmod=644 src /src\n');
    edit('--chown=1 --exclude=*.md --exclude=a --chmod=644', '--chmod=644 --exclude=*.md --chown=1 --exclude=a');
    assert.deepEqual(await verdicts(), ['2: reused']);
    edit('--exclude=*.md --chown=1 --exclude=a', '--exclude=a --chown=1 --exclude=*.md');
    assert.deepEqual(await verdicts(), ['2: runs: instruction']);
  });

  it('takes mounts in any order, and a secret that need not be there, for the same', async () => {
    const [cache, bind] = ['--mount=type=cache,target=/z', '--mount=type=bind,source=src,target=/a'];
    await builtProject(`FROM base:1\nRUN ${cache} --mount=type=secret,id=a ${bind} a\n`);
    edit(`${cache} --mount=type=secret,id=a ${bind}`, `${bind} ${cache} --mount=type=secret,id=a,required=false`);
    assert.deepEqual(await verdicts(), ['2: reused']);
    edit('required=false', 'required=true');
    assert.deepEqual(await verdicts(), ['2: runs: option --mount']);
  });

  it('knows a step of which the builder told on the line of its twin', async () => {
    const twins = 'FROM base:1 AS one\nRUN same\nRUN one\nFROM base:1\nRUN same\nRUN two\nCOPY --from=one /a /a\n';
    write('Dockerfile', twins);
    write('.dockerignore', 'Dockerfile\n.dockerignore\n');
    await build(({ line }) => (line === 4 ? undefined : { outcome: 'ran', duration: 1000 }));
    assert.deepEqual(new Set((await verdicts()).map((text) => text.replace(/^\d+: /, ''))), new Set(['reused']));
  });

  it('is not wrong of a trigger because another one of the same FROM ran', async () => {
    image = { ...image, triggers: ['COPY README.md /', 'RUN a'] };
    await builtProject('FROM base:1\nRUN last\n');
    image = { ...image, triggers: ['COPY README.md /', 'RUN b'] };
    const forecast = await foresee();
    assert.deepEqual(
      forecast.steps.map(({ step, verdict }) => `${step.keyword} ${verdict.kind}`),
      ['FROM reused', 'COPY reused', 'RUN runs', 'RUN runs'],
    );
    const told = () => ({ outcome: 'ran' as const, duration: 1000 });
    assert.deepEqual(missesOf(forecast, told), []);
    const record = await recordBuild(forecast, { told, at: ++count, isSynced: true });
    assert.equal(record.hasLostCache, false);
    // Where none was foreseen, it is one.
    image = { ...image, triggers: ['COPY README.md /', 'RUN a'] };
    assert.equal(missesOf(await foresee(), told).length, 3);
  });

  it('does not know what a download brings', async () => {
    await builtProject('FROM base:1\nADD https://example.test/a /a\nADD https://example.test/b.git /b\nRUN x\n', {});
    const texts = await verdicts();
    assert.equal(texts[0], '2: unknown: download https://example.test/a');
    assert.match(String(texts[2]), /^4: unknown/);
  });

  it('knows what is downloaded by its checksum, and a repository by its commit', async () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    await builtProject(
      `FROM base:1\nADD --checksum=sha256:1 https://example.test/a /a\nADD https://example.test/b.git#${commit}:docs /b\nRUN x\n`,
      {},
    );
    assert.deepEqual(await verdicts(), ['2: reused', '3: reused', '4: reused']);
    edit(commit, commit.replace('0', '1'));
    assert.deepEqual((await verdicts()).slice(1), ['3: runs: instruction', '4: runs: above 3']);
    edit('sha256:1', 'sha256:2');
    assert.match(String((await verdicts())[0]), /^2: runs/);
    // What a branch had may be what the commit has.
    await builtProject('FROM base:1\nADD https://example.test/b.git#main /b\n', {});
    edit('main', commit);
    assert.match(String((await verdicts())[0]), /^2: unknown/);
  });

  it('does not take a commit for one where the builder downloads the page', async () => {
    addsRepositories = false;
    await builtProject(`FROM base:1\nADD https://example.test/b.git#${'a'.repeat(40)} /b\n`, {});
    assert.match(String((await verdicts())[0]), /^2: unknown/);
  });

  it('knows for which engines the name of a cache counts', async () => {
    const kindsWith = async (counts: boolean | undefined, from: string, to: string) => {
      countsCacheNames = counts;
      records = [];
      await builtProject(`FROM base:1\nRUN --mount=type=cache,target=/c${from} make\n`, {});
      edit(`target=/c${from}`, `target=/c${to}`);
      const [first] = (await foresee()).steps.filter(({ step }) => step.keyword === 'RUN');
      return first?.verdict.kind;
    };
    for (const [from, to] of [
      [',id=a', ',id=b'],
      [',id=a', ',id=a,sharing=locked'],
      [',sharing=private', ',sharing=locked'],
    ] as const) {
      assert.equal(await kindsWith(true, from, to), 'runs', `${from} ${to}`);
      assert.equal(await kindsWith(false, from, to), 'reused', `${from} ${to}`);
      assert.equal(await kindsWith(undefined, from, to), 'unknown', `${from} ${to}`);
    }
    for (const counts of [true, false, undefined]) {
      // From the usual name to one of its own it runs everywhere, and what is usual may be said.
      assert.equal(await kindsWith(counts, '', ',id=a'), 'runs');
      assert.equal(await kindsWith(counts, ',id=a', ''), 'runs');
      assert.equal(await kindsWith(counts, '', ',sharing=locked'), 'runs');
      assert.equal(await kindsWith(counts, '', ',id=/c'), 'reused');
      assert.equal(await kindsWith(counts, '', ',sharing=shared'), 'reused');
      assert.equal(await kindsWith(counts, ',id=a', ',id=a,mode=0700'), 'runs');
    }
  });

  it('knows for which engines a RUN with a secret may be reused upon a step that runs', async () => {
    await builtProject('FROM base:1\nRUN first\nRUN --mount=type=secret,id=a second\nRUN third\n', {});
    edit('first', 'other');
    const kinds = async () => (await foresee()).steps.map(({ verdict }) => verdict.kind);
    assert.deepEqual(await kinds(), ['reused', 'runs', 'runs', 'runs']);
    for (takesSecretsByContent of [true, undefined])
      assert.deepEqual(await kinds(), ['reused', 'runs', 'unknown', 'unknown']);
  });

  it('is not sure of what stands on a base that was made again with the same layers, in containerd’s store', async () => {
    image = { ...image, manifest: 'sha256:a' };
    await builtProject('FROM base:1\nCOPY src /src\nRUN a\n');
    assert.deepEqual(await verdicts(), ['2: reused', '3: reused']);
    image = { ...image, manifest: 'sha256:b', environment: ['A=1'] };
    assert.deepEqual(await verdicts(), ['2: unknown: same-layers base:1', '3: runs: variable A new']);
    await build();
    assert.deepEqual(await verdicts(), ['2: reused', '3: reused']);
  });

  it('knows a base by what is in it, whatever it is called', async () => {
    await builtProject();
    edit('FROM base:1', 'FROM base:latest');
    assert.deepEqual([...new Set((await verdicts()).map((text) => text.replace(/^\d+: /, '')))], ['reused']);
  });

  it('knows an image that stands for another by a named context', async () => {
    await builtProject('FROM golden\nCOPY --from=tools /t /t\nRUN x\n', {});
    const request = { namedContexts: { golden: 'docker-image://base:1', tools: 'docker-image://base:1' } };
    await build(undefined, request);
    assert.deepEqual(await verdicts(request), ['2: reused', '3: reused']);
    image = { ...image, layers: ['sha256:2'] };
    assert.match(String((await verdicts(request))[0]), /^2: runs/);
  });
});
