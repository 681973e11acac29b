// An engine behind a real sshd on this machine, by the real ssh client.
import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { createEngine } from '../../src/engine/dockerode/client.ts';
import { noEngineOverThere, noProgramNorSocket } from '../../src/engine/endpoint/ssh-failure.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { watchInventory } from '../../src/engine/inventory.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { findProgram } from '../support/processes.mjs';
import { type SshServer, type SshServerOptions, startSshServer, withSshOf } from '../support/ssh-server.ts';
import { dockerHost, type EngineUnderTest, endpointOf, engineUnderTest, outputOf } from './engine-under-test.ts';

const socketPath = dockerHost().replace('unix://', '');

describe('an engine behind a real sshd', function () {
  this.timeout(60_000);
  let test: EngineUnderTest;
  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());

  async function withServer(
    options: SshServerOptions,
    use: (server: SshServer, engine: (path?: string) => Engine) => Promise<void>,
  ): Promise<void> {
    const server = await startSshServer(options);
    const engines: Engine[] = [];
    try {
      await withSshOf(server, () =>
        use(server, (path = '') => {
          const engine = createEngine(endpointOf(`${server.address}${path}`));
          engines.push(engine);
          return engine;
        }),
      );
    } finally {
      for (const engine of engines) engine.close();
      await server.stop();
    }
  }
  /** The far side's `docker system dial-stdio` finds its engine at its own socket. */
  const withDocker = { forcedCommand: `DOCKER_HOST=${dockerHost()} sh -c "$SSH_ORIGINAL_COMMAND"` };
  const withoutDocker = { forcedCommand: `PATH=/nowhere /bin/sh -c "$SSH_ORIGINAL_COMMAND"` };

  it('answers requests however many streams are open', async () => {
    await withServer(withDocker, async (_server, engine) => {
      const far = engine();
      const ids = await Promise.all(
        Array.from({ length: 12 }, () => test.run({ command: ['sh', '-c', 'echo here; exec sleep 1000'] })),
      );
      const ending = new AbortController();
      setMaxListeners(0, ending.signal);
      const logs: Promise<void>[] = [];
      const begun = ids.map(
        (id) =>
          new Promise<void>((resolve) => {
            logs.push(far.containers.followLogs(id, { tail: 'all' }, () => resolve(), ending.signal));
          }),
      );
      await Promise.all(begun);
      const listed = await Promise.all(ids.map((id) => far.containers.inspect(id)));
      assert.equal(listed.length, 12);
      await far.containers.pause(ids[0] as string);
      ending.abort();
      await Promise.all(logs);
    });
  });

  it('is used through its forwarded socket where there is no docker program', async () => {
    await withServer(withoutDocker, async (_server, engine) => {
      const far = engine(socketPath);
      assert.equal((await far.info()).id, (await test.engine.info()).id);
      const id = await test.run({ tty: true, openStdin: true, command: ['cat'] });
      const stream = await far.containers.attach(id, { columns: 80, rows: 24 });
      const output = outputOf(stream);
      stream.write('over there\r');
      await output.has('over there');
      await stream.close();
      assert.equal((await Promise.all([far.containers.list(), far.images.list(), far.info()])).length, 3);
    });
  });

  it('says what is missing where there is neither a program nor a socket that can be forwarded', async () => {
    await withServer(
      { ...withoutDocker, configuration: ['AllowStreamLocalForwarding no'] },
      async (_server, engine) => {
        await assert.rejects(engine(socketPath).info(), { kind: 'unreachable', message: /AllowStreamLocalForwarding/ });
      },
    );
    await withServer(withoutDocker, async (_server, engine) => {
      await assert.rejects(engine('/nonexistent/docker.sock').info(), {
        kind: 'unreachable',
        message: new RegExp(noProgramNorSocket),
      });
    });
  });

  it('is given the time that a login takes', async () => {
    const slow = { forcedCommand: `sleep 6; ${withDocker.forcedCommand}` };
    await withServer(slow, async (_server, engine) => {
      assert.ok((await engine().info()).id);
    });
  });

  it('is not logged in to again and again where the login is refused', async () => {
    await withServer(withDocker, async (server) => {
      server.useUnknownKey();
      const clock = createFakeClock();
      const inventory = watchInventory({
        connect: async () => createEngine(endpointOf(server.address)),
        log: () => {},
        clock,
      });
      await assert.rejects(inventory.engine(), { kind: 'login-refused', message: /Permission denied \(publickey\)/ });
      assert.deepEqual(clock.waiting(), []);
      inventory.dispose();
    });
  });

  it('is not used any more when its host key has changed, and says so loudly', async () => {
    await withServer(withDocker, async (server, engine) => {
      await engine().info();
      await server.changeHostKey();
      await assert.rejects(engine().info(), {
        kind: 'login-refused',
        message: /THE HOST KEY HAS CHANGED.*new key: SHA256:.*old key: .*known_hosts:1/,
      });
    });
  });

  it('says that no engine runs over there', async () => {
    const gone = { forcedCommand: `DOCKER_HOST=unix:///nonexistent/docker.sock sh -c "$SSH_ORIGINAL_COMMAND"` };
    await withServer(gone, async (_server, engine) => {
      await assert.rejects(engine().info(), {
        kind: 'unreachable',
        message: new RegExp(`${noEngineOverThere}|is the docker daemon running`, 'i'),
      });
    });
  });

  it('leaves no process and no folder behind', async () => {
    assert.ok(findProgram('ssh'));
    await withServer(withoutDocker, async (_server, engine) => {
      const far = engine(socketPath);
      await far.info();
      far.close();
      await assert.rejects(far.info(), { kind: 'connection-lost' });
    });
  });
});
