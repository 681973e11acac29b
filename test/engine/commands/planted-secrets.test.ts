// Values of secrets are planted wherever a build takes one; then all that was written or shown is searched for them.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBuildHistory } from '../../../src/builds/history.ts';
import type { BuildProfile } from '../../../src/builds/profile.ts';
import { createBuildStore } from '../../../src/builds/store.ts';
import { buildAndTell } from '../../../src/commands/building/build-image.ts';
import { notingServices } from '../../../src/commands/equivalents/noting.ts';
import { onEngine } from '../../../src/commands/host/on-engine.ts';
import { buildKind } from '../../../src/explorer/builds.ts';
import { containerKind } from '../../../src/explorer/containers.ts';
import { arrange, plainLayout } from '../../../src/explorer/layout.ts';
import { shownPage } from '../../support/shown-page.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

describe('secrets that a build is given', () => {
  let test: CommandsUnderTest;
  let folder: string;
  before(async () => {
    test = await commandsUnderTest();
    folder = mkdtempSync(join(tmpdir(), 'longshore-planted-'));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await test.clean();
  });

  const planted = {
    NPM_TOKEN: `npm-${uniqueName()}`,
    DB_PW: `pw "quoted" ${uniqueName()}`,
    // Only its value says what it is.
    INDEX: `https://me:${uniqueName()}@pypi.test/simple`,
  };

  it('stand in nothing that is shown or kept, whether it succeeds or fails', async () => {
    const body = [
      `FROM ${baseImage}`,
      'ARG NPM_TOKEN',
      'ARG DB_PW',
      'ARG INDEX',
      'WORKDIR /srv/$NPM_TOKEN',
      `RUN echo ${uniqueName()} "$NPM_TOKEN" "$DB_PW" && echo $INDEX >&2`,
      'RUN --mount=type=secret,id=mounted cat /run/secrets/mounted',
    ].join('\n');
    const good = test.project(`${body}\n`);
    const bad = test.project(`${body}\nRUN echo "$DB_PW" && NPM_TOKEN=$NPM_TOKEN false\n`);
    const mounted = `mounted-${uniqueName()}`;
    process.env.LONGSHORE_TEST_MOUNTED = mounted;
    const store = join(folder, 'builds');
    const builds = createBuildHistory({
      store: createBuildStore(store),
      now: Date.now,
      log: (line) => assert.fail(line),
    });
    const { host, services: plain } = test.person();
    const services = await onEngine({ ...plain, builds });
    const profileOf = (tag: string): BuildProfile => ({
      name: '',
      tags: [tag],
      buildArgs: planted,
      secrets: [{ id: 'mounted', variable: 'LONGSHORE_TEST_MOUNTED' }],
    });
    let failure: unknown;
    try {
      await buildAndTell(services, good.target, profileOf(good.tag));
      await buildAndTell(services, bad.target, profileOf(bad.tag)).catch((error) => {
        failure = error;
      });
    } finally {
      delete process.env.LONGSHORE_TEST_MOUNTED;
    }
    assert.ok(failure instanceof Error);
    const [last] = builds.records;
    assert.deepEqual(
      builds.records.map(({ outcome }) => outcome),
      ['failed', 'built'],
    );
    await commands['longshore.build.showLog'](services, [String(last?.id)]);
    await commands['longshore.build.describe'](services, [String(last?.id)]);
    const described = await shownPage(services, host);
    await commands['longshore.build.compare'](
      services,
      builds.records.map(({ id }) => id),
    );
    const compared = await shownPage(services, host);

    const errors: string[] = [];
    for (let error: unknown = failure; error instanceof Error; error = error.cause) {
      errors.push(error.message, error.stack ?? '');
    }
    const lines = builds.followed(bad.target.dockerfile)?.lines;
    const found: Record<string, string> = {
      messages: JSON.stringify(host.messages),
      documents: JSON.stringify(host.documents),
      pages: JSON.stringify([described, compared]),
      terminals: host.terminals.map(({ program, screen }) => `${program.title}\n${screen.text()}`).join('\n'),
      errors: errors.join('\n'),
      rows: JSON.stringify(
        arrange(buildKind, builds, plainLayout, Date.now()).map((row) => [row, row.tooltip(), row.children]),
      ),
      marks: JSON.stringify(lines?.states().map((state) => [state.error, lines.output(state)])),
    };
    for (const name of readdirSync(store)) found[name] = readFileSync(join(store, name), 'utf8');
    assert.ok(readdirSync(store).length >= 4);
    for (const [place, text] of Object.entries(found)) {
      assert.notEqual(text, '', place);
      for (const [name, value] of [...Object.entries(planted), ['mounted', mounted] as const]) {
        for (const form of [value, JSON.stringify(value).slice(1, -1)]) {
          assert.ok(
            !text.includes(form),
            `${name} stands in ${place}: …${text.slice(text.indexOf(form) - 60).slice(0, 90)}`,
          );
        }
      }
    }
    assert.match(String(found.terminals), /•••/);
    // On Windows, a folder of a user is that user's already.
    if (process.platform !== 'win32') {
      assert.equal(statSync(store).mode & 0o777, 0o700);
      for (const name of readdirSync(store)) assert.equal(statSync(join(store, name)).mode & 0o777, 0o600, name);
    }
  });
});

