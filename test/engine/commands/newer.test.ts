// Is there a newer image? Asked through the command, of a real registry, for images that a real engine has from it.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { comparableImage, newerSentences, newerWords } from '../../../src/commands/images/newer-words.ts';
import { pullSentences } from '../../../src/commands/images/pull.ts';
import { pushSentences } from '../../../src/commands/images/push.ts';
import { newerAvailable } from '../../../src/commands/running/proposed-run.ts';
import { imageKind, newerThere } from '../../../src/explorer/images.ts';
import { formatImageReference, parseImageReference } from '../../../src/image-reference.ts';
import { createRegistryOrigin } from '../../../src/known-images/registry-origin.ts';
import { formatSpan } from '../../../src/quantities.ts';
import { createNewerCheck } from '../../../src/registry/newer-check.ts';
import { createNewerWatch, localImages } from '../../../src/registry/newer-watch.ts';
import { type Registry, startRegistry } from '../../support/registry.ts';
import { type PushedImage, pushImage, pushList } from '../../support/registry-content.ts';
import { patternOf } from '../../support/sentence-pattern.ts';
import { tarEntry } from '../../support/tar-archive.ts';
import { commands } from '../../support/test-commands.ts';
import { testRegistries } from '../../support/test-registries.ts';
import { uniqueName } from '../engine-under-test.ts';
import { type CommandsUnderTest, commandsUnderTest } from './set-up.ts';

const nameOf = (reference: string) => reference.replace(/:[^:]*$/, '');

const week = 7 * 86_400_000;
const threeWeeks = formatSpan(3 * week);

