// What a form as a page does in time, whatever it is of.
import assert from 'node:assert/strict';
import type { FormNote, FormState, FromFormPage, ToFormPage } from '../../../src/panels/form-messages.ts';
import { type FormParts, runFormPage } from '../../../src/panels/form-session.ts';
import { createFakeClock, settled } from '../../support/fake-clock.ts';
import { scriptedPanel } from '../../support/scripted-panel.ts';

function scene(more: Partial<FormParts<string>> = {}) {
  const panel = scriptedPanel<ToFormPage, FromFormPage>();
  const clock = createFakeClock();
  const reported: Promise<unknown>[] = [];
  runFormPage<string>(panel, {
    begin: 'first',
    title: (made) => `Form of ${made}`,
    write: (made) => ({ text: [made] }),
    read: ({ text: [made = ''] = [] }) => ({ made, notes: [] }),
    line: (made) => `docker ${made}`,
    copyLine: () => undefined,
    takeLine: () => ({ wrong: 'That is no line.' }),
    secret: () => ({}),
    kept: () => ({}),
    usual: () => 'usual',
    isUsual: (made) => made === 'usual',
    saved: { names: () => [], get: () => undefined, save: async () => undefined },
    browse: async () => [],
    act: async () => ({ made: 'next', done: undefined }),
    report: (work) => void reported.push(work.catch(() => undefined)),
    clock,
    ...more,
  });
  const state = () =>
    panel.posted.filter((message): message is FormState => message.type === 'state').at(-1) as FormState;
  return {
    panel,
    clock,
    reported,
    state,
    type: (...texts: string[]) => panel.say({ type: 'set', name: 'text', texts }),
  };
}

describe('a form as a page', () => {
  it('looks for what takes a while once the typing pauses, and says it of what stands there then alone', async () => {
    const asked = new Map<string, (notes: FormNote[]) => void>();
    const aborted: string[] = [];
    const { clock, state, type, panel } = scene({
      foresee: (made, signal) => {
        signal.addEventListener('abort', () => aborted.push(made));
        return new Promise((resolve) => asked.set(made, resolve));
      },
    });
    type('a');
    type('ab');
    await clock.advance(1000);
    assert.deepEqual([...asked.keys()], ['ab']);
    type('abc');
    assert.deepEqual(aborted, ['ab']);
    await clock.advance(1000);
    const note = (text: string): FormNote => ({ field: 'text', kind: 'warning', text });
    asked.get('abc')?.([note('The port of abc is used.')]);
    // Too late: it is no longer there.
    asked.get('ab')?.([note('The port of ab is used.')]);
    await settled();
    assert.deepEqual(state().notes, [note('The port of abc is used.')]);
    panel.say({ type: 'reset' });
    panel.close();
    const { length } = panel.posted;
    await clock.advance(1000);
    assert.equal(panel.posted.length, length);
  });

  it('goes on where nothing can be foreseen', async () => {
    const { clock, state, type } = scene({ foresee: async () => Promise.reject(new Error('no engine')) });
    type('a');
    await clock.advance(1000);
    assert.deepEqual([state().line, state().notes], ['docker a', []]);
  });

  it('does one thing at a time', async () => {
    let count = 0;
    let finish: (() => void) | undefined;
    const { panel, state, reported } = scene({
      act: () => {
        count++;
        return new Promise((resolve) => {
          finish = () => resolve({ made: 'next', done: { text: 'Done.' } });
        });
      },
    });
    panel.say({ type: 'run', action: 'run' });
    panel.say({ type: 'run', action: 'run' });
    assert.deepEqual([count, state().line, state().isBusy], [1, 'docker first', true]);
    finish?.();
    await Promise.all(reported);
    assert.deepEqual(
      [state().line, state().isBusy, state().done],
      ['docker next', false, { text: 'Done.', canOpen: false }],
    );
  });
});
