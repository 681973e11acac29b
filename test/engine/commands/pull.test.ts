// Pull, through its commands, from a real registry into the real engine.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cancelled, type Progress } from '../../../src/commands/host/dialogs.ts';
import { layersDone, nextTryIn } from '../../../src/commands/host/transfer-progress.ts';
import { pullSentences } from '../../../src/commands/images/pull.ts';
import { cannotReach, lostInLayer, noSuchTag } from '../../../src/engine/failures/of-registries.ts';
import { isKnownFailure } from '../../../src/user-error.ts';
import { startRegistry } from '../../support/registry.ts';
import { type PushedImage, pushImage, pushList } from '../../support/registry-content.ts';
import { openRegistryGate, type RegistryGate } from '../../support/registry-gate.ts';
import type { Answer } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { shownPage } from '../../support/shown-page.ts';
import { commands } from '../../support/test-commands.ts';
import { uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

/** Incompressible, so that a layer is as large on its way; unlike any other layer. */
const layer = (kilobytes = 1) => randomBytes(kilobytes * 1024);
const shortOf = (id: string) => id.replace('sha256:', '').slice(0, 12);

describe('the commands that pull, from a registry', () => {
  let test: CommandsUnderTest;
  let registry: Awaited<ReturnType<typeof startRegistry>>;

  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-test-'));
    test = await commandsUnderTest();
    registry = await startRegistry();
  });
  after(async () => {
    await test.clean();
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A repository of its own; what is pulled from it is removed at the end. */
  function repository(...tags: string[]) {
    const path = `team/${uniqueName()}`;
    const name = `${registry.host}/${path}`;
    for (const tag of tags) test.owns(`${name}:${tag}`);
    const push = (tag: string | undefined, platform = 'linux/amd64', layers = [layer(), layer()]) =>
      pushImage(registry.host, path, tag, { platform, layers });
    return { path, name, push };
  }

  /** Pulls, and gives the one message; `onProgress` sees each report and can cancel. */
  async function pulled(
    command: 'longshore.image.pull' | 'longshore.image.pullOptions',
    answers: Answer[],
    onProgress: (progress: Progress, cancel: () => void) => void = () => undefined,
  ) {
    const { host, services } = test.person(answers);
    const cancel = new AbortController();
    const titles: string[] = [];
    const progress: typeof host.progress = (title, work) => {
      titles.push(title);
      return work((report) => onProgress(report, () => cancel.abort(new Cancelled())), cancel.signal);
    };
    await commands[command]({ ...services, host: { ...host, progress } });
    assert.deepEqual([host.messages.length, host.answers.length], [1, 0]);
    return { said: String(host.messages[0]?.text), offers: host.messages[0]?.offers ?? [], titles };
  }

  const pull = (reference: string) => pulled('longshore.image.pull', [{ type: reference }]);
  const namesOf = async (prefix: string) =>
    (await test.engine.images.list()).flatMap(({ tags }) => tags).filter((tag) => tag.startsWith(prefix));

  it('takes "latest" for no tag, says so, counts layers and bytes, and offers to run it', async () => {
    const { name, push } = repository('latest');
    // containerd's store tells how far it is ten times a second.
    const pushed = await push('latest', 'linux/amd64', [layer(test.containerdStore ? 60_000 : 300), layer(), layer()]);
    const reports: Progress[] = [];
    const counting = patternOf((done, here, all) => layersDone(done, 3, [here, all]));
    const { said, offers, titles } = await pulled('longshore.image.pull', [{ type: name }], (each) =>
      reports.push(each),
    );
    assert.equal(said, `${pullSentences.pulled(`${name}:latest`)} ${pullSentences.latestWasMeant}`);
    assert.deepEqual([titles, offers.length], [[pullSentences.pulling(`${name}:latest`)], 1]);
    assert.equal(await test.idOf(`${name}:latest`), test.idHere(pushed));
    assert.ok(
      reports.some(({ message }) => {
        const [, , here, all] = counting.exec(message ?? '') ?? [];
        return /^[\d.]+ k?M?B$/.test(String(here)) && /^[36]\d[\d.]* [kM]B$/.test(String(all));
      }),
      JSON.stringify(reports),
    );
    const [last] = reports.filter(({ fraction }) => fraction === 1);
    assert.equal(counting.exec(last?.message ?? '')?.[1], '3', JSON.stringify(reports));
  });

  it('tells what is up to date from what changed, and names the image that dangles now', async () => {
    const { name, push } = repository('1');
    const first = await push('1');
    assert.equal((await pull(`${name}:1`)).said, pullSentences.pulled(`${name}:1`));
    assert.equal((await pull(`${name}:1`)).said, pullSentences.upToDate(`${name}:1`));
    const second = await push('1');
    test.owns(test.idHere(first));
    assert.equal(
      (await pull(`${name}:1`)).said,
      `${pullSentences.updated(`${name}:1`)} ${pullSentences.oldDangles(shortOf(test.idHere(first)))}`,
    );
    assert.equal(await test.idOf(`${name}:1`), test.idHere(second));
    assert.equal(await test.idOf(test.idHere(first)), test.idHere(first));
  });

  it('says under which name the old image goes on', async () => {
    const { name, push } = repository('1', 'kept');
    const first = await push('1');
    await pull(`${name}:1`);
    await test.engine.images.tag(`${name}:1`, `${name}:kept`);
    await push('1');
    const { said } = await pull(`${name}:1`);
    const old = pullSentences.oldStillTagged(shortOf(test.idHere(first)), [`${name}:kept`]);
    assert.equal(said, `${pullSentences.updated(`${name}:1`)} ${old}`);
  });

  it('takes a digest for what it names', async () => {
    const { name, push } = repository();
    const pushed = await push('1');
    test.owns(test.idHere(pushed));
    const reference = `${name}@${pushed.descriptor.digest}`;
    assert.equal((await pull(reference)).said, pullSentences.pulled(reference));
    assert.equal((await pull(reference)).said, pullSentences.upToDate(reference));
    assert.equal(await test.idOf(reference), test.idHere(pushed));
  });

  describe('an image of several platforms', () => {
    const platforms = ['linux/amd64', 'linux/arm64', 'linux/arm/v7'];
    let many: ReturnType<typeof repository>;
    let images: PushedImage[];
    let list: { readonly digest: string };

    before(async () => {
      many = repository('1');
      images = [];
      for (const platform of platforms) images.push(await many.push(undefined, platform));
      list = await pushList(registry.host, many.path, '1', images);
    });

    const pullFor = (platform: string) =>
      pulled('longshore.image.pullOptions', [{ type: `${many.name}:1` }, { pick: platform }]);

    it('comes for the platform that was chosen, and a change of it is said', async () => {
      const reference = `${many.name}:1`;
      const arm = await pullFor('linux/arm64');
      assert.deepEqual(
        [arm.said, arm.titles],
        [pullSentences.pulled(reference, 'linux/arm64'), [pullSentences.pulling(reference, 'linux/arm64')]],
      );
      const own = await pullFor('linux/amd64');
      if (test.containerdStore) {
        // One image, with one platform more.
        assert.equal(own.said, pullSentences.onePlatformMore(reference, ['linux/amd64'], ['linux/arm64']));
        assert.equal(await test.idOf(reference), list.digest);
        assert.equal((await pullFor('linux/arm64')).said, pullSentences.upToDate(reference));
      } else {
        const arm64 = String(images[1]?.id);
        test.owns(arm64);
        const now = pullSentences.otherPlatform(reference, 'linux/amd64', 'linux/arm64');
        assert.equal(own.said, `${now} ${pullSentences.oldDangles(shortOf(arm64))}`);
        assert.equal(await test.idOf(reference), images[0]?.id);
      }
    });

    it('tells the platforms that are here, and one size everywhere', async () => {
      const reference = `${many.name}:1`;
      await pullFor('linux/arm64');
      await pullFor('linux/amd64');
      const { host, services } = test.person();
      await services.inventory.refresh();
      await commands['longshore.image.describe'](services, [await test.idOf(reference)]);
      const page = await shownPage(services, host);
      const { size, platforms, id } = await test.engine.images.inspect(reference);
      const inOrder = test.containerdStore ? ['linux/amd64', 'linux/arm64'] : ['linux/amd64'];
      assert.deepEqual(platforms, inOrder);
      assert.ok(page.includes(`"platforms":${JSON.stringify(inOrder)}`), page);
      const listed = (await test.engine.images.list()).find((image) => image.id === id);
      assert.equal(size, listed?.size);
    });

    for (const only of ['linux/amd64', 'linux/arm64']) {
      it(`is saved with ${only} where nothing else is here, and can be loaded again`, async () => {
        const lone = repository('1');
        const both = [await lone.push(undefined, 'linux/amd64'), await lone.push(undefined, 'linux/arm64')];
        await pushList(registry.host, lone.path, '1', both);
        const answers: Answer[] = [{ type: `${lone.name}:1` }, { pick: only }];
        await pulled('longshore.image.pullOptions', answers);
        const id = await test.idOf(`${lone.name}:1`);
        test.owns(id);
        const path = join(folder, 'one-of-two.tar');
        await commands['longshore.image.save'](test.person([{ files: [path] }]).services, [id]);
        await test.engine.images.remove(`${lone.name}:1`);
        await test.engine.images.load(createReadStream(path));
        assert.deepEqual((await test.engine.images.inspect(`${lone.name}:1`)).platforms, [only]);
      });
    }

    it('is not there for another platform: the message says so, and nothing has changed', async () => {
      await pullFor('linux/amd64');
      const before = await test.idOf(`${many.name}:1`);
      await assert.rejects(pullFor('linux/s390x'), {
        kind: 'image-not-found',
        message: /linux\/s390x/,
      });
      assert.equal(await test.idOf(`${many.name}:1`), before);
    });
  });

  it('says that an image of one platform is not there for the wanted one', async () => {
    const { name, push } = repository('1');
    await push('1', 'linux/arm64');
    const answers: Answer[] = [{ type: `${name}:1` }, { pick: 'linux/386' }];
    // Engines before 23 take it all the same.
    const outcome = await pulled('longshore.image.pullOptions', answers).catch((error: unknown) => error);
    if (isKnownFailure(outcome, 'image-not-found')) {
      assert.match(outcome.message, /linux\/386/);
      assert.deepEqual(await namesOf(name), []);
    } else {
      const said = pullSentences.onlyFor(`${name}:1`, 'linux/arm64', 'linux/386');
      assert.deepEqual([(outcome as { said?: string }).said, await namesOf(name)], [said, [`${name}:1`]]);
    }
  });

  it('pulls all tags, and says how many were new', async () => {
    const { name, push } = repository('1', '2', '3');
    for (const tag of ['1', '2']) test.owns(test.idHere(await push(tag)));
    await pull(`${name}:1`);
    const all = () => pulled('longshore.image.pullOptions', [{ type: name }, { take: { allTags: true } }]);
    assert.equal((await all()).said, pullSentences.newTags(name, 1));
    await push('3');
    await push('2');
    assert.equal((await all()).said, pullSentences.newTags(name, 2));
    assert.equal((await all()).said, pullSentences.newTags(name, 0));
    assert.deepEqual((await namesOf(name)).sort(), [`${name}:1`, `${name}:2`, `${name}:3`]);
  });

  it('says that a tag or a repository is not there', async () => {
    const { name, push } = repository();
    await push('1');
    for (const wrong of [`${name}:2`, `${registry.host}/team/nowhere:1`]) {
      await assert.rejects(pull(wrong), (error: unknown) => {
        assert.ok(isKnownFailure(error, 'image-not-found'), String(error));
        return [noSuchTag(undefined), noSuchTag(wrong)].includes(error.message);
      });
    }
    await assert.rejects(
      pulled('longshore.image.pullOptions', [{ type: `${registry.host}/team/nowhere` }, { take: { allTags: true } }]),
      { kind: 'image-not-found' },
    );
  });

  describe('in the middle of a layer', () => {
    let gate: RegistryGate;
    beforeEach(async () => {
      gate = await openRegistryGate(registry.host);
    });
    afterEach(() => gate.close());

    async function held() {
      const { path, push } = repository();
      const { layers } = await push('1', 'linux/amd64', [layer(), layer(2000)]);
      return { reference: `${gate.host}/${path}:1`, reached: gate.holdBlob(String(layers[1])) };
    }

    it('is cancelled: the engine stops, and no name is left', async () => {
      const { reference, reached } = await held();
      let cancelled = () => {};
      const pulling = pulled('longshore.image.pull', [{ type: reference }], (_, cancel) => {
        cancelled = cancel;
      });
      await reached;
      cancelled();
      await assert.rejects(pulling, Cancelled);
      assert.deepEqual(await namesOf(gate.host), []);
    });

    it('loses the registry: says that it tries again, and then what is wrong', async () => {
      const { reference, reached } = await held();
      const messages: (string | undefined)[] = [];
      const pulling = pulled('longshore.image.pull', [{ type: reference }], ({ message }) => messages.push(message));
      await reached;
      await gate.close();
      await assert.rejects(pulling, (error: Error & { kind?: string }) => {
        assert.equal(error.kind, 'registry-unreachable');
        // With containerd's store an engine does not wait before it tries again, and may say what broke first.
        const isUnreached = patternOf((reason) => cannotReach(gate.host, reason)).test(error.message);
        return isUnreached || (test.containerdStore && error.message === lostInLayer);
      });
      if (!test.containerdStore) assert.ok(messages.includes(nextTryIn('5 seconds')), JSON.stringify(messages));
      assert.deepEqual(await namesOf(gate.host), []);
    }).timeout(90_000);
  });
});
