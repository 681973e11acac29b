import assert from 'node:assert/strict';
import { layerSizes } from '../../../src/builds/layer-sizes.ts';
import type { LineState } from '../../../src/builds/line-states.ts';
import { slowestOf, withLayerSize, withSlowest } from '../../../src/builds/marks.ts';
import type { StepRecord } from '../../../src/builds/record.ts';

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
    assert.deepEqual([...layerSizes(steps, history)].sort(), [
      [4, 0],
      [5, 200],
      [6, 300],
    ]);
  });

  it('is read of the older builder, too', () => {
    const history = [
      entry('/bin/sh -c npm prune', 300),
      entry('/bin/sh -c #(nop) COPY dir:1 in . ', 200),
      entry('/bin/sh -c #(nop) WORKDIR /app', 0),
      ...base,
    ];
    assert.equal(layerSizes(steps, history).get(6), 300);
  });

  it('is not guessed where the history is of other instructions', () => {
    assert.equal(layerSizes(steps, [entry('RUN /bin/sh -c x', 1), ...base]).size, 0);
    assert.equal(layerSizes(steps, []).size, 0);
    assert.equal(layerSizes([], base).size, 0);
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