describe('the check for a newer image', () => {
  let test: CommandsUnderTest;
  let registry: Registry;
  before(async () => {
    test = await commandsUnderTest();
    registry = await startRegistry();
  });
  after(async () => {
    await test.clean();
    await registry.stop();
  });

  /** An image from the registry that is there three weeks younger by now. */
  async function outdated() {
    const path = `team/${uniqueName()}`;
    const reference = `${registry.host}/${path}:1`;
    const made = Date.now() - 10 * week;
    const first = await pushImage(registry.host, path, '1', { layers: [Buffer.from('one')], createdAt: made });
    await test.engine.images.pull(reference, () => undefined);
    test.owns(reference);
    const push = () =>
      pushImage(registry.host, path, '1', { layers: [Buffer.from('two')], createdAt: made + 3 * week });
    return { reference, first, push };
  }
  const check = async (ids: readonly string[], registries = testRegistries()) => {
    const { host, services } = test.person();
    await commands['longshore.image.checkNewer']({ ...services, registries }, ids);
    assert.equal(host.messages.length, 1);
    return { host, message: host.messages[0], registries, inventory: services.inventory };
  };

  it('says how far behind it is, pulls it, and shows it in the row until then', async () => {
    const { reference, push } = await outdated();
    const current = await check([reference]);
    assert.equal(current.message?.text, newerSentences.upToDate(reference, registry.host));
    const { descriptor } = await push();
    const { host, message, registries, inventory } = await check([reference]);
    assert.equal(message?.text, newerSentences.behind(reference, threeWeeks));
    await message.offers[1]?.run();
    assert.deepEqual(host.copied, [`${reference}@${descriptor.digest}`]);

    const { images, containers } = await inventory.lists();
    const image = images.find(({ tags }) => tags.includes(reference));
    assert.ok(image);
    const row = imageKind.row(image, { images, containers, failures: {}, newer: registries.newer }, Date.now());
    assert.ok(row.tokens.includes('newer') && row.description.includes(newerThere), row.description);
    assert.equal(row.tooltip().at(-1)?.[1], reference);

    test.owns(image.id);
    await message.offers[0]?.run();
    assert.ok(host.messages[1]?.text.startsWith(pullSentences.updated(reference)), host.messages[1]?.text);
    assert.equal((await check([reference])).message?.text, newerSentences.upToDate(reference, registry.host));
  });

  it('looks at what a Dockerfile is pinned to', async () => {
    const { reference, first, push } = await outdated();
    const { descriptor } = await push();
    const pinned = `${reference}@${first.descriptor.digest}`;
    const { message, registries } = await check([pinned]);
    assert.equal(message?.text, newerSentences.behind(reference, threeWeeks));
    const images = await test.engine.images.list();
    const parsed = parseImageReference(pinned);
    const image = parsed && comparableImage(parsed, images);
    const known = image && registries.newer.known(image);
    assert.ok(known?.kind === 'newer' && known.digest === descriptor.digest);
    assert.equal(newerWords('x', { ...known, createdAt: undefined }), newerSentences.availableInRow('x'));
  });

  it('tells of several at once, and of what no registry knows', async () => {
    const own = await test.image();
    assert.equal((await check([own])).message?.text, newerSentences.notComparable(own));
    const [one, other] = [await outdated(), await outdated()];
    await other.push();
    const { message } = await check([own, one.reference, other.reference]);
    assert.equal(message?.text, newerSentences.behind(other.reference, threeWeeks));
    const unknown = `${nameOf(one.reference)}:never-pushed`;
    await test.engine.images.tag(one.reference, unknown);
    test.owns(unknown);
    const partly = await check([one.reference, unknown]);
    const upToDate = newerSentences.upToDate(one.reference, registry.host);
    const [, why] =
      patternOf((reason) => `${upToDate} ${newerSentences.notChecked(unknown, reason)}`).exec(
        String(partly.message?.text),
      ) ?? [];
    assert.ok(why, partly.message?.text);
    await assert.rejects(check([unknown]), { kind: 'image-not-found' });
    const ids = [own, one.reference];
    assert.equal((await check(ids)).message?.text, newerSentences.noneFound(2));
  });

  it('takes what this engine pushed for no newer one, also where only one of several platforms could be pushed', async () => {
    const path = `team/${uniqueName()}`;
    const reference = `${registry.host}/${path}:1`;
    const images: PushedImage[] = [];
    for (const platform of ['linux/arm64', 'linux/amd64'])
      images.push(await pushImage(registry.host, path, undefined, { platform, layers: [Buffer.from(platform)] }));
    await pushList(registry.host, path, '1', images);
    await test.engine.images.pull(reference, () => undefined, undefined, { platform: 'linux/arm64' });
    const target = `${registry.host}/team/${uniqueName()}:1`;
    test.owns(reference);
    test.owns(target);
    const { host, services } = test.person([{ type: target }]);
    await commands['longshore.image.push'](services, [reference]);
    const only = test.containerdStore ? [pushSentences.onlyFor('linux/arm64', reference)] : [];
    assert.equal(host.messages[0]?.text, [pushSentences.pushed(target, registry.host), ...only].join(' '));
    const { message } = await check([target], services.registries);
    assert.equal(message?.text, newerSentences.upToDate(target, registry.host));
    // And then somebody else does.
    await pushImage(registry.host, target.replace(/^[^/]*\//, '').replace(/:1$/, ''), '1', {
      layers: [Buffer.from('x')],
    });
    const now = String((await check([target], services.registries)).message?.text);
    const behind = patternOf((span) => newerSentences.behind(target, span));
    assert.ok(now === newerSentences.available(target) || behind.test(now), now);
  });

  it('never asks by itself about what did not come from a registry', async () => {
    const { engine } = test;
    const { reference } = await outdated();
    const host = registry.host;
    const committed = `${host}/team/${uniqueName()}:1`;
    const own = await test.image();
    await engine.images.tag(own, committed);
    const loaded = `${host}/team/${uniqueName()}:1`;
    await engine.images.tag(own, loaded);
    const archive = await buffer(await engine.images.save([loaded]));
    await engine.images.remove(loaded);
    await engine.images.load(Readable.from([archive]));
    const imported = `${host}/team/${uniqueName()}:1`;
    const files = Buffer.concat([tarEntry('x', uniqueName()), Buffer.alloc(1024)]);
    await engine.images.importFiles(Readable.from([files]), { reference: imported, message: '', changes: [] });
    const renamed = `${host}/team/${uniqueName()}:1`;
    await engine.images.tag(reference, renamed);
    for (const name of [committed, loaded, imported, renamed]) test.owns(name);

    const { services } = test.person();
    await services.inventory.lists();
    let names: readonly string[] = [];
    const asked: string[] = [];
    const { client } = testRegistries();
    const digest: typeof client.digest = async (asking, signal) => {
      asked.push(formatImageReference(asking));
      return client.digest(asking, signal);
    };
    const watch = createNewerWatch({
      check: createNewerCheck({ client: { ...client, digest }, isKnown: async (name) => name === host }),
      interval: () => 1,
      platformOf: async () => undefined,
      cameFromRegistry: createRegistryOrigin({
        inventory: services.inventory,
        kept: {
          get: () => names,
          set: (all) => {
            names = all;
          },
        },
      }),
      log: () => undefined,
    });
    const before = new Promise<void>((resolve) => watch.onDidChange(resolve));
    const listed = localImages(await engine.images.list());
    // The one to be told of comes last: the others were looked at by then.
    watch.look(
      [committed, loaded, imported, renamed, reference].flatMap((name) =>
        listed.filter((image) => image.reference === name),
      ),
    );
    await before;
    watch.dispose();
    assert.deepEqual(asked, [reference]);
  });

  it('tells in the form that runs an image', async () => {
    const { reference, push } = await outdated();
    await push();
    const { registries } = await check([reference]);
    const { host, services } = test.person(['escape']);
    await assert.rejects(commands['longshore.image.run']({ ...services, registries }, [reference]), {
      name: 'Cancelled',
    });
    assert.ok(host.lists[0]?.placeholder.endsWith(newerAvailable), host.lists[0]?.placeholder);
  });
});
