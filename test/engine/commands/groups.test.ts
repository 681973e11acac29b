// What is done with a compose project as a whole, against the real engine.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { composeFileElsewhere, noComposeFile } from '../../../src/commands/containers/group.ts';
import { commands } from '../../support/test-commands.ts';
import { folderWith, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('the commands of a group of containers', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  async function project(files = '') {
    const name = uniqueName();
    const labels = {
      'longshore.test': '1',
      'com.docker.compose.project': name,
      'com.docker.compose.project.config_files': files,
    };
    test.ownsNetwork(`${name}_default`);
    const network = await test.engine.networks.create({ name: `${name}_default`, driver: 'bridge', labels });
    const [web, db, stopped] = [`${name}-web-1`, `${name}-db-1`, `${name}-job-1`];
    const ids = [
      await test.run({ name: web, labels, command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 0.1; done'] }),
      await test.run({ name: db, labels, command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 0.1; done'] }),
      await test.create({ name: stopped, labels, command: ['sleep', '1000'] }),
    ];
    return { name, network, web, db, stopped, ids };
  }

  it('stop only those that run, and start only those that do not', async () => {
    const { ids } = await project();
    const states = async () => Promise.all(ids.map(async (id) => (await test.engine.containers.get(id))?.state));
    const { services } = test.person();
    await commands['longshore.container.stop'](services, ids);
    assert.deepEqual(await states(), ['exited', 'exited', 'created']);
    await commands['longshore.container.start'](services, ids);
    assert.deepEqual(await states(), ['running', 'running', 'running']);
  });

  it('remove them with their network, after a preview, and leave what is not ticked', async () => {
    const { name, web, db, stopped, ids } = await project();
    const left = test.person([{ tick: [web] }, { confirm: true }]);
    await commands['longshore.container.removeGroup'](left.services, ids);
    assert.equal(left.host.lists[0]?.title, 'Remove 4 items');
    assert.deepEqual(
      left.host.lists[0]?.choices.map(({ label }) => label).sort(),
      [db, stopped, web, `${name}_default`].sort(),
    );
    assert.deepEqual([await test.hasContainer(web), await test.hasContainer(db)], [false, true]);
    // From the palette: the project is picked.
    const all = test.person([{ pick: name }, { tick: 'all' }, { confirm: true }]);
    await test.eventually(async () => {
      const { containers } = await all.services.inventory.lists();
      return !containers.some((each) => each.name === web) && containers.some((each) => each.name === db);
    });
    await commands['longshore.container.removeGroup'](all.services);
    assert.deepEqual([await test.hasContainer(db), await test.hasContainer(stopped)], [false, false]);
    const networks = await test.engine.networks.list();
    assert.ok(!networks.some((network) => network.name === `${name}_default`));
  });

  it('open the compose file that is here, and say where it is not', async () => {
    const { folder, remove } = folderWith({ 'compose.yaml': 'services: {}\n' });
    const path = join(folder, 'compose.yaml');
    const here = await project(path);
    const { host, services } = test.person();
    await commands['longshore.container.openComposeFile'](services, here.ids);
    assert.deepEqual(host.openedPlaces, [[path, undefined]]);
    remove();
    await assert.rejects(commands['longshore.container.openComposeFile'](services, here.ids), {
      message: composeFileElsewhere([path]),
    });
    const without = await project();
    await assert.rejects(commands['longshore.container.openComposeFile'](services, without.ids), {
      message: noComposeFile,
    });
  });
});
