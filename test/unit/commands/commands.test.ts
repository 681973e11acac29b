// The commands against an engine of arrays and a person who answers from a script.
import assert from 'node:assert/strict';
import { noDockerfile } from '../../../src/commands/building/choose-dockerfile.ts';
import { noneRunning } from '../../../src/commands/containers/choice.ts';
import { stoppedFirst } from '../../../src/commands/containers/state.ts';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { portUsedBy } from '../../../src/commands/running/problems.ts';
import { hasNoShell } from '../../../src/commands/terminals/container-terminals.ts';
import { detachedWords, exitedWords } from '../../../src/commands/terminals/joined-terminal.ts';
import { EngineError } from '../../../src/errors.ts';
import { refused } from '../../support/scripted-host.ts';
import { commands } from '../../support/test-commands.ts';
import { app, db, exposing80, lone, setUp, tearDown, until, web } from './set-up.ts';

describe('commands', () => {
  afterEach(tearDown);

  describe('of containers', () => {
    it('work on the rows they are given', async () => {
      const { services, calls } = setUp();
      await commands['longshore.container.stop'](services, [web.id]);
      assert.ok(calls.includes(`containers.stop ${web.id}`));
    });

    it('ask from the palette, and offer only what fits', async () => {
      const started = setUp({ answers: [{ pick: 'db' }] });
      await commands['longshore.container.start'](started.services);
      assert.ok(started.calls.includes(`containers.start ${db.id}`));
      const wrong = setUp({ answers: [{ pick: 'web' }] });
      await assert.rejects(commands['longshore.container.start'](wrong.services), /not among db/);
    });

    it('say what to do first where there is none', async () => {
      const { services, containers } = setUp();
      containers.splice(0);
      await assert.rejects(commands['longshore.container.stop'](services), { message: noneRunning });
    });

    it('are silent when a dialog is left', async () => {
      const { services, calls } = setUp({ answers: ['escape'] });
      await assert.rejects(commands['longshore.container.remove'](services), Cancelled);
      assert.ok(!calls.some((call) => call.startsWith('containers.remove')));
    });

    it('name everything before a removal, and stop what runs first', async () => {
      const { services, host, calls } = setUp({ answers: [{ confirm: true }] });
      await commands['longshore.container.remove'](services, [web.id, db.id]);
      const [asked] = host.confirmations;
      assert.match(String(asked?.question), /the containers "web" and "db"/);
      assert.ok(asked?.detail.includes(stoppedFirst(['web'])), asked?.detail);
      const changes = calls.filter((call) => /\.(stop|remove) /.test(call));
      assert.ok(changes.indexOf(`containers.stop ${web.id}`) < changes.indexOf(`containers.remove ${web.id}`));
      assert.ok(!changes.includes(`containers.stop ${db.id}`));
    });

    it('go on with the others when one fails, and say which failed', async () => {
      const { services, containers } = setUp({
        adapt: (engine) => ({
          ...engine,
          containers: {
            ...engine.containers,
            stop: async (id, signal) => {
              if (id === web.id) throw new EngineError('failed', 'It will not.');
              return engine.containers.stop(id, signal);
            },
          },
        }),
      });
      containers[1] = { ...db, state: 'running' };
      await assert.rejects(
        commands['longshore.container.stop'](services, [web.id, db.id]),
        (error: EngineError) => error.kind === 'failed' && /^1 of 2 failed. web: It will not.$/.test(error.message),
      );
      assert.equal(containers.find(({ id }) => id === db.id)?.state, 'exited');
    });

    it('tell that a container has gone meanwhile', async () => {
      const { services } = setUp();
      await assert.rejects(commands['longshore.container.inspect'](services, ['9'.repeat(64)]), { kind: 'not-found' });
    });

    it('open the page of a published port', async () => {
      const { services, host, containers } = setUp();
      containers[0] = { ...web, ports: [{ privatePort: 80, publicPort: 8080, address: '0.0.0.0', protocol: 'tcp' }] };
      await commands['longshore.container.openInBrowser'](services, [web.id]);
      assert.deepEqual(host.opened, ['http://localhost:8080/']);
    });

    it('show what inspect says', async () => {
      const { services, host } = setUp();
      await commands['longshore.container.inspect'](services, [web.id]);
      assert.deepEqual(host.documents, [{ name: 'web.container.json', text: '{}' }]);
    });
  });

  describe('in terminals', () => {
    it('attach: keys and sizes go in, output comes out, the end is told', async () => {
      const { services, host, process } = setUp();
      await commands['longshore.container.attach'](services, [web.id]);
      const [terminal] = host.terminals;
      assert.ok(terminal);
      await until(() => process.sizes.length > 0);
      process.output('한글 \x1b[31mred\x1b[0m\r\n');
      terminal.screen.type('ls\r');
      process.end({ how: 'exited', exitCode: 3 });
      await terminal.done;
      assert.deepEqual(process.written, ['ls\r']);
      assert.deepEqual(process.sizes, [[80, 24]]);
      assert.ok(terminal.screen.text().includes('한글 \x1b[31mred'));
      assert.ok(terminal.screen.text().includes(exitedWords('"web"', 3)), terminal.screen.text());
    });

    it('attach: closing the terminal leaves the container running', async () => {
      const { services, host, calls } = setUp();
      await commands['longshore.container.attach'](services, [web.id]);
      const [terminal] = host.terminals;
      await until(() => calls.includes(`containers.attach ${web.id}`));
      terminal?.screen.close();
      await terminal?.done;
      assert.ok(terminal?.screen.text().includes(detachedWords(false)), terminal?.screen.text());
      assert.ok(!calls.some((call) => call.startsWith('containers.stop')));
    });

    it('shell: takes the best there is, or says that there is none', async () => {
      const { services, host, calls, process } = setUp();
      await commands['longshore.container.shell'](services, [web.id]);
      await until(() => calls.some((call) => call === `exec ${web.id} {"command":["/bin/sh"]}`));
      process.end({ how: 'exited', exitCode: 0 });
      await host.terminals[0]?.done;
      const bare = setUp({
        adapt: (engine) => ({ ...engine, containers: { ...engine.containers, shells: async () => [] } }),
      });
      await commands['longshore.container.shell'](bare.services, [web.id]);
      await assert.rejects(Promise.resolve(bare.host.terminals[0]?.done), { message: hasNoShell('web') });
    });

    it('logs: follow until Ctrl+C', async () => {
      const { services, host } = setUp();
      await commands['longshore.container.logs'](services, [web.id]);
      const [terminal] = host.terminals;
      await until(() => /a line of the log/.test(String(terminal?.screen.text())));
      terminal?.screen.type('\x03');
      await terminal?.done;
    });
  });

  describe('of images', () => {
    it('run: one Enter, with a port and a name that are free', async () => {
      const { services, host, containers } = setUp({ answers: [{ pick: 'Run' }], adapt: exposing80 });
      containers[0] = { ...web, ports: [{ privatePort: 80, publicPort: 8080, protocol: 'tcp' }] };
      await commands['longshore.image.run'](services, [app.id]);
      assert.deepEqual(
        [host.lists[0]?.choices[0]?.label, host.lists[0]?.choices[0]?.description],
        ['Run', 'app on ports 8081:80'],
      );
      assert.equal(containers[0]?.name, 'app');
      assert.equal(containers[0]?.state, 'running');
      assert.match(String(host.messages[0]?.text), /"app" is running/);
    });

    it('run: refuses a port that a container holds, and a name that is taken', async () => {
      const { services, containers } = setUp({ answers: [{ pick: 'Ports' }, { type: '8080:80' }], adapt: exposing80 });
      containers[0] = { ...web, ports: [{ privatePort: 80, publicPort: 8080, protocol: 'tcp' }] };
      await assert.rejects(commands['longshore.image.run'](services, [app.id]), refused(portUsedBy('8080', 'web')));
      const named = setUp({ answers: [{ pick: 'Name' }, { type: 'db' }] });
      await assert.rejects(commands['longshore.image.run'](named.services, [app.id]), /container "db" already/);
    });

    it('run: leaves no container behind when it cannot be started', async () => {
      const { services, containers } = setUp({
        answers: [{ pick: 'Run' }],
        adapt: (engine) => ({
          ...engine,
          containers: {
            ...engine.containers,
            start: async () => {
              throw new EngineError('port-in-use', 'Port 80 is taken.');
            },
          },
        }),
      });
      await assert.rejects(commands['longshore.image.run'](services, [app.id]), /Port 80 is taken/);
      assert.deepEqual(
        containers.map(({ name }) => name),
        ['web', 'db'],
      );
    });

    it('pull: adds latest and offers to run it', async () => {
      const { services, host, calls } = setUp({ answers: [{ type: 'nginx' }] });
      await commands['longshore.image.pull'](services);
      assert.ok(calls.includes('images.pull nginx:latest'));
      assert.deepEqual(
        host.messages[0]?.offers.map(({ title }) => title),
        ['Run'],
      );
    });

    it('tag: the old names stay', async () => {
      const { services, images } = setUp({ answers: [{ type: 'me/app' }] });
      await commands['longshore.image.tag'](services, [app.id]);
      assert.deepEqual(images[0]?.tags, ['app:1', 'me/app:latest']);
    });

    it('remove: takes every name of an image, after naming them', async () => {
      const { services, host, images } = setUp({ answers: [{ confirm: true }] });
      await commands['longshore.image.remove'](services, [lone.id]);
      assert.match(String(host.confirmations[0]?.detail), /lone:1, lone:2/);
      assert.deepEqual(
        images.map(({ id }) => id),
        [app.id],
      );
    });

    it('push: wants a name that says where, tags it so, and hands out the digest', async () => {
      const wrong = setUp({ answers: [{ type: 'proposed' }] });
      await assert.rejects(commands['longshore.image.push'](wrong.services, [app.id]), /user\/app:1/);
      const { services, host, calls } = setUp({ answers: [{ type: 'localhost:5000/app:1' }] });
      await commands['longshore.image.push'](services, [app.id]);
      assert.ok(
        calls.indexOf('images.tag app:1 localhost:5000/app:1') < calls.indexOf('images.push localhost:5000/app:1'),
      );
      await host.messages[0]?.offers[0]?.run();
      assert.match(String(host.copied[0]), /^localhost:5000\/app:1@sha256:/);
    });

    it('push: says what is missing when it is refused, and takes the name back that it made', async () => {
      const { services, host, images } = setUp({
        answers: [{ type: 'me/app:1' }, 'escape'],
        adapt: (engine) => ({
          ...engine,
          images: {
            ...engine.images,
            push: async () => {
              throw new EngineError('registry-denied', 'No.');
            },
          },
        }),
      });
      const account = { kind: 'password', username: 'me', password: 'planted' } as const;
      await services.registries.credentials.save('docker.io', account, { inTheClear: false });
      await assert.rejects(commands['longshore.image.push'](services, [app.id]), Cancelled);
      assert.match(String(host.confirmations[0]?.detail), /Docker Hub refused me\/app:1\./);
      assert.deepEqual(images[0]?.tags, ['app:1']);
    });

    it('push: proposes the name of the account, and asks for one where nobody is logged in', async () => {
      const { services, host, calls } = setUp({ answers: [{ type: 'me/app:1' }, 'escape', { type: 'proposed' }] });
      await assert.rejects(commands['longshore.image.push'](services, [app.id]), Cancelled);
      assert.match(String(host.confirmations[0]?.question), /Log in to Docker Hub/);
      const account = { kind: 'password', username: 'somebody', password: 'planted' } as const;
      await services.registries.credentials.save('docker.io', account, { inTheClear: false });
      await commands['longshore.image.push'](services, [app.id]);
      assert.ok(calls.includes('images.push somebody/app:1'), calls.join());
    });
  });

  describe('of Dockerfiles', () => {
    const dockerfile = '/work space/My Shop/Dockerfile';

    it('build: shows the steps in a terminal and tells the image’s name and size', async () => {
      const { services, host, images } = setUp({ files: { active: dockerfile } });
      await commands['longshore.dockerfile.build'](services);
      assert.match(String(host.terminals[0]?.screen.text()), /\[1\/1\].*FROM base/);
      assert.match(String(host.messages[0]?.text), /^Built my-shop:latest: 4 MB/);
      assert.ok(images.some(({ tags }) => tags.includes('my-shop:latest')));
    });

    it('build: a failure stands in the terminal and is thrown', async () => {
      const { services, host } = setUp({
        adapt: (engine) => ({
          ...engine,
          build: async () => {
            throw new EngineError('build-failed', 'RUN false: exit code 1.');
          },
        }),
      });
      await assert.rejects(commands['longshore.dockerfile.build'](services, { dockerfile }), /exit code 1/);
      assert.match(String(host.terminals[0]?.screen.text()), /RUN false: exit code 1/);
    });

    it('build: Ctrl+C cancels it at the engine, without a message', async () => {
      const { services, host } = setUp({
        adapt: (engine) => ({
          ...engine,
          build: (_request, _onProgress, signal) =>
            new Promise((_resolve, reject) => {
              signal?.addEventListener('abort', () => reject(signal.reason));
            }),
        }),
      });
      const built = commands['longshore.dockerfile.build'](services, { dockerfile });
      await until(() => host.terminals.length > 0);
      host.terminals[0]?.screen.type('\x03');
      await built;
      assert.match(String(host.terminals[0]?.screen.text()), /Canceled/);
      assert.deepEqual(host.messages, []);
    });

    it('run: builds first if there is no image yet, then does not build again', async () => {
      const { services, calls } = setUp({ answers: [{ pick: 'Run' }, { pick: 'Run' }] });
      await commands['longshore.dockerfile.run'](services, { dockerfile });
      await commands['longshore.dockerfile.run'](services, { dockerfile });
      assert.equal(calls.filter((call) => call === 'build').length, 1);
    });

    it('ask which one where the workspace has several, and say so where it has none', async () => {
      const { services, host } = setUp({
        answers: [{ pick: 'b/Dockerfile' }],
        files: { found: ['/a/Dockerfile', '/b/Dockerfile'] },
      });
      await commands['longshore.dockerfile.build'](services);
      assert.match(String(host.messages[0]?.text), /Built b:latest/);
      await assert.rejects(commands['longshore.dockerfile.build'](setUp().services), { message: noDockerfile });
    });
  });

  describe('without an engine', () => {
    it('all say the one thing that is wrong', async () => {
      const gone = new EngineError('unreachable', 'No Docker engine listens there. Start Docker.');
      const { services } = setUp({
        adapt: () => {
          throw gone;
        },
      });
      for (const id of ['longshore.container.stop', 'longshore.image.run', 'longshore.refresh'] as const) {
        await assert.rejects(commands[id](services), gone, id);
      }
    });
  });

  it('explain a rule, asked from the palette', async () => {
    const { services, host } = setUp({ answers: [{ pick: 'pin-base-image' }] });
    await commands['longshore.rule.open'](services);
    assert.match(String(host.documents[0]?.text), /longshore ignore=pin-base-image/);
  });
});