describe('secrets that a container is given', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  it('stand in nothing that is shown or kept, whether it succeeds or fails', async () => {
    const planted = {
      password: `pw-${uniqueName()}`,
      token: `token-${uniqueName()}`,
      url: uniqueName(),
      volume: `share-${uniqueName()}`,
      logging: `splunk-${uniqueName()}`,
      program: `arg-${uniqueName()}`,
    };
    const name = uniqueName();
    const options = [
      `-e DB_PASSWORD=${planted.password} -e API_TOKEN=${planted.token} -e DATABASE_URL=postgres://me:${planted.url}@db/shop`,
      `-l registry-token=${planted.token}`,
      `--mount type=volume,target=/share,volume-opt=type=tmpfs,volume-opt=device=tmpfs,volume-opt=o=password=${planted.volume}`,
      `--log-driver none --log-opt splunk-token=${planted.logging}`,
    ].join(' ');
    const end = `${baseImage} sh -c true --password=${planted.program}`;
    const { host, services } = test.person([
      ...[{ find: 'docker run' }, { type: `docker run --name ${name} ${options} ${end}` }, { take: 'create' }],
      ...[{ find: 'docker run' }, { type: `docker run --name ${name} ${options} ${end}` }, { take: 'create' }],
    ]);
    const errors: string[] = [];
    const trying = async (work: Promise<unknown>) => {
      await work.catch((failure) => {
        for (let error = failure; error instanceof Error; error = error.cause as Error)
          errors.push(error.message, error.stack ?? '');
      });
    };
    await trying(commands['longshore.image.run'](notingServices(services, 'longshore.image.run'), [baseImage]));
    const id = await test.container(name);
    await trying(commands['longshore.image.run'](notingServices(services, 'longshore.image.run'), [baseImage]));
    await commands['longshore.container.describe'](services, [id]);
    await trying(commands['longshore.container.start'](services, [id]));
    const containerPage = await shownPage(services, host);
    await commands['longshore.container.why'](services, [id]);
    await services.inventory.refresh();
    const { containers, images } = await services.inventory.lists();
    const lists = { containers, images, failures: {} };
    const found: Record<string, string> = {
      messages: JSON.stringify(host.messages),
      documents: JSON.stringify(host.documents),
      containerPage,
      remembered: JSON.stringify([...host.remembered]),
      lists: JSON.stringify(host.lists),
      equivalents: services.equivalents.all.map(({ line }) => line).join('\n'),
      errors: errors.join('\n'),
      rows: JSON.stringify(
        arrange(containerKind, lists, plainLayout, Date.now()).map((row) => [row, row.tooltip(), row.children]),
      ),
    };
    assert.match(String(found.equivalents), /docker create/);
    for (const [place, text] of Object.entries(found)) {
      assert.notEqual(text, '', place);
      for (const [what, value] of Object.entries(planted)) {
        const at = text.indexOf(value);
        assert.ok(at < 0, `${what} stands in ${place}: …${text.slice(Math.max(0, at - 90), at + 30)}`);
      }
    }
  });
});
