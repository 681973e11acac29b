// A step that writes 100 MB, which the older builder and those of buildx pass on whole: what the editor keeps and shows of
// it stays small, the log on the disk too, and its last words are there.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBuildHistory } from '../../../src/builds/history.ts';
import { createBuildStore } from '../../../src/builds/store.ts';
import { buildOutput } from '../../../src/commands/building/output.ts';
import { pacedOutput } from '../../../src/commands/terminals/paced-output.ts';
import { createClassicTrace } from '../../../src/engine/buildkit/classic-trace.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const dockerfile = '/w/Dockerfile';
const size = 100_000_000;

describe('a step that writes 100 MB', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-builds-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function build(piece: string) {
    const store = createBuildStore(folder);
    let written = Promise.resolve();
    const openLog = (id: string) => {
      const log = store.openLog(id);
      return {
        write: log.write,
        end: () => {
          written = log.end();
          return written;
        },
      };
    };
    const builds = createBuildHistory({
      store: { ...store, openLog },
      now: Date.now,
      log: (line) => assert.fail(line),
    });
    const running = builds.start({
      engine: 'fa4e00000000',
      dockerfile,
      text: 'FROM a\nRUN yes\n',
      profile: { name: 'default' },
      tags: [],
      before: undefined,
      cancel: () => undefined,
    });
    let onScreen = 0;
    const output = buildOutput();
    const paced = pacedOutput((text) => {
      onScreen += text.length;
    }, createFakeClock());
    const trace = createClassicTrace((progress) => {
      running.take(progress);
      for (const line of output.lines(progress)) paced.write(`${line}\n`);
    });
    trace.take('Step 1/2 : FROM a\nStep 2/2 : RUN yes\n');
    for (let sent = 0; sent < size; sent += piece.length) trace.take(piece);
    trace.take('\nthe last words\n');
    trace.end('The command returned a non-zero code: 1');
    paced.end();
    running.end('failed', { error: 'no' });
    const { lines } = builds.followed(dockerfile) ?? {};
    const state = lines?.states().find(({ instruction }) => instruction.keyword === 'RUN');
    const kept = (state && lines?.output(state)) ?? [];
    await written;
    return { onScreen, kept, log: await builds.log(running.id) };
  }

  for (const [name, piece] of [
    ['lines', `${'a line of some length '.repeat(10)}\n`.repeat(100)],
    ['one line', 'x'.repeat(32_768)],
    ['a progress bar', '\r[=====>    ] 50 %'.repeat(1000)],
  ] as const) {
    it(`of ${name} is bounded everywhere, and ends with its last words`, async () => {
      const { onScreen, kept, log } = await build(piece);
      assert.ok(onScreen < 2_000_000, `${onScreen} characters on the screen`);
      assert.ok(kept.length <= 200 && kept.every((line) => line.length <= 2000), `${kept.length} lines kept`);
      assert.equal(kept.at(-1), 'the last words');
      // At most 200 lines stand behind those that are left out, each as long as a line may become.
      assert.ok(log.length < 50_000_000, `${log.length} characters in the log`);
      assert.match(log.slice(0, -1000), /\n… \d+ lines omitted …\n/);
      assert.match(log.slice(-1000), /\nthe last words\n[\s\S]*Failed after /);
    }).timeout(60_000);
  }
});
