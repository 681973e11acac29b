// What a real engine asks a build's session for, besides files; and that nothing of it stays.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { connect as connectSocket, createServer, type Socket } from 'node:net';
import { basename, join } from 'node:path';
import { noSshAgent } from '../../src/engine/buildkit/secret-source.ts';
import { connect } from '../../src/engine/connect.ts';
import { baseNotHere } from '../../src/engine/dockerode/build-errors.ts';
import { connectionSentences } from '../../src/engine/dockerode/connection-errors.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Credential } from '../../src/registry/credential.ts';
import { sentenceOf } from '../support/engine-sentences.ts';
import { findProgram } from '../support/processes.mjs';
import { type Registry, startRegistry } from '../support/registry.ts';
import { patternOf } from '../support/sentence-pattern.ts';
import { socketRelay } from '../support/socket-relay.ts';
import { type Builds, buildsWith } from './builds.ts';
import { olderEngine } from './engine-proxies.ts';
import {
  baseImage,
  dockerHost,
  type EngineUnderTest,
  endpointOf,
  engineUnderTest,
  folderWith,
  uniqueName,
} from './engine-under-test.ts';

describe("a build's session", () => {
  let test: EngineUnderTest;
  let builds: Builds;
  before(async () => {
    test = await engineUnderTest();
    builds = buildsWith(test);
  });
  afterEach(() => builds.clean());
  after(() => test.clean());
  const enginePath = () => dockerHost().replace('unix://', '');

  describe('secrets', () => {
    const dockerfile = `FROM ${baseImage}\nRUN --mount=type=secret,id=tok,required=true --mount=type=secret,id=env wc -c </run/secrets/tok; grep -c planted /run/secrets/tok /run/secrets/env\n`;

    it('reach the step that asks, and nothing else', async () => {
      const planted = `planted-${uniqueName()}`;
      const folder = builds.folder({ "it's a, secret": planted });
      const build = builds.start({
        files: { Dockerfile: dockerfile },
        request: {
          noCache: true,
          secrets: [
            { id: 'tok', file: join(folder, "it's a, secret") },
            { id: 'env', variable: 'THE_TOKEN' },
          ],
          environment: { THE_TOKEN: planted },
        },
      });
      const { imageId } = await build.result;
      assert.deepEqual(build.lines(), [
        `stdout ${planted.length}`,
        'stdout /run/secrets/tok:1',
        'stdout /run/secrets/env:1',
      ]);
      const history = await test.engine.images.history(imageId);
      const details = await test.engine.images.inspect(imageId);
      assert.doesNotMatch(JSON.stringify([build.told, history, details]), new RegExp(planted));
    });

    it('stay unspoken when their step fails', async () => {
      const planted = `planted-${uniqueName()}`;
      const build = builds.start({
        files: { Dockerfile: `FROM ${baseImage}\nRUN --mount=type=secret,id=tok test -s /run/secrets/tok && exit 3\n` },
        request: { noCache: true, secrets: [{ id: 'tok', variable: 'T' }], environment: { T: planted } },
      });
      const error = await build.result.then(
        () => assert.fail('It should fail.'),
        (failure: Error) => failure,
      );
      const said = [error.message, error.stack, String(error.cause), JSON.stringify(build.told)].join();
      assert.match(error.message, /exit code 3/);
      assert.doesNotMatch(said, new RegExp(planted));
    });

    it('that are missing are named before anything is sent', async () => {
      const rejects = async (request: object, message: RegExp) => {
        const build = builds.start({ files: { Dockerfile: dockerfile }, request: { ...request, noCache: true } });
        await assert.rejects(build.result, { kind: 'build-input', message });
        assert.deepEqual(build.told, []);
      };
      await rejects({ secrets: [{ id: 'tok', file: '/nonexistent/t' }] }, /"tok".*\/nonexistent\/t /);
      await rejects({ secrets: [{ id: 'tok', variable: 'T' }], environment: {} }, /variable T, which is not set/);
      const folder = builds.folder({ large: '' });
      truncateSync(join(folder, 'large'), 600_000);
      await rejects({ secrets: [{ id: 'tok', file: join(folder, 'large') }] }, /at most 500 KB/);
      await assert.rejects(builds.start({ files: { Dockerfile: dockerfile }, request: { noCache: true } }).result, {
        kind: 'build-input',
        message: /uses the secret "tok"/,
      });
    });

    it('may be optional', async () => {
      const files = { Dockerfile: `FROM ${baseImage}\nRUN --mount=type=secret,id=tok test ! -e /run/secrets/tok\n` };
      await builds.start({ files, request: { noCache: true } }).result;
    });
  });

  describe('SSH agents', () => {
    /** The system's own client with the libraries that it needs, and the command that runs it in /ssh. */
    function clientFiles(): { folder: string; command: string } {
      const folder = builds.folder({});
      const client = findProgram('ssh-add');
      assert.ok(client, 'ssh-add is not installed: apt-get install openssh-client');
      const libraries = execFileSync('ldd', [client], { encoding: 'utf8' }).match(/\/\S+/g) ?? [];
      for (const path of [client, ...libraries]) copyFileSync(path, join(folder, basename(path)));
      const loader = libraries.map((path) => basename(path)).find((name) => name.startsWith('ld-'));
      return { folder, command: `/ssh/${loader} --library-path /ssh /ssh/ssh-add` };
    }

    it('are reached from the step, with keys that stay here', async () => {
      const { folder, command } = clientFiles();
      const key = join(builds.folder({}), 'key');
      const name = uniqueName();
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', key]);
      const socket = `${key}.socket`;
      // It ends with us: the end of its input is the end of the command that it runs.
      const agent = spawn('ssh-agent', ['-a', socket, 'sh', '-c', 'ssh-add -q "$0" && echo ready && cat', key]);
      try {
        await once(agent.stdout, 'data');
        const dockerfile = `FROM ${baseImage}\nCOPY . /ssh\nRUN --mount=type=ssh ${command} -l\nRUN --mount=type=ssh,id=other ${command} -l\n`;
        writeFileSync(join(folder, 'Dockerfile'), dockerfile);
        const build = builds.start({
          files: {},
          request: {
            noCache: true,
            contextFolder: folder,
            ssh: [{ id: 'default' }, { id: 'other', socket }],
            environment: { SSH_AUTH_SOCK: socket },
          },
        });
        await build.result;
        assert.equal(build.lines().filter((line) => line.includes(name)).length, 2);
      } finally {
        agent.stdin.end();
        await once(agent, 'close');
      }
    });

    it('that are missing are named', async () => {
      const files = { Dockerfile: `FROM ${baseImage}\nRUN --mount=type=ssh,required=true true\n` };
      const rejects = (request: object, message: RegExp | string) =>
        assert.rejects(builds.start({ files, request: { ...request, noCache: true } }).result, {
          kind: 'build-input',
          message,
        });
      await rejects({ ssh: [{ id: 'default' }], environment: {} }, noSshAgent);
      await rejects({ ssh: [{ id: 'default', socket: '/nonexistent/s' }] }, / \/nonexistent\/s \(ENOENT\)/);
      await rejects({}, /uses the SSH agent "default"/);
    });
  });

  describe('registry logins', () => {
    let registry: Registry;
    /** Of this user and password: a well-known pair, made by bcrypt. */
    const login = { kind: 'password', username: 'somebody', password: 'U*U' } as const;
    let htpasswdFolder: ReturnType<typeof folderWith>;
    before(async () => {
      const line = `${login.username}:$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW\n`;
      htpasswdFolder = folderWith({ htpasswd: line });
      const htpasswd = { realm: 'test', path: join(htpasswdFolder.folder, 'htpasswd') };
      registry = await startRegistry({ auth: { htpasswd } });
      const reference = `${registry.host}/team/private:1`;
      await test.engine.images.tag(baseImage, reference);
      const { username, password } = login;
      await push(
        reference,
        Buffer.from(JSON.stringify({ username, password, serveraddress: registry.host })).toString('base64'),
      );
      await test.engine.images.remove(reference, {});
    });
    after(async () => {
      await registry.stop();
      htpasswdFolder.remove();
    });

    async function push(reference: string, authorization: string): Promise<void> {
      const [, name = '', tag = ''] = /^(.*):([^:]*)$/.exec(reference) ?? [];
      const args = ['-sS', '--unix-socket', enginePath(), '-X', 'POST', '-H', `X-Registry-Auth: ${authorization}`];
      const said = execFileSync('curl', [...args, `http://docker/images/${name}/push?tag=${tag}`], {
        encoding: 'utf8',
      });
      assert.doesNotMatch(said, /"error"/);
    }

    it('are sent along to an engine without BuildKit', async () => {
      const socket = join(builds.folder({}), 'docker.sock');
      const older = olderEngine(enginePath());
      await new Promise<void>((resolve) => older.listen(socket, resolve));
      const engine = await connect(endpointOf(`unix://${socket}`));
      try {
        const asked: string[] = [];
        const credentials = async (host: string) => {
          asked.push(host);
          return host === registry.host ? login : undefined;
        };
        const files = {
          Dockerfile: `FROM --platform=linux/amd64 ${registry.host}/team/private:1 AS base\nFROM base\nARG X\nCOPY --from=$X a b\nCOPY --from=base /bin/sh /copy\n`,
        };
        const request = { credentials, pull: true };
        const withoutVariable = { Dockerfile: files.Dockerfile.replace('COPY --from=$X a b\n', '') };
        // The older builder keeps what it pulls.
        test.owns(`${registry.host}/team/private:1`);
        await builds.start({ files: withoutVariable, engine, request }).result;
        assert.deepEqual(asked, [registry.host, 'docker.io']);
        await assert.rejects(builds.start({ files: withoutVariable, engine, request: { pull: true } }).result, {
          message: patternOf(() => sentenceOf('login-rejected')),
        });
      } finally {
        engine.close();
        older.close();
      }
    });

    function build(credentials?: (host: string) => Promise<Credential | undefined>) {
      const asked: string[] = [];
      const files = { Dockerfile: `FROM ${registry.host}/team/private:1\nRUN echo ${uniqueName()}\n` };
      const request = credentials && {
        credentials: (host: string) => {
          asked.push(host);
          return credentials(host);
        },
      };
      return { asked, ...builds.start({ files, request: { ...request, pull: true } }) };
    }

    it('are asked for by host, and only where they are needed', async () => {
      const { result, asked, told } = build(async () => login);
      await result;
      assert.deepEqual([...new Set(asked)], [registry.host]);
      assert.doesNotMatch(JSON.stringify(told), /U\*U/);
    });

    it('that are absent or wrong are said so', async () => {
      const message = baseNotHere(`${registry.host}/team/private:1`, sentenceOf('login-rejected'));
      await assert.rejects(build(async () => undefined).result, { kind: 'build-failed', message });
      await assert.rejects(build().result, { kind: 'build-failed', message });
      const wrong = async () => ({ ...login, password: 'wrong' });
      await assert.rejects(build(wrong).result, { kind: 'build-failed', message });
    });

    it('that cannot be looked up fail the build', async () => {
      const failing = build(() => Promise.reject(new Error('The helper is broken.')));
      await assert.rejects(failing.result, /helper is broken/);
    });
  });

  describe('options', () => {
    it('reach the engine', async () => {
      const mark = uniqueName();
      const build = builds.start({
        files: {
          Dockerfile: `FROM ${baseImage}\nRUN grep ${mark} /etc/hosts; ls /sys/class/net\n`,
        },
        request: { extraHosts: [`${mark}:10.1.2.3`], networkMode: 'none', platform: 'linux/amd64' },
      });
      await build.result;
      const said = build.lines().join('\n');
      assert.match(said, new RegExp(`10\\.1\\.2\\.3\\s+${mark}`));
      assert.doesNotMatch(said, /eth0/);
      const again = builds.start({ files: {}, request: { contextFolder: build.folder, noCache: true } });
      await again.result;
      assert.equal(again.stateOf('RUN grep')?.state, 'done');
    });
  });

  describe('its end', () => {
    /** What this process holds open: sockets, pipes, files below `folder`. */
    const held = (folder: string) => ({
      sockets: process.getActiveResourcesInfo().filter((name) => /PipeWrap|TCPSocket|PROCESSWRAP/i.test(name)).length,
      files: readdirSync('/proc/self/fd').filter((number) => {
        try {
          return readlinkSync(`/proc/self/fd/${number}`).startsWith(folder);
        } catch {
          return false;
        }
      }).length,
    });

    /** An engine behind a relay that counts the connections to it. In the end nothing more is held than before. */
    async function counted(
      context: string,
      work: (engine: Engine, open: () => number) => Promise<void>,
    ): Promise<void> {
      /** From us to the relay, and from there to the engine. */
      const open = new Set<Socket>();
      const beyond = new Set<Socket>();
      let closed = () => {};
      const server = createServer((socket) => {
        const engine = connectSocket(enginePath());
        open.add(socket);
        socket.pipe(engine).pipe(socket);
        beyond.add(engine);
        engine.on('error', () => socket.destroy());
        engine.once('close', () => {
          socket.destroy();
          beyond.delete(engine);
          closed();
        });
        socket.on('error', () => engine.destroy());
        socket.once('close', () => {
          engine.destroy();
          open.delete(socket);
          closed();
        });
      });
      const path = join(builds.folder({}), 'docker.sock');
      await new Promise<void>((resolve) => server.listen(path, resolve));
      const engine = await connect(endpointOf(`unix://${path}`));
      const before = held(context);
      try {
        await work(engine, () => open.size);
        // Each connection is closed by whoever opened it; the relay hears of it a moment later.
        while (open.size + beyond.size > 0) {
          await new Promise<void>((resolve) => {
            closed = resolve;
          });
        }
        assert.deepEqual(held(context), before);
      } finally {
        engine.close();
        await new Promise((resolve) => server.close(resolve));
      }
    }

    it('leaves nothing open, however the build ends', async () => {
      const context = builds.folder({
        Dockerfile: `FROM ${baseImage}\nCOPY large /\nRUN echo ${uniqueName()}; sleep 1000\n`,
        Good: `FROM ${baseImage}\nCOPY small /\n`,
        Bad: `FROM ${baseImage}\nCOPY small /\nRUN false\n`,
        small: '',
        large: '',
      });
      truncateSync(join(context, 'large'), 400_000_000);
      await counted(context, async (engine, open) => {
        const start = (dockerfile: string, stop?: (progress: { kind: string; bytes?: number }) => boolean) => {
          const controller = new AbortController();
          const request = { contextFolder: context, dockerfile: join(context, dockerfile) };
          let most = 0;
          const { result } = builds.start({
            files: {},
            engine,
            request,
            signal: controller.signal,
            onProgress: (progress) => {
              most = Math.max(most, open());
              if (stop?.(progress)) controller.abort(new Error('enough'));
            },
          });
          return { result, most: () => most };
        };
        const good = start('Good');
        await good.result;
        assert.equal(good.most(), 2, 'the build and its session');
        await assert.rejects(start('Bad').result, { kind: 'build-failed' });
        await assert.rejects(start('Missing').result, { kind: 'build-input' });
        await assert.rejects(
          start('Dockerfile', ({ kind, bytes = 0 }) => kind === 'context' && bytes > 0).result,
          /enough/,
        );
        await assert.rejects(start('Dockerfile', ({ kind }) => kind === 'output').result, /enough/);
        const aborted = AbortSignal.abort(new Error('never'));
        await assert.rejects(
          builds.start({ files: {}, engine, request: { contextFolder: context }, signal: aborted }).result,
          /never/,
        );
      });
    });

    it('says that the engine went away in the middle', async () => {
      const path = join(builds.folder({}), 'docker.sock');
      const relay = socketRelay(path, enginePath());
      await relay.open();
      const engine = await connect(endpointOf(`unix://${path}`));
      try {
        const build = builds.start({
          files: { Dockerfile: `FROM ${baseImage}\nRUN echo ${uniqueName()}; sleep 1000\n` },
          engine,
          onProgress: ({ kind }) => {
            if (kind === 'output') void relay.shut();
          },
        });
        await assert.rejects(build.result, { kind: 'connection-lost', message: patternOf(connectionSentences.lost) });
      } finally {
        engine.close();
      }
    });
  });
});
