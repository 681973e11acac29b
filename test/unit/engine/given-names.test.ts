// What is learned from events while a list is on its way, which does not have it yet.
import assert from 'node:assert/strict';
import { createEndings } from '../../../src/engine/endings.ts';
import type { EngineEvent } from '../../../src/engine/engine.ts';
import { createGivenNames } from '../../../src/engine/given-names.ts';

const memory = () => ({ get: () => ({}), set: async () => undefined });
const tagged = (name: string): EngineEvent => ({
  type: 'image',
  action: 'tag',
  id: 'i',
  attributes: { name },
  timeNano: '0',
});
const died = (id: string): EngineEvent => ({ type: 'container', action: 'die', id, attributes: {}, timeNano: '0' });

describe('a name that is given from here', () => {
  it('is the last one, also right after a build, whose own names belong together', () => {
    const names = createGivenNames(memory());
    names.note(tagged('site:1'), 0);
    names.note(tagged('site:latest'), 100);
    assert.deepEqual(names.inOrder(['site:latest', 'site:1']), ['site:1', 'site:latest']);
    names.expect('registry/site:1');
    names.note(tagged('registry/site:1'), 500);
    assert.deepEqual(names.inOrder(['site:1', 'registry/site:1', 'site:latest'])[0], 'registry/site:1');
  });
});

describe('what events tell while a list is being read', () => {
  it('is kept: the name that an image was given meanwhile stands first', () => {
    const names = createGivenNames(memory());
    names.note(tagged('site:1'), 0);
    const read = names.beginReading();
    names.note(tagged('registry/site:1'), 5000);
    read(['site:1']);
    assert.deepEqual(names.inOrder(['site:1', 'registry/site:1']), ['registry/site:1', 'site:1']);
  });
  it('is forgotten by the next list that does not have it', () => {
    const names = createGivenNames(memory());
    names.note(tagged('b:1'), 0);
    names.beginReading()([]);
    names.note(tagged('c:1'), 5000);
    assert.deepEqual(names.inOrder(['a:1', 'b:1', 'c:1']), ['c:1', 'a:1', 'b:1']);
  });
  it('is kept of a container that came and ended meanwhile', () => {
    const endings = createEndings(memory());
    const read = endings.beginReading();
    endings.note(died('c'));
    read([]);
    assert.equal(endings.of('c'), 'by-itself');
    endings.beginReading()([]);
    assert.equal(endings.of('c'), undefined);
  });
});
