// What can be done with images, through the commands, against the real engine.
import assert from 'node:assert/strict';
import { noDigest } from '../../../src/commands/images/commands.ts';
import { removedImages } from '../../../src/commands/images/prune.ts';
import { removalSentences } from '../../../src/commands/images/removal.ts';
import { shortId } from '../../../src/commands/text/object-names.ts';
import type { PageRequest } from '../../../src/panels/panel.ts';
import { isKnownFailure } from '../../../src/user-error.ts';
import { visibleText } from '../../../src/visible-text.ts';
import { refused } from '../../support/scripted-host.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { shownPage } from '../../support/shown-page.ts';
import { commands } from '../../support/test-commands.ts';
import { uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest, nastyLine } from './set-up.ts';

/** Ends at once when it is asked to. */
const obedient = ['sh', '-c', 'trap "exit 0" TERM; sleep 1000 & wait'];

const untaggedAndKept = (names: readonly string[], id: string) =>
  `${removalSentences.untagged(names)} ${removalSentences.kept(shortId(id))}`;

describe('the commands of images', () => {
  let test: CommandsUnderTest;
  before(async () => {
    test = await commandsUnderTest();
  });
  after(() => test.clean());

  const exists = async (name: string) =>
    (await test.engine.images.list()).some(({ id, tags }) => id === name || tags.includes(name));

  it('tag: the old name stays; then untag takes one away, and the image with its last', async () => {
    const reference = await test.image();
    const id = await test.idOf(reference);
    const other = `${uniqueName()}:other`;
    test.owns(other);
    const tagging = test.person([{ type: ` ${other} ` }]);
    await commands['longshore.image.tag'](tagging.services, [id]);
    assert.equal(await test.idOf(other), id);
    assert.equal(await test.idOf(reference), id);

    const untagging = test.person();
    await commands['longshore.image.untag'](untagging.services, [reference]);
    assert.equal(untagging.host.messages[0]?.text, untaggedAndKept([reference], id));
    assert.equal(await test.idOf(other), id);

    const layers = (await test.engine.images.inspect(id)).layers.length;
    const last = test.person([{ confirm: true }]);
    await commands['longshore.image.untag'](last.services, [other]);
    const said = String(last.host.messages[0]?.text);
    // Engines with containerd's store tell of no layers.
    const went = Array.from({ length: layers + 1 }, (_, gone) => removalSentences.deleted(shortId(id), gone));
    assert.ok(
      went.some((words) => said.startsWith(`${removalSentences.untagged([other])} ${words}`)),
      said,
    );
    assert.equal(await exists(id), false);
  });

  it('tag refuses what is no reference, and makes "latest" of no tag', async () => {
    const reference = await test.image();
    for (const type of ['Upper/Case:1', 'two words', '$(id)', '-x', 'a:b:c', '😀']) {
      await assert.rejects(commands['longshore.image.tag'](test.person([{ type }]).services, [reference]), refused());
    }
    const name = uniqueName();
    test.owns(`${name}:latest`);
    await commands['longshore.image.tag'](test.person([{ type: name }]).services, [reference]);
    assert.ok(await exists(`${name}:latest`));
  });

  it('remove of one of several names leaves the image with the others', async () => {
    const reference = await test.image();
    const id = await test.idOf(reference);
    const other = `${uniqueName()}:other`;
    await test.engine.images.tag(reference, other);
    const { host, services } = test.person();
    await commands['longshore.image.remove'](services, [other]);
    assert.equal(host.messages[0]?.text, untaggedAndKept([other], id));
    assert.deepEqual((await test.engine.images.inspect(id)).tags, [reference]);
  });

  it('remove several at once, and say what went', async () => {
    const references = [await test.image(), await test.image()];
    const { host, services } = test.person([{ confirm: true }]);
    await commands['longshore.image.remove'](services, references);
    for (const reference of references) {
      assert.ok(host.messages[0]?.text.includes(removalSentences.untagged([reference])));
      assert.equal(await exists(reference), false);
    }
  });

  it('remove an image in use with its containers', async () => {
    const reference = await test.image();
    const [running, stopped] = [uniqueName(), uniqueName()];
    await test.run({ image: reference, name: running, command: obedient });
    await test.create({ image: reference, name: stopped });
    const { host, services } = test.person([{ take: 'with-containers' }]);
    await commands['longshore.image.remove'](services, [reference]);
    assert.match(String(host.lists[0]?.title), new RegExp(running));
    assert.match(String(host.lists[0]?.title), new RegExp(stopped));
    assert.deepEqual(
      [await test.hasContainer(running), await test.hasContainer(stopped), await exists(reference)],
      [false, false, false],
    );
  });

  it('take only the names from an image in use: it becomes dangling', async () => {
    const reference = await test.image();
    const id = await test.idOf(reference);
    const container = await test.run({ image: reference });
    const { host, services } = test.person([{ take: 'names-only' }]);
    await commands['longshore.image.remove'](services, [reference]);
    assert.equal(host.messages[0]?.text, untaggedAndKept([reference], id));
    const image = (await test.engine.images.list()).find((each) => each.id === id);
    assert.deepEqual(image?.tags, []);
    assert.equal((await test.engine.containers.inspect(container)).running, true);
    test.owns(id);
  });

  it('say that an image is gone when it vanished', async () => {
    const reference = await test.image();
    const { host, services } = test.person([{ confirm: true }]);
    const vanishing = {
      ...services,
      host: {
        ...host,
        confirm: async () => {
          await test.engine.images.remove(reference);
          return 'action' as const;
        },
      },
    };
    await assert.rejects(commands['longshore.image.remove'](vanishing, [reference]), (error: Error) =>
      isKnownFailure(error, 'not-found'),
    );
    await assert.rejects(commands['longshore.image.inspect'](services, [reference]), { kind: 'not-found' });
  });

  it('prune only what is ticked, of dangling and of unused images', async () => {
    const [goes, stays] = [await test.image(), await test.image()];
    const [idGoes, idStays] = [await test.idOf(goes), await test.idOf(stays)];
    const unused = test.person([{ take: 'unused' }, { tick: [goes] }, { confirm: true }]);
    await commands['longshore.image.prune'](unused.services);
    assert.deepEqual([await exists(goes), await exists(stays)], [false, true]);
    assert.ok(!unused.host.confirmations[0]?.detail.includes(stays));
    assert.match(
      String(unused.host.messages[0]?.text),
      patternOf((freed) => removedImages(1, freed)),
    );
    assert.equal(await exists(idGoes), false);

    // Its name moves on: the old one dangles.
    const newer = await test.image();
    await test.engine.images.tag(newer, stays);
    const label = idStays.replace('sha256:', '').slice(0, 12);
    const dangling = test.person([{ take: 'dangling' }, { tick: [label] }, { confirm: true }]);
    await commands['longshore.image.prune'](dangling.services);
    assert.equal(await exists(idStays), false);
    assert.equal(await exists(stays), true);
  });

  it('never propose to prune an image in use', async () => {
    const reference = await test.image();
    await test.create({ image: reference });
    const free = await test.image();
    const { host, services } = test.person([{ take: 'unused' }, 'escape']);
    await assert.rejects(commands['longshore.image.prune'](services));
    const labels = host.lists[1]?.choices.map(({ label }) => label);
    assert.deepEqual([labels?.includes(free), labels?.includes(reference)], [true, false]);
  });

  it('show the whole answer, the page and the history, and nasty words unharmed', async () => {
    const reference = await test.image([
      'CMD ["echo", "two words"]',
      'EXPOSE 8124',
      'VOLUME /data',
      'USER nobody',
      `LABEL nasty=${JSON.stringify(nastyLine).replaceAll('$', '\\$')}`,
      'ENV SECRET_TOKEN=hunter2',
    ]);
    await test.run({ image: reference, name: `${reference.replace(':', '-')}-user`, command: ['sleep', '1000'] });
    const { host, services } = test.person();
    await commands['longshore.image.inspect'](services, [reference]);
    const raw = JSON.parse(String(host.documents[0]?.text));
    assert.equal(raw.Config.Labels.nasty, nastyLine);
    assert.equal(raw.Id, await test.idOf(reference));

    await commands['longshore.image.describe'](services, [reference]);
    const page = await shownPage(services, host);
    // What would turn the direction of the text is seen in its place.
    assert.ok(page.includes(JSON.stringify(visibleText(nastyLine)).slice(1, -1)), page);
    for (const fact of [/8124\/tcp/, /\/data/, /nobody/, /linux/, /-user/]) assert.match(page, fact);
    assert.doesNotMatch(page, /hunter2/);

    await commands['longshore.image.history'](services, [reference]);
    const history = String(host.documents[1]?.text);
    assert.match(history, /oldest first/);
    assert.match(history, /^ *0 B +just now/m);
  });

  it('copy id and name, and say that there is no digest yet', async () => {
    const reference = await test.image();
    const { host, services } = test.person();
    await commands['longshore.image.copyId'](services, [reference]);
    await commands['longshore.image.copyName'](services, [reference]);
    await commands['longshore.image.copyPullCommand'](services, [reference]);
    assert.deepEqual(host.copied, [await test.idOf(reference), reference, `docker pull ${reference}`]);
    await commands['longshore.image.copyDigest'](services, [reference]);
    assert.equal(host.copied.length === 4 || host.messages[0]?.text === noDigest(reference), true);
  });

  it('pull: say that the registry is not to be reached, and that a reference is none', async () => {
    const pull = commands['longshore.image.pull'];
    await assert.rejects(pull(test.person([{ type: 'localhost:1/longshore-test/nope:1' }]).services), {
      kind: 'registry-unreachable',
    });
    await assert.rejects(pull(test.person([{ type: 'not a reference' }]).services), refused());
    await assert.rejects(
      commands['longshore.image.pullOptions'](
        test.person([{ type: 'localhost:1/longshore-test/nope:1' }, { pick: 'linux/arm64' }]).services,
      ),
      { kind: 'registry-unreachable' },
    );
  });

  it('push: say that the registry is not to be reached', async () => {
    const name = `localhost:1/${uniqueName()}:1`;
    const made = await test.image();
    await test.engine.images.tag(made, name);
    test.owns(name);
    await test.engine.images.remove(made);
    await assert.rejects(commands['longshore.image.push'](test.person([{ type: 'proposed' }]).services, [name]), {
      kind: 'registry-unreachable',
    });
  });

  it('search on a page: finds something, or says clearly that nobody answers', async () => {
    const { host, services } = test.person();
    await commands['longshore.image.searchPage'](services);
    const [request] = host.openedPages;
    const target = { ...(request?.target as object), term: 'busybox' };
    const told = await shownPage(
      services,
      { openedPages: [{ ...(request as PageRequest), target }] },
      /"isBusy":false,"results":\[(?:\{|\],"note":"[^"])/,
    );
    assert.match(told, /"name":"busybox"|Docker Hub|registry|network|internet/i);
  });

  it('search: find something, or say clearly that nobody answers', async () => {
    const { host, services } = test.person([{ type: 'busybox' }, 'escape']);
    await assert.rejects(commands['longshore.image.search'](services), (error: Error) => {
      if (host.lists.length > 0) return error.name === 'Cancelled';
      return (
        isKnownFailure(error, 'registry-unreachable') && /Docker Hub|registry|network|internet/i.test(error.message)
      );
    });
  });
});
