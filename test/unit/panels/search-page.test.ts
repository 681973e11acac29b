import assert from 'node:assert/strict';
import {
  type FoundImage,
  type FromSearchPage,
  mostTags,
  type ToSearchPage,
} from '../../../src/panels/search-messages.ts';
import { runSearchPage } from '../../../src/panels/search-session.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

const nasty = '<img src=x onerror=alert(1)>\u202e';
const image = (name: string): FoundImage => ({ name, description: nasty, stars: 1, official: true });

function scene(begin = '') {
  const panel = scriptedPanel<ToSearchPage, FromSearchPage>();
  const clock = createFakeClock();
  const done: (readonly unknown[])[] = [];
  const answers = new Map<string, (found: readonly FoundImage[] | Error) => void>();
  const aborted: string[] = [];
  runSearchPage(panel, {
    begin,
    search: (term, signal) => {
      signal.addEventListener('abort', () => aborted.push(term));
      return new Promise((resolve, reject) =>
        answers.set(term, (found) => (found instanceof Error ? reject(found) : resolve(found))),
      );
    },
    tags: async (name) => {
      done.push(['tags', name]);
      return { tags: Array.from({ length: mostTags + 1 }, (_, index) => `1.${index}`), isMore: false };
    },
    size: async (name, tag) => {
      done.push(['size', name, tag]);
      if (tag === 'gone') throw new Error('There is no such tag.');
      return undefined;
    },
    pull: (reference) => done.push(['pull', reference]),
    writeToFrom: (reference) => done.push(['from', reference]),
    copy: (text) => done.push(['copy', text]),
    openHub: (name) => done.push(['hub', name]),
    clock,
  });
  const last = () => panel.posted.filter((message) => message.type === 'results').at(-1);
  const found = async (term: string, ...names: string[]) => {
    panel.say({ type: 'search', term });
    await clock.advance(1000);
    answers.get(term)?.(names.map(image));
    await settled();
  };
  return { panel, clock, done, answers, aborted, last, found };
}

describe('the page of an image search', () => {
  it('asks once the typing pauses, for the last that was typed, and lets go of what it asked before', async () => {
    const { panel, clock, answers, aborted, last } = scene();
    panel.say({ type: 'search', term: 'p' });
    panel.say({ type: 'search', term: 'po' });
    await clock.advance(100);
    assert.equal(last()?.isBusy, true);
    assert.equal(answers.size, 0);
    await clock.advance(1000);
    assert.deepEqual([...answers.keys()], ['po']);
    panel.say({ type: 'search', term: 'postgres ' });
    await clock.advance(1000);
    assert.deepEqual(aborted, ['po']);
    answers.get('postgres')?.([image('postgres')]);
    await settled();
    // Too late: nobody wants it any more.
    answers.get('po')?.([image('other')]);
    await settled();
    assert.deepEqual(
      [last()?.term, last()?.isBusy, last()?.results.map(({ name }) => name)],
      ['postgres', false, ['postgres']],
    );
    assert.doesNotMatch(JSON.stringify(panel.posted), /\u202e/);
  });

  it('says why there is nothing, and begins with what was searched for before a reload', async () => {
    const { panel, clock, answers, last, found } = scene('nginx');
    await clock.advance(1000);
    answers.get('nginx')?.(new Error('Docker Hub cannot be reached.'));
    await settled();
    assert.deepEqual([last()?.isBusy, last()?.note], [false, 'Docker Hub cannot be reached.']);
    await found('no-such');
    assert.match(String(last()?.note), /has no image for "no-such"/);
    panel.say({ type: 'search', term: '  ' });
    assert.deepEqual([last()?.term, last()?.isBusy, last()?.note], ['', false, '']);
    panel.say({ type: 'ready' });
    assert.equal(panel.posted.at(-1)?.type, 'results');
  });

  it('does only with what was found, and with tags that are some', async () => {
    const { panel, done, found } = scene();
    await found('x', 'postgres');
    for (const message of [
      { type: 'pull', name: 'postgres', tag: '' },
      { type: 'pull', name: 'evil', tag: '' },
      { type: 'from', name: 'postgres', tag: '17-alpine' },
      { type: 'from', name: 'postgres', tag: '17\nRUN evil' },
      { type: 'copy', name: 'postgres', tag: '--all' },
      { type: 'copy', name: 'postgres', tag: '17' },
      { type: 'askSize', name: 'postgres', tag: 'a b' },
      { type: 'askSize', name: 'evil', tag: '17' },
      { type: 'openHub', name: 'evil' },
      { type: 'openHub', name: 'postgres' },
    ] as const) {
      panel.say(message);
    }
    assert.deepEqual(done, [
      ['pull', 'postgres'],
      ['from', 'postgres:17-alpine'],
      ['copy', 'postgres:17'],
      ['hub', 'postgres'],
    ]);
  });

  it('reads tags once, offers so many, and tells a size or why there is none', async () => {
    const { panel, done, found } = scene();
    await found('x', 'postgres');
    panel.say({ type: 'askTags', name: 'postgres' });
    await settled();
    panel.say({ type: 'askTags', name: 'postgres' });
    await settled();
    assert.deepEqual(done, [['tags', 'postgres']]);
    const tags = panel.posted.at(-1);
    assert.ok(tags?.type === 'tags' && tags.tags.length === mostTags && tags.isMore);
    panel.say({ type: 'askSize', name: 'postgres', tag: 'gone' });
    await settled();
    assert.deepEqual(panel.posted.at(-1), {
      type: 'size',
      name: 'postgres',
      tag: 'gone',
      size: undefined,
      note: 'There is no such tag.',
    });
  });
});
