// Builds as they are kept: told apart from the one before, read, repeated, compared, cancelled, forgotten; and the loop of
// building and running.
import assert from 'node:assert/strict';
import { builtSentences } from '../../../src/commands/building/build-image.ts';
import { canceledWords } from '../../../src/commands/building/program.ts';
import { buildKind } from '../../../src/explorer/builds.ts';
import { arrange, plainLayout } from '../../../src/explorer/layout.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { shownPage } from '../../support/shown-page.ts';
import { commands } from '../../support/test-commands.ts';
import { baseImage, uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

/** Ends as soon as it is asked to. */
const stops = '["sh", "-c", "trap exit TERM; sleep 1000 & wait"]';

describe('builds that are kept', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const project = (dockerfile: string) => {
    const made = test.project(dockerfile);
    return { ...made, change: () => made.write('app.txt', uniqueName()) };
  };

  it('tell how an image differs from the one before, and offer to remove that', async () => {
    const { target, tag, change } = project(`FROM ${baseImage}\nCOPY app.txt /\n`);
    const { host, services } = test.person();
    const build = () => commands['longshore.dockerfile.build'](services, target);
    await build();
    const old = await test.idOf(tag);
    await build();
    assert.match(
      String(host.messages[1]?.text),
      patternOf((now) => builtSentences.same(tag, now)),
    );
    change();
    await build();
    const last = host.messages[2];
    // Behind those of an image that is new.
    const offer = last?.offers[host.messages[0]?.offers.length ?? 0];
    // containerd's store keeps no image without a name, and counts a folder's blocks.
    const { asLarge, larger, smaller } = builtSentences;
    const sizes = test.containerdStore ? [asLarge, larger, smaller] : [asLarge];
    assert.ok(
      sizes.some((say) => patternOf((now, difference) => say(tag, now, difference)).test(String(last?.text))),
      last?.text,
    );
    assert.equal(offer === undefined, test.containerdStore, last?.offers.map(({ title }) => title).join());
    await offer?.run();
    await assert.rejects(test.engine.images.inspect(old), { kind: 'not-found' });
    assert.deepEqual(
      services.builds.records.map(({ outcome, before }) => [outcome, before?.imageId]),
      [
        ['built', old],
        ['built', old],
        ['built', undefined],
      ],
    );
  });

  it('know what each line adds to the image', async () => {
    const { target } = project(
      `FROM ${baseImage} AS one\nRUN head -c 4000000 /dev/zero > /other\nFROM one\nWORKDIR /srv\nRUN head -c 2000000 /dev/zero > zeros\nENV A=b\nCOPY app.txt /\n`,
    );
    const { services } = test.person();
    const told = new Promise<Readonly<Record<number, number>>>((resolve) => {
      services.builds.onDidChange(() => {
        const sizes = services.builds.records[0]?.layerSizes;
        if (sizes) resolve(sizes);
      });
    });
    await commands['longshore.dockerfile.build'](services, target);
    const sizes = await told;
    // The lines of the stage that the last one starts from, too.
    assert.deepEqual(Object.keys(sizes), ['1', '3', '4', '6']);
    assert.ok((sizes[1] ?? 0) >= 4_000_000 && (sizes[1] ?? 0) < 4_200_000, JSON.stringify(sizes));
    assert.ok((sizes[4] ?? 0) >= 2_000_000 && (sizes[4] ?? 0) < 2_200_000, JSON.stringify(sizes));
  });

  it('are rows with their steps, pages, logs and comparisons', async () => {
    const { target, tag, change } = project(
      `FROM ${baseImage} AS one\nRUN echo said-${uniqueName()}\nFROM one\nCOPY app.txt /\nRUN echo last\n`,
    );
    const { host, services } = test.person([{ confirm: true }]);
    await commands['longshore.dockerfile.build'](services, target);
    change();
    const [first] = services.builds.records;
    await commands['longshore.build.repeat'](services, [String(first?.id)]);
    const [second] = services.builds.records;
    assert.notEqual(first?.id, second?.id);

    const [row] = arrange(buildKind, services.builds, plainLayout, Date.now());
    assert.match(`${row?.label} ${row?.description}`, new RegExp(`^${tag} built just now, .* [12] of 4 cached$`));
    assert.deepEqual(
      row?.children.map(({ label, description }) => `${label.split(' ')[0]} ${description.split('  ·  ')[1]}`),
      ['FROM one', 'RUN one', 'COPY 1', 'RUN 1'],
    );

    await assert.rejects(commands['longshore.build.reportForecast'](services), { kind: 'nothing-to-do' });
    await commands['longshore.build.reportForecast']({ ...services, missReports: { text: () => 'a report' } });
    assert.deepEqual(host.documents.at(-1), { name: 'wrong-forecast.md', text: 'a report' });

    const ids = [String(second?.id), String(first?.id)];
    await commands['longshore.build.describe'](services, ids.slice(0, 1));
    assert.match(await shownPage(services, host), /"outcome":"built"[\s\S]*COPY app[\s\S]*"sent":\{"files":/);
    await commands['longshore.build.showLog'](services, ids.slice(1));
    assert.match(
      String(host.documents.at(-1)?.text),
      /> \[one 2\/2\] RUN echo said[\s\S]*\nsaid-[\s\S]*\nBuilt sha256/,
    );
    await commands['longshore.build.compare'](services, ids);
    assert.match(
      await shownPage(services, host),
      /"older":[\s\S]*COPY app[\s\S]*"between":0|"between":0[\s\S]*COPY app/,
    );
    await commands['longshore.build.forget'](services, ids);
    assert.match(String(host.confirmations[0]?.question), /Forget these 2 builds/);
    assert.deepEqual(services.builds.records, []);
    await assert.rejects(commands['longshore.build.showLog'](services, ids), { kind: 'not-found' });
  });

  it('are cancelled at the engine, from their row', async () => {
    const { target, tag } = project(`FROM ${baseImage}\nRUN echo begun-${uniqueName()} && sleep 1000\n`);
    const { host, services } = test.person();
    const building = commands['longshore.dockerfile.build'](services, target);
    const started = new Promise<void>((resolve) => {
      const listening = services.builds.onDidChange(() => {
        if (
          !services.builds.records.some(({ steps }) =>
            steps.some(({ state, line }) => line === 1 && state === 'running'),
          )
        )
          return;
        listening.dispose();
        resolve();
      });
    });
    await started;
    const [record] = services.builds.records;
    await assert.rejects(commands['longshore.build.forget'](services, [String(record?.id)]), { kind: 'conflict' });
    await commands['longshore.build.cancel'](services, [String(record?.id)]);
    await building;
    assert.equal(services.builds.records[0]?.outcome, 'canceled');
    assert.ok(host.terminals[0]?.screen.text().includes(canceledWords), host.terminals[0]?.screen.text());
    assert.deepEqual(host.messages, []);
    await assert.rejects(test.idOf(tag), { kind: 'not-found' });
  });

  it('and run: the container of the run before gives way, with the same options', async () => {
    const { target, tag, change } = project(`FROM ${baseImage}\nENV FROM_IMAGE=1\nCOPY app.txt /\nCMD ${stops}\n`);
    const name = uniqueName();
    const { services, host } = test.person([
      { find: '--name' },
      { type: name },
      { pick: 'Environment' },
      { type: 'OWN="a secret"' },
      { take: 'run' },
    ]);
    await commands['longshore.dockerfile.buildAndRun'](services, target);
    const first = await test.container(name);
    change();
    await commands['longshore.dockerfile.buildAndRun'](services, target);
    const second = await test.container(name);
    assert.notEqual(second, first);
    const details = await test.engine.containers.inspect(second);
    assert.equal(details.imageId, await test.idOf(tag));
    assert.ok(details.running && details.environment.includes('OWN=a secret'), details.environment.join());
    await assert.rejects(test.engine.containers.inspect(first), { kind: 'not-found' });
    assert.doesNotMatch(JSON.stringify([...host.remembered]), /a secret/);
    const mine = (await test.engine.containers.list()).filter((each) => each.name.startsWith(name));
    assert.deepEqual(
      mine.map(({ id }) => id),
      [second],
    );
  });

  it('and run: if the new one does not start, the old one is back', async () => {
    const { target, write } = project(`FROM ${baseImage}\nCMD ${stops}\n`);
    const name = uniqueName();
    const { services } = test.person([{ find: '--name' }, { type: name }, { take: 'run' }]);
    await commands['longshore.dockerfile.buildAndRun'](services, target);
    const first = await test.container(name);
    write('Dockerfile', `FROM ${baseImage}\nCMD ["/no/such/program"]\n`);
    await assert.rejects(commands['longshore.dockerfile.buildAndRun'](services, target));
    const { id, state } = (await test.engine.containers.list()).find((each) => each.name === name) ?? {};
    assert.deepEqual([id, state], [first, 'running']);
  });
});
