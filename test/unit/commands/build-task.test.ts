// A build as a task: exit codes, the line for the problem matcher, and that nobody is asked.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLarge } from '../../../src/commands/building/build-context.ts';
import { type BuildTask, runBuildTask, valuesNotKept } from '../../../src/commands/building/task.ts';
import { listNames } from '../../../src/commands/text/count-and-list.ts';
import type { BuildRequest } from '../../../src/engine/build-api.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { EngineError } from '../../../src/errors.ts';
import { scriptedScreen } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { setUp, tearDown } from './set-up.ts';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
const [matcher] = contributes.problemMatchers;

describe('a build as a task', () => {
  let folder: string;
  let dockerfile: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-'));
    dockerfile = join(folder, 'Dockerfile');
    writeFileSync(dockerfile, 'FROM base AS part\nRUN one\n\nFROM part\nRUN false\n');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    tearDown();
  });

  function task(engineBuild?: Engine['build']) {
    const requests: BuildRequest[] = [];
    const { services, host } = setUp({
      adapt: (engine) => ({
        ...engine,
        build: (request, ...rest) => {
          requests.push(request);
          return (engineBuild ?? engine.build)(request, ...rest);
        },
      }),
    });
    const screen = scriptedScreen();
    const run = (more: Partial<BuildTask> = {}) => runBuildTask(services, { dockerfile, ...more }, screen);
    return { services, host, screen, requests, run };
  }

  /** What the contributed matcher finds, as the editor applies it: to lines without colours. */
  function problems(text: string) {
    const { regexp, file, line, severity, message } = matcher.pattern;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    const plain = text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '').split(/[\r\n]+/);
    return plain.flatMap((each) => {
      const found = new RegExp(regexp).exec(each);
      return found ? [[found[file], Number(found[line]), found[severity], found[message]]] : [];
    });
  }

  it('builds as Build does, and ends with 0', async () => {
    const { run, requests, host, services, screen } = task();
    host.remembered.set(`build options ${dockerfile}`, { name: 'last options', pull: true });
    assert.equal(await run(), 0);
    assert.equal(requests[0]?.pull, true);
    assert.equal(services.builds.records[0]?.outcome, 'built');
    assert.deepEqual([problems(screen.text()), host.messages], [[], []]);
  });

  it('takes the profile and the target that it names', async () => {
    const { run, requests, host } = task();
    host.savedProfiles.set(dockerfile, [{ name: 'release', tags: ['shop:1'], noCache: true }]);
    assert.equal(await run({ profile: 'release' }), 0);
    assert.equal(await run({ profile: 'release', target: 'part' }), 0);
    assert.deepEqual(
      requests.map(({ tags, target, noCache }) => [tags[0]?.replace(/^longshore-.*:/, ''), target, noCache]),
      [
        ['shop:1', undefined, true],
        ['part', 'part', true],
      ],
    );
  });

  it('ends with 1 if a step fails, and names its line for the matcher', async () => {
    const { run, screen } = task(async (_request, onProgress) => {
      const step = { kind: 'step', id: '1', name: '[stage-1 1/1] RUN false', startedAt: 1 } as const;
      onProgress({ ...step, state: 'running' });
      onProgress({ ...step, state: 'failed', completedAt: 2, error: 'exit code: 1' });
      throw new EngineError('build-failed', 'RUN false did not work: 1.');
    });
    assert.equal(await run(), 1);
    assert.deepEqual(problems(screen.text()), [[dockerfile, 5, 'error', 'RUN false did not work: 1.']]);
  });

  it('names the line of a Dockerfile that is wrong', async () => {
    const { run, screen } = task(async () => {
      throw new EngineError('build-failed', 'Line 4: unknown instruction.', {
        place: { line: 3 },
      });
    });
    assert.equal(await run(), 1);
    assert.deepEqual(problems(screen.text())[0]?.slice(0, 2), [dockerfile, 4]);
  });

  it('ends with 1 before it begins if its profile is not there, or a value was not kept', async () => {
    const { run, screen, host, requests } = task();
    assert.equal(await run({ profile: 'none' }), 1);
    assert.match(String(problems(screen.text())[0]?.[3]), /no build profile "none"/);
    host.remembered.set(`build options ${dockerfile}`, { name: 'last options', withheldArgs: ['NPM_TOKEN'] });
    assert.equal(await run(), 1);
    assert.equal(problems(screen.text())[1]?.[3], valuesNotKept(listNames(['NPM_TOKEN'])));
    assert.equal(requests.length, 0);
  });

  it('ends with 130 if the user ends it', async () => {
    const { run, screen, services } = task(
      (_request, _onProgress, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    const code = run();
    await screen.has('Building ');
    screen.type('\x03');
    assert.equal(await code, 130);
    assert.equal(services.builds.records[0]?.outcome, 'canceled');
  });

  it('warns of a large context, and asks nobody', async () => {
    const { run, screen, host } = task();
    host.largestContext = 10;
    assert.equal(await run(), 0);
    assert.match(screen.text(), patternOf(isLarge));
    assert.match(screen.text(), /Dockerfile: 47 B/);
    assert.deepEqual(host.confirmations, []);
  });

  it('is described in package.json with what it takes', () => {
    const [definition] = contributes.taskDefinitions;
    assert.deepEqual(
      [definition.type, definition.required, Object.keys(definition.properties), matcher.name],
      ['longshore', ['dockerfile'], ['dockerfile', 'target', 'profile'], 'longshore-build'],
    );
  });
});
