// What is left out of a build context by the view's command, the engine does not get.
import assert from 'node:assert/strict';
import { basename, join } from 'node:path';
import { commands } from '../../support/test-commands.ts';
import { baseImage, folderWith } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('the commands of a build context', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  it('what is left out is not in the image; everything else is', async () => {
    const hard = ['#comment', '!exception', ' blank ', 'star*', '[a]', 'back\\slash', 'two\nlines', '😀 한글'];
    const made = folderWith({
      Dockerfile: `FROM ${baseImage}\nCOPY . /all/\nRUN find /all -type f | sort\n`,
      ...Object.fromEntries(
        hard.flatMap((name) => [
          [`${name}/left-out`, ''],
          [`beside-${name}`, ''],
        ]),
      ),
    });
    test.owns(`${basename(made.folder).toLowerCase()}:latest`);
    try {
      const target = { dockerfile: join(made.folder, 'Dockerfile') };
      const { services, host } = test.person();
      await commands['longshore.dockerfile.showContext'](services, target);
      await commands['longshore.context.ignore'](services, hard);
      assert.equal(host.shownContexts.at(-1)?.root.leftOut.files, hard.length);
      await commands['longshore.context.showRule'](services, ['[a]']);
      assert.deepEqual(host.openedPlaces, [[join(made.folder, '.dockerignore'), hard.indexOf('[a]')]]);
      await commands['longshore.dockerfile.build'](services, target);
      const said = String(host.terminals[0]?.screen.text());
      assert.doesNotMatch(said, /left-out/);
      for (const name of ['#comment', '[a]', 'star*', '😀 한글']) assert.ok(said.includes(`/all/beside-${name}`), name);
    } finally {
      made.remove();
    }
  });
});
