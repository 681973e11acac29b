import assert from 'node:assert/strict';
import { findBase, historyDocument, historyHeadings } from '../../../src/commands/images/history.ts';
import { lineWithFrom } from '../../../src/commands/images/search.ts';
import { instructionOf } from '../../../src/panels/history-words.ts';
import { anImage, createFakeEngine } from '../../support/fake-engine.ts';

describe('image history', () => {
  it('finds the instruction behind the engine’s words', () => {
    for (const [said, meant] of [
      ['RUN /bin/sh -c npm ci # buildkit', 'RUN npm ci'],
      ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
      ['/bin/sh -c apk add curl', 'RUN apk add curl'],
      ['COPY . /app # buildkit', 'COPY . /app'],
    ] as const)
      assert.equal(instructionOf(said), meant);
  });

  it('finds the base among images that are as old as a step, and asks for no other', async () => {
    const id = (letter: string) => `sha256:${letter.repeat(64)}`;
    const fake = createFakeEngine();
    const layers: Record<string, string[]> = { [id('a')]: ['1', '2', '3'], [id('b')]: ['1', '2'], [id('c')]: ['1'] };
    const layersOf = async (of: string) => {
      fake.calls.push(`layers ${of}`);
      return layers[of] ?? ['x'];
    };
    const signal = AbortSignal.timeout(10_000);
    const step = (createdAt: number) => ({ id: undefined, createdAt, createdBy: '', size: 0, tags: [], comment: '' });
    fake.engine.images.history = async (reference) => {
      fake.calls.push(`images.history ${reference}`);
      return [step(20_000), step(10_000)];
    };
    // Steps tell fractions on some engines, lists do not.
    const history = [step(30_400), step(20_700), step(10_100)];
    const own = anImage({ id: id('a'), createdAt: 30_000 });
    const ages = { b: 20_000, c: 10_000, d: 20_000, e: 31_000, f: 5_000, g: 29_000 };
    const others = Object.entries(ages).map(([letter, createdAt]) =>
      anImage({ id: id(letter), tags: [`${letter}:1`], createdAt }),
    );
    const found = await findBase(fake.engine, own.id, { images: [own, ...others], history, layersOf }, signal);
    assert.deepEqual(found, { id: id('b'), name: 'b:1', entries: 2 });
    assert.deepEqual(fake.calls.sort(), [
      `images.history ${id('b')}`,
      ...['a', 'b', 'c', 'd'].map((letter) => `layers ${id(letter)}`),
    ]);
    assert.equal(await findBase(fake.engine, own.id, { images: [own], history, layersOf }, signal), undefined);
  });

  it('reads like the Dockerfile did, with the base image’s part set apart', () => {
    const entry = (createdBy: string, size: number) => ({
      id: undefined,
      createdAt: 0,
      createdBy,
      size,
      tags: [],
      comment: '',
    });
    const history = [
      entry('CMD ["x\x1b[2J"]', 0),
      entry('COPY . /app # buildkit', 2000),
      entry('ADD rootfs /', 4_000_000),
    ];
    const text = historyDocument('app:1', history, { name: 'base:1', entries: 1 }, 60_000);
    const lines = text.split('\n');
    assert.ok(lines.findIndex((line) => line.includes('ADD rootfs')) < lines.indexOf(historyHeadings.builtOnTop()));
    assert.ok(lines.findIndex((line) => line.includes('COPY . /app')) > lines.indexOf(historyHeadings.builtOnTop()));
    assert.ok(lines.includes(historyHeadings.base('base:1')));
    assert.match(text, /4 MB {2}1 minute ago {2}ADD rootfs/);
    assert.ok(!text.includes('\x1b'));
  });

  it('writes an image into FROM, with its flags and stage name kept', () => {
    assert.equal(
      lineWithFrom('FROM --platform=linux/arm64 node:20 AS build', 'nginx'),
      'FROM --platform=linux/arm64 nginx AS build',
    );
    assert.equal(lineWithFrom('', 'nginx'), 'FROM nginx');
    assert.equal(lineWithFrom('RUN x', 'nginx'), 'FROM nginx\nRUN x');
  });
});
