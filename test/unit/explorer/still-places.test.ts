import assert from 'node:assert/strict';
import type { Container } from '../../../src/engine/container-api.ts';
import type { Inventory } from '../../../src/engine/inventory.ts';
import { containerKind } from '../../../src/explorer/containers.ts';
import { arrange, type Layout, plainLayout } from '../../../src/explorer/layout.ts';
import { nextLook } from '../../../src/explorer/next-look.ts';
import { createStillPlaces } from '../../../src/explorer/still-places.ts';
import { aContainer } from '../../support/fake-engine.ts';

const second = 1000;

describe('rows keep still', () => {
  const all = ['a', 'b', 'c'].map((name) => aContainer({ id: name, name }));
  const ended = all.map((container) =>
    container.name === 'a' ? { ...container, state: 'exited' as const } : container,
  );

  const shown = (layout: Partial<Layout> = {}) => {
    const places = createStillPlaces<Container>();
    const names = (containers: readonly Container[], now: number) =>
      arrange(containerKind, { containers } as unknown as Inventory, { ...plainLayout, ...layout }, now, places).map(
        ({ label, children }) => [label, ...children.map((child) => child.label)].join(' '),
      );
    return { places, names };
  };

  it('while one ends and starts again and again', () => {
    const { names } = shown();
    assert.deepEqual(names(all, 0), ['a', 'b', 'c']);
    for (let time = second; time < 120 * second; time += 10 * second) {
      assert.deepEqual(names(ended, time), ['a', 'b', 'c']);
      assert.deepEqual(names(all, time + 5 * second), ['a', 'b', 'c']);
    }
  });

  it('until a quiet time is over, and says when that is', () => {
    const { names, places } = shown();
    names(all, 0);
    names(ended, second);
    assert.equal(places.due(11 * second), 20 * second);
    assert.deepEqual(names(ended, 30 * second), ['a', 'b', 'c']);
    assert.deepEqual(names(ended, 31 * second), ['b', 'c', 'a']);
    assert.equal(places.due(31 * second), undefined);
  });

  it('unless the user asks for another order', () => {
    const { names, places } = shown();
    names(all, 0);
    places.release();
    assert.deepEqual(names(ended, second), ['b', 'c', 'a']);
  });

  it('in their group and behind their filter, while what they say is new', () => {
    const { names } = shown({ groupBy: 'state', show: 'running' });
    assert.deepEqual(names(all, 0), ['running a b c']);
    assert.deepEqual(names(ended, second), ['running a b c']);
    assert.deepEqual(names(ended, 40 * second), ['running b c']);
  });

  it('and new ones take the place where they belong', () => {
    const { names } = shown();
    names(all, 0);
    assert.deepEqual(names([...ended, aContainer({ id: 'aa', name: 'aa' })], second), ['a', 'aa', 'b', 'c']);
  });
});

describe('the next look at rows', () => {
  const look = (containers: readonly Container[], now: number) =>
    nextLook(containerKind, { containers } as unknown as Inventory, now);

  it('is when some age has another word', () => {
    const now = 1_700_000_000_000;
    const at = (age: number) => aContainer({ createdAt: now - age });
    assert.equal(look([at(130 * second)], now), 50 * second);
    assert.equal(look([at(3700 * second), at(130 * second)], now), 50 * second);
    assert.equal(look([at(3700 * second)], now), 3500 * second);
    assert.equal(look([], now), undefined);
  });

  it('is not sooner than a few seconds, however many rows there are', () => {
    assert.equal(look([aContainer({ createdAt: 0 })], 59_999), 5000);
  });
});
