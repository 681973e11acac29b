// What is said of a run before it starts.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { Cancelled } from '../../../src/commands/host/dialogs.ts';
import { startWarnings, warnBeforeStart } from '../../../src/commands/running/before-start.ts';
import { environmentSentences, missingVariable } from '../../../src/commands/running/wanted-environment.ts';
import { commands } from '../../support/test-commands.ts';
import { app, setUp, tearDown } from './set-up.ts';

const run = commands['longshore.image.run'];

describe('the forecast of a run', () => {
  afterEach(tearDown);

  it('names the variable without which an official image stops at once', () => {
    const missing = (image: string, values: Record<string, string[]> = {}, command: string[] = []) =>
      missingVariable({ image, values, command }, { MYSQL_ROOT_PASSWORD: 'given' }, ['there']);
    assert.equal(missing('postgres:17'), environmentSentences.needs('postgres', 'POSTGRES_PASSWORD'));
    assert.equal(missing('docker.io/library/mysql'), environmentSentences.needs('mysql', 'MYSQL_ROOT_PASSWORD'));
    assert.match(String(missing('mariadb:11', {}, ['--verbose'])), /MARIADB_ROOT_PASSWORD/);
    assert.match(String(missing('postgres', { env: ['POSTGRES_PASSWORD=', 'OTHER=1'] })), /POSTGRES_PASSWORD/);
    assert.match(String(missing('postgres', { volume: ['new:/var/lib/postgresql/data'] })), /POSTGRES_PASSWORD/);
    for (const [image, values, command] of [
      ['postgres', { env: ['POSTGRES_PASSWORD=x'] }, []],
      ['postgres', { env: ['POSTGRES_PASSWORD_FILE=/run/secrets/x'] }, []],
      ['postgres', { env: ['POSTGRES_HOST_AUTH_METHOD=trust'] }, []],
      ['mysql', { env: ['MYSQL_ROOT_PASSWORD'] }, []],
      ['mariadb', { env: ['MYSQL_ALLOW_EMPTY_PASSWORD=yes'] }, []],
      ['postgres', { 'env-file': ['/env'] }, []],
      ['postgres', { volume: ['there:/var/lib/postgresql/data'] }, []],
      ['postgres', { volume: ['/data:/var/lib/postgresql'] }, []],
      ['postgres', { entrypoint: ['sh'] }, []],
      ['postgres', {}, ['bash']],
      ['team/postgres', {}, []],
      ['ghcr.io/library/postgres', {}, []],
      ['redis', {}, []],
    ] as const)
      assert.equal(missing(image, values as never, [...command]), undefined, JSON.stringify([image, values, command]));
  });

  it('asks where another program has the port, or a folder is not there', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '0.0.0.0', () => resolve((server.address() as { port: number }).port)),
    );
    const values = {
      publish: [`${port}:80`],
      volume: ['/longshore-test/no-such-folder:/data', '/tmp:/tmp', 'named:/x'],
    };
    const engine = { address: 'unix:///run/docker.sock', hostName: 'localhost' };
    try {
      const { host } = setUp({ answers: [{ confirm: false }, { confirm: true }] });
      await assert.rejects(warnBeforeStart(host, engine, 'web', values, false), Cancelled);
      await warnBeforeStart(host, engine, 'web', values, false);
      assert.equal(host.confirmations[0]?.question, 'Run "web" anyway?');
      assert.equal(
        host.confirmations[0]?.detail,
        [startWarnings.portTaken(String(port)), startWarnings.folderCreated('/longshore-test/no-such-folder')].join(
          '\n',
        ),
      );
      // Nothing is known of other machines, and from within a container.
      await warnBeforeStart(host, { address: 'ssh://far', hostName: 'far' }, 'web', values, false);
      await warnBeforeStart(host, engine, 'web', values, true);
      await warnBeforeStart(host, engine, 'web', { publish: ['80'], volume: ['/tmp:/tmp'] }, false);
      assert.equal(host.confirmations.length, 2);
    } finally {
      server.close();
    }
  });

  it('offers to build an image first whose files are others now', async () => {
    const built: string[] = [];
    const rebuilding = {
      look: async () =>
        built.length === 0 ? { files: 3, isBaseUpdated: false, isDockerfileChanged: false } : undefined,
      dockerfileOf: () => '/project/Dockerfile',
      build: async (dockerfile: string) => void built.push(dockerfile),
    };
    const { services, calls } = setUp({ answers: [{ take: 'build' }, { take: 'run' }] });
    await run({ ...services, rebuilding }, [app.id]);
    assert.deepEqual(built, ['/project/Dockerfile']);
    assert.ok(calls.some((call) => call.startsWith('request ')));
  });
});
