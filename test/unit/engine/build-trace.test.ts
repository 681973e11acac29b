import assert from 'node:assert/strict';
import type { BuildProgress } from '../../../src/engine/build-api.ts';
import { createClassicTrace } from '../../../src/engine/buildkit/classic-trace.ts';
import { readProtobuf } from '../../../src/engine/buildkit/protobuf.ts';
import { createBuildTrace } from '../../../src/engine/buildkit/trace.ts';

type Value = number | string | Uint8Array;

/** A protobuf message of these fields: numbers as varints, all else with a length. */
function message(...fields: [number: number, value: Value][]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [varint(number * 8), varint(value)];
      const bytes = Buffer.from(value as Uint8Array);
      return [varint(number * 8 + 2), varint(bytes.length), bytes];
    }),
  );
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

const time = (milliseconds: number) => message([1, Math.floor(milliseconds / 1000)], [2, (milliseconds % 1000) * 1e6]);

interface VertexFields {
  readonly started?: number;
  readonly completed?: number;
  readonly cached?: boolean;
  readonly error?: string;
}

const vertex = (digest: string, name: string, { started, completed, cached, error }: VertexFields = {}) =>
  message(
    [1, digest],
    [2, 'sha256:an-input'],
    [3, name],
    ...(cached ? ([[4, 1]] as [number, Value][]) : []),
    ...(started ? ([[5, time(started)]] as [number, Value][]) : []),
    ...(completed ? ([[6, time(completed)]] as [number, Value][]) : []),
    ...(error ? ([[7, error]] as [number, Value][]) : []),
  );
const log = (digest: string, stream: number, bytes: Uint8Array) =>
  message([1, digest], [2, time(1)], [3, stream], [4, bytes]);

describe("a BuildKit build's trace", () => {
  const at = 1_700_000_000_000;
  let told: BuildProgress[];
  let trace: ReturnType<typeof createBuildTrace>;
  beforeEach(() => {
    told = [];
    trace = createBuildTrace((progress) => told.push(progress));
  });
  it('tells what a step takes from', () => {
    trace.take(message([1, vertex('b', '[2/2] RUN y')]));
    const [first] = told;
    assert.deepEqual(first?.kind === 'step' && first.inputs, ['sha256:an-input']);
  });

  const steps = () => told.flatMap((progress) => (progress.kind === 'step' ? [[progress.name, progress.state]] : []));
  const lines = () => told.flatMap((progress) => (progress.kind === 'output' ? [[progress.from, progress.line]] : []));

  it('tells each change of a step once', () => {
    trace.take(message([1, vertex('a', '[1/2] FROM x')], [1, vertex('b', '[2/2] RUN y')]));
    trace.take(message([1, vertex('b', '[2/2] RUN y', { started: at })]));
    trace.take(message([1, vertex('b', '[2/2] RUN y', { started: at })]));
    trace.take(message([1, vertex('b', '[2/2] RUN y', { started: at, completed: at + 1500 })]));
    assert.deepEqual(steps(), [
      ['[1/2] FROM x', 'waiting'],
      ['[2/2] RUN y', 'waiting'],
      ['[2/2] RUN y', 'running'],
      ['[2/2] RUN y', 'done'],
    ]);
    assert.deepEqual(told.at(-1), {
      kind: 'step',
      id: 'b',
      name: '[2/2] RUN y',
      inputs: ['sha256:an-input'],
      state: 'done',
      startedAt: at,
      completedAt: at + 1500,
      error: undefined,
    });
  });

  it('remembers that a step was cached, whenever that is told', () => {
    trace.take(message([1, vertex('a', 'RUN', { started: at, completed: at })]));
    trace.take(message([1, vertex('a', 'RUN', { started: at, completed: at, cached: true })]));
    trace.take(message([1, vertex('a', 'RUN', { started: at, completed: at + 1 })]));
    assert.deepEqual(steps().at(-1), ['RUN', 'cached']);
  });

  it('tells a failed step from one that was given up', () => {
    trace.take(message([1, vertex('a', 'RUN a', { started: at, completed: at, error: 'exit code: 1' })]));
    trace.take(message([1, vertex('b', 'RUN b', { started: at, completed: at, error: 'context canceled' })]));
    assert.deepEqual(steps(), [
      ['RUN a', 'failed'],
      ['RUN b', 'canceled'],
    ]);
    assert.equal(trace.failedStep(), 'RUN a');
  });

  it('runs a step again that goes on after it completed', () => {
    trace.take(message([1, vertex('a', 'RUN', { started: at, completed: at + 1 })]));
    trace.take(message([1, vertex('a', 'RUN', { started: at + 5 })]));
    assert.deepEqual(steps().at(-1), ['RUN', 'running']);
  });

  it('puts lines together, each stream for itself, and characters too', () => {
    const ship = Buffer.from('🚢\n');
    trace.take(message([1, vertex('a', 'RUN', { started: at })], [3, log('a', 1, Buffer.from('one\r\ntw'))]));
    trace.take(message([3, log('a', 2, ship.subarray(0, 2))]));
    trace.take(message([3, log('a', 1, Buffer.from('o\nthr'))]));
    trace.take(message([3, log('a', 2, ship.subarray(2))]));
    trace.take(
      message([1, vertex('a', 'RUN', { started: at, completed: at + 9 })], [3, log('a', 1, Buffer.from('ee'))]),
    );
    assert.deepEqual(lines(), [
      ['stdout', 'one'],
      ['stdout', 'two'],
      ['stderr', '🚢'],
      ['stdout', 'three'],
    ]);
    // The last words come before the end.
    assert.equal(told.at(-1)?.kind, 'step');
  });

  it('tells in pieces what never ends its line', () => {
    trace.take(message([1, vertex('a', 'RUN', { started: at })]));
    for (let n = 0; n < 50; n++) trace.take(message([3, log('a', 1, Buffer.alloc(10_000, 'x'))]));
    trace.end('succeeded');
    assert.equal(
      lines()
        .map(([, line = '']) => line.length)
        .join(' '),
      '100000 100000 100000 100000 100000',
    );
  });

  it('tells at the end what was never ended', () => {
    trace.take(message([3, log('a', 1, Buffer.from('half'))]));
    assert.deepEqual(lines(), []);
    trace.end('failed');
    assert.deepEqual(lines(), [['stdout', 'half']]);
  });

  it('passes on what can be measured in a step', () => {
    const part = (...more: [number, Value][]) => message([2, message([1, 'sha256:b'], [2, 'a'], [4, 7], ...more)]);
    trace.take(part([5, 10], [7, time(at)]));
    trace.take(part([8, time(at)]));
    const known = { kind: 'part', step: 'a', id: 'sha256:b', current: 7 };
    assert.deepEqual(told, [
      { ...known, total: 10, isDone: false },
      { ...known, total: 0, isDone: true },
    ]);
  });

  it('leaves no step waiting that another build has done meanwhile', () => {
    trace.take(message([1, vertex('a', 'COPY')], [1, vertex('b', 'RUN', { started: at, completed: at + 1 })]));
    trace.end('succeeded');
    assert.deepEqual(steps(), [
      ['COPY', 'waiting'],
      ['RUN', 'done'],
      ['COPY', 'cached'],
    ]);
  });

  it('passes warnings on', () => {
    trace.take(message([4, message([1, 'a'], [2, 1], [3, 'StageNameCasing: use lower case (line 1)'])]));
    assert.deepEqual(told, [{ kind: 'note', text: 'StageNameCasing: use lower case (line 1)' }]);
  });

  it('refuses what is no protobuf instead of guessing', () => {
    assert.throws(() => trace.take(Buffer.from([0x0a, 0x7f, 0x01])), RangeError);
    assert.throws(() => [...readProtobuf(Buffer.from([0x80]))], RangeError);
  });

  it('skips fields that it does not know', () => {
    const fixed = Buffer.concat([varint(9 * 8 + 1), Buffer.alloc(8), varint(10 * 8 + 5), Buffer.alloc(4)]);
    trace.take(Buffer.concat([fixed, message([1, vertex('a', 'RUN')])]));
    assert.deepEqual(steps(), [['RUN', 'waiting']]);
  });
});

