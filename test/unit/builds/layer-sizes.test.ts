import assert from 'node:assert/strict';
import { baseSize, layerLines, layerSizes, wastedByLine } from '../../../src/builds/layer-sizes.ts';
import type { LineState } from '../../../src/builds/line-states.ts';
import {
  costSentences,
  costsOf,
  slowestOf,
  withBaseSize,
  withLayerSize,
  withSlowest,
} from '../../../src/builds/marks.ts';
import type { BuildRecord, StepRecord } from '../../../src/builds/record.ts';

const step = (line: number, text: string, stage = '1'): StepRecord => ({
  line,
  text,
  stage,
  state: 'done',
  duration: 100,
});
const steps = [
  step(0, 'FROM node AS build', 'build'),
  step(1, 'RUN npm ci', 'build'),
  step(3, 'FROM node'),
  step(4, 'WORKDIR /app'),
  step(5, 'COPY --from=build /app .'),
  step(6, 'run npm prune'),
];
const entry = (createdBy: string, size: number) => ({ createdBy, size });
const base = [entry('COPY x /x # buildkit', 70), entry('/bin/sh -c #(nop) ADD file:1 in / ', 80)];

describe('what each line adds to the image', () => {
  it('is known of the last stage’s lines, whatever the base is made of', () => {
    const history = [
      entry('CMD ["node"]', 0),
      entry('RUN /bin/sh -c npm prune # buildkit', 300),
      entry('COPY /app . # buildkit', 200),
      entry('EXPOSE map[80/tcp:{}]', 0),
      entry('WORKDIR /app', 0),
      ...base,
    ];
    assert.deepEqual([...layerSizes({ steps }, history)].sort(), [
      [4, 0],
      [5, 200],
      [6, 300],
    ]);
  });

  it('is known of a last stage that starts from another stage, whose layers stand below its own', () => {
    const onStage = [
      step(0, 'FROM node AS common', 'common'),
      step(1, 'RUN make', 'common'),
      step(3, 'COPY app.txt /', '1'),
      step(4, 'RUN npm prune', '1'),
    ];
    const history = [
      entry('RUN /bin/sh -c npm prune # buildkit', 300),
      entry('COPY app.txt / # buildkit', 200),
      entry('RUN /bin/sh -c make # buildkit', 100),
    ];
    const lines = [
      [0, 4],
      [1, 3],
    ];
    assert.deepEqual([...layerLines({ steps: onStage }, [...history, ...base], base.length)], lines);
    // One that starts from an image has no others: then it is another history.
    const onImage = onStage.map((each) => ({ ...each, stage: '1' })).filter(({ text }) => text !== 'RUN make');
    assert.deepEqual([...layerLines({ steps: onImage }, [...history, ...base], base.length)], []);
  });

  it('is known of the stages that it starts from, too, where the Dockerfile of the build is kept', () => {
    const text = [
      'ARG BELOW=common',
      'FROM node AS common',
      'RUN make',
      'WORKDIR /app',
      'FROM node AS docs',
      'RUN make docs',
      'FROM ${BELOW} AS tools',
      'RUN make tools',
      'FROM tools',
      'COPY --from=docs /docs /docs',
      'CMD ["node"]',
    ].join('\n');
    const built = [
      step(1, 'FROM node AS common', 'common'),
      step(2, 'RUN make', 'common'),
      step(3, 'WORKDIR /app', 'common'),
      step(4, 'FROM node AS docs', 'docs'),
      step(5, 'RUN make docs', 'docs'),
      step(7, 'RUN make tools', 'tools'),
      step(9, 'COPY --from=docs /docs /docs', '3'),
    ];
    const own = [
      entry('CMD ["node"]', 0),
      entry('COPY /docs /docs # buildkit', 400),
      entry('RUN /bin/sh -c make tools # buildkit', 300),
      entry('WORKDIR /app', 10),
      entry('RUN /bin/sh -c make # buildkit', 200),
    ];
    const history = [...own, ...base];
    const lines = [
      [1, 9],
      [2, 7],
      [3, 3],
      [4, 2],
    ];
    assert.deepEqual([...layerLines({ steps: built, text }, history, base.length)], lines);
    assert.deepEqual([...layerLines({ steps: built, text }, history)], lines);
    assert.deepEqual([...layerSizes({ steps: built, text }, history)].sort(), [
      [2, 200],
      [3, 10],
      [7, 300],
      [9, 400],
    ]);
    assert.deepEqual(baseSize({ steps: built, text }, history), { line: 1, bytes: 150 });
    // Another one is the base then, and what it is made of another history.
    const profile = { name: 'docs', buildArgs: { BELOW: 'docs' } };
    assert.deepEqual([...layerLines({ steps: built, text, profile }, history)], [[1, 9]]);
    // An image that has the lower stages is the base: the lines above it are the only ones.
    assert.deepEqual([...layerLines({ steps: built, text }, history, history.length - 2)], [[1, 9]]);
    assert.equal(baseSize({ steps: built, text, profile }, history), undefined);
  });

  it('is read of the older builder, too', () => {
    const history = [
      entry('/bin/sh -c npm prune', 300),
      entry('/bin/sh -c #(nop) COPY dir:1 in . ', 200),
      entry('/bin/sh -c #(nop) WORKDIR /app', 0),
      ...base,
    ];
    assert.equal(layerSizes({ steps }, history).get(6), 300);
  });

  it('is not guessed where the history is of other instructions', () => {
    assert.equal(layerSizes({ steps }, [entry('RUN /bin/sh -c x', 1), ...base]).size, 0);
    assert.equal(layerSizes({ steps }, []).size, 0);
    assert.equal(layerSizes({ steps: [] }, base).size, 0);
  });

  it('stands behind the mark of a step that is done, if it is worth telling', () => {
    const done = { text: '✓ 2.3 s', tone: 'done' } as const;
    assert.equal(withLayerSize(done, 12_000_000, false).text, '✓ 2.3 s · 12 MB');
    assert.equal(withLayerSize(done, 12_000_000, true).text, '✓ 2.3 s · 12 MB (largest layer)');
    assert.equal(withLayerSize(done, 900, true), done);
    assert.equal(withLayerSize(done, undefined, false), done);
    const failed = { text: '✗ failed', tone: 'failed' } as const;
    assert.equal(withLayerSize(failed, 12_000_000, true), failed);
  });

  it('has the base apart, if the last stage starts from an image', () => {
    const own = [entry('RUN /bin/sh -c npm prune # buildkit', 300), entry('COPY /app . # buildkit', 200)];
    const history = [entry('CMD ["node"]', 0), ...own, entry('WORKDIR /app', 0), ...base];
    assert.deepEqual(baseSize({ steps }, history), { line: 3, bytes: 150 });
    // Nothing but settings upon it.
    assert.deepEqual(baseSize({ steps: [step(0, 'FROM node')] }, [entry('CMD ["x"]', 0), ...base]), {
      line: 0,
      bytes: 150,
    });
    // What is below may be the other stage's.
    assert.equal(baseSize({ steps: steps.filter(({ line }) => line !== 3) }, history), undefined);
    assert.equal(baseSize({ steps }, [entry('RUN /bin/sh -c x', 1), ...base]), undefined);
    const cached = { text: '✓ CACHED', tone: 'cached' } as const;
    assert.equal(withBaseSize(cached, 77_000_000).text, '✓ CACHED · base 77 MB');
    assert.equal(withBaseSize(cached, 900), cached);
  });

  it('says what later lines waste of it, and of the base', () => {
    const wasted = wastedByLine(
      [
        { step: 0, by: 4, bytes: 5_000_000 },
        { step: 1, by: 4, bytes: 2_000_000 },
        { step: 0, by: 1, bytes: 9_000_000 },
        { step: 3, by: 4, bytes: 1_000_000 },
        { step: 3, by: 5, bytes: 3_000_000 },
        { step: 3, by: 6, bytes: 200_000 },
      ],
      [undefined, undefined, undefined, 4, 5, 6, undefined],
      { line: 3, bytes: 77_000_000 },
    );
    assert.deepEqual(wasted, {
      3: [{ bytes: 7_000_000, by: 5 }],
      4: [
        { bytes: 3_000_000, by: 6 },
        { bytes: 1_000_000, by: 5 },
        { bytes: 200_000, by: undefined },
      ],
    });
    const record = { layerSizes: { 4: 12_000_000 }, baseSize: { line: 3, bytes: 77_000_000 }, wasted } as unknown;
    assert.deepEqual(costsOf(record as BuildRecord, 3), [
      costSentences.baseBrings('77 MB'),
      costSentences.wastedBy('7 MB', 6),
    ]);
    assert.deepEqual(costsOf(record as BuildRecord, 4), [
      costSentences.adds('12 MB'),
      costSentences.wastedBy('3 MB', 7),
      costSentences.wastedBy('1 MB', 6),
      costSentences.wastedLater('200 kB'),
    ]);
    assert.deepEqual(costsOf(record as BuildRecord, 5), []);
  });

  it('stands beside the slowest step, if one stands out', () => {
    const step = (state: LineState['state'], time: number) =>
      ({ state, startedAt: 1000, completedAt: 1000 + time }) as LineState;
    const [slow, failed] = [step('done', 5000), step('failed', 9000)];
    assert.equal(slowestOf([step('done', 1500), slow, failed, step('cached', 0)]), slow);
    assert.equal(slowestOf([step('done', 500), step('done', 900)]), undefined);
    assert.equal(slowestOf([slow, step('cached', 0)]), undefined);
    assert.equal(withSlowest({ text: '✓ 5.0 s', tone: 'done' }).text, '✓ 5.0 s (slowest step)');
  });
});