describe("an older builder's trace", () => {
  it('makes steps of its text', () => {
    const told: BuildProgress[] = [];
    const trace = createClassicTrace(
      (progress) => told.push(progress),
      () => 5,
    );
    trace.take('Step 1/3 : FROM x\n ---> 91f4\nStep 2/3 : RUN a\n ---> Using cache\n');
    trace.take(' ---> 77\nStep 3/3 : RUN ec');
    trace.take('ho hi\nhi\n');
    trace.end(undefined);
    const seen = told.map((progress) =>
      progress.kind === 'step' ? `${progress.state} ${progress.name}` : progress.kind === 'output' ? progress.line : '',
    );
    assert.deepEqual(seen, [
      'running [1/3] FROM x',
      ' ---> 91f4',
      'done [1/3] FROM x',
      'running [2/3] RUN a',
      ' ---> 77',
      'cached [2/3] RUN a',
      'running [3/3] RUN echo hi',
      'hi',
      'done [3/3] RUN echo hi',
    ]);
    assert.equal(trace.lastStep(), '[3/3] RUN echo hi');
  });

  it('tells stages apart, as Podman counts each by itself, and leaves out what it says of images', () => {
    const told: BuildProgress[] = [];
    const trace = createClassicTrace(
      (progress) => told.push(progress),
      () => 5,
    );
    trace.take('[1/2] STEP 1/2: FROM x AS Page\n[1/2] STEP 2/2: RUN a\nhi\n--> c13c847b04fb\n');
    trace.take('[2/2] STEP 1/2: FROM y\n[2/2] STEP 2/2: COPY --from=page /a /b\n--> Using cache c13c847b04fb5\n');
    trace.take(`[2/2] COMMIT docker.io/library/z:1\n--> 2f76536c7392\n${'2f'.repeat(32)}\n`);
    trace.take('Successfully tagged docker.io/library/z:1\nSuccessfully built 2f76536c7392\n');
    trace.end(undefined);
    const seen = told.map((progress) =>
      progress.kind === 'step'
        ? `${progress.id} ${progress.state} ${progress.name} in ${progress.inOrder?.stage}`
        : progress.kind === 'output'
          ? `${progress.step} ${progress.line}`
          : '',
    );
    assert.deepEqual(seen, [
      '1.1 running [Page 1/2] FROM x AS Page in 0',
      '1.1 done [Page 1/2] FROM x AS Page in 0',
      '1.2 running [Page 2/2] RUN a in 0',
      '1.2 hi',
      '1.2 done [Page 2/2] RUN a in 0',
      '2.1 running [stage-1 1/2] FROM y in 1',
      '2.1 done [stage-1 1/2] FROM y in 1',
      '2.2 running [stage-1 2/2] COPY --from=page /a /b in 1',
      '2.2 cached [stage-1 2/2] COPY --from=page /a /b in 1',
    ]);
    assert.equal(trace.imageId(), '2f76536c7392');
  });

  it('knows the image by its last words', () => {
    const trace = createClassicTrace(() => {});
    trace.take('Successfully built 0a1b2c\n');
    assert.equal(trace.imageId(), '0a1b2c');
  });
});
