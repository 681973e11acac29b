// Image archives, files in containers, volumes, networks and disk usage, against the real engine.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { sentenceOf } from '../support/engine-sentences.ts';
import { tarEntry } from '../support/tar-archive.ts';
import { baseImage, type EngineUnderTest, engineUnderTest, labels, uniqueName } from './engine-under-test.ts';

/** What must go through every layer unharmed. */
const nasty = ['two words', `it's "quoted"`, '$HOME `id`', 'line\nbreak', '😀 한글', '\u202eright to left'].join(' ');
const gone = 'longshore-test-gone';

describe('images as archives', () => {
  let test: EngineUnderTest;
  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());

  it('are saved and loaded with their names', async () => {
    const { images } = test.engine;
    const name = `${uniqueName()}:saved`;
    await images.tag(baseImage, name);
    test.owns(name);
    const archive = Buffer.concat(await (await images.save([name])).toArray());
    await images.remove(name);
    assert.deepEqual(await images.load(Readable.from([archive])), [name]);
    assert.ok((await images.list()).some(({ tags }) => tags.includes(name)));
  });

  it('are not loaded from what is none, or is cut off', async () => {
    const { images } = test.engine;
    const before = (await images.list()).length;
    const archive = Buffer.concat(await (await images.save([baseImage])).toArray());
    const broken = [
      Buffer.from('no archive at all'.repeat(100)),
      archive.subarray(0, archive.length / 2),
      Buffer.alloc(1024),
    ];
    for (const bytes of broken) await assert.rejects(images.load(Readable.from([bytes])), { kind: 'invalid' });
    assert.equal((await images.list()).length, before);
    await assert.rejects(images.save(['longshore-test-nope:1']), { kind: 'not-found' });
  });

  it('can be left half way', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const archive = await test.engine.images.save([baseImage], stop.signal);
    stop.abort(reason);
    await assert.rejects(archive.toArray(), reason);
  });

  it('are made of a file system, with message and changes', async () => {
    const id = await test.create();
    const files = await test.engine.containers.exportFiles(id);
    const reference = `${uniqueName()}:imported`;
    const request = { reference, message: nasty, changes: ['CMD ["echo", "two words"]', 'ENV NASTY="a b"'] };
    const imageId = await test.engine.images.importFiles(files, request);
    test.owns(reference);
    const details = await test.engine.images.inspect(reference);
    assert.equal(details.id, imageId);
    assert.deepEqual([details.command, details.environment.includes('NASTY=a b')], [['echo', 'two words'], true]);
    assert.match(details.platform, /^linux\/\w+/);
    assert.equal(details.layers.length, 1);
    const [newest] = await test.engine.images.history(reference);
    assert.equal(newest?.comment, nasty);
    const none = test.engine.images.importFiles(Readable.from(['none'.repeat(999)]), {
      ...request,
      reference: undefined,
    });
    await assert.rejects(none, { kind: 'invalid' });
  });

  it('are searched for, or it is said that nobody answers', async () => {
    const found = await test.engine.images.search('nginx').catch((error) => error);
    if (found instanceof Error)
      assert.equal((found as Error & { kind?: string }).kind, 'registry-unreachable', String(found));
    else assert.ok(found.some(({ official }: { official: boolean }) => official));
  });
});

describe('files in containers', () => {
  let test: EngineUnderTest;
  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());

  it('are told, read and written in a container that never ran', async () => {
    const { files } = test.engine;
    const id = await test.create();
    const bin = await files.stat(id, '/bin');
    assert.deepEqual([bin.name, bin.kind], ['bin', 'folder']);
    const busybox = await files.stat(id, '/bin/busybox');
    assert.deepEqual([busybox.kind, busybox.mode & 0o111, busybox.size > 100_000], ['file', 0o111, true]);
    const archive = Buffer.concat(await (await files.read(id, '/bin/busybox')).toArray());
    assert.equal(archive.toString('utf8', 0, 7), 'busybox');
    await files.write(id, '/', Readable.from([archive]));
    assert.equal((await files.stat(id, '/busybox')).size, busybox.size);
    const stop = new AbortController();
    const left = await files.read(id, '/', stop.signal);
    stop.abort(new Error('enough'));
    await assert.rejects(left.toArray(), /enough/);
  });

  it('are reached by nasty paths', async () => {
    const id = await test.run({ workingDirectory: '/tmp' });
    const path = `/tmp/${nasty}`;
    const command = ['sh', '-c', 'echo text >"$P"; chmod 4750 "$P"; echo done', 'sh'];
    await (await test.engine.containers.exec(id, { command, environment: [`P=${path}`] }, undefined)).ended;
    const stat = await test.engine.files.stat(id, path);
    assert.deepEqual([stat.name, stat.kind, stat.size, stat.mode], [nasty, 'file', 5, 0o4750]);
  });

  it('say what is missing', async () => {
    const { files } = test.engine;
    const id = await test.create();
    await assert.rejects(files.stat(id, '/nowhere'), { kind: 'not-found' });
    await assert.rejects(files.read(id, '/nowhere'), { kind: 'not-found', message: /nowhere/ });
    await assert.rejects(files.write(id, '/nowhere', Readable.from([Buffer.alloc(1024)])), { kind: 'not-found' });
    await assert.rejects(files.read(gone, '/'), { kind: 'not-found', message: /container/ });
  });
});

describe('volumes, networks and disk usage', () => {
  let test: EngineUnderTest;
  before(async () => {
    test = await engineUnderTest();
  });
  after(() => test.clean());

  it('volumes are made, used, and removed when nobody uses them', async () => {
    const { volumes, containers, diskUsage } = test.engine;
    const name = uniqueName();
    const made = await volumes.create({ name, labels: { ...labels, nasty } });
    const listed = (await volumes.list()).find((volume) => volume.name === name);
    assert.deepEqual(listed, made);
    assert.deepEqual([made.labels.nasty, made.anonymous, made.driver], [nasty, false, 'local']);
    assert.ok(Math.abs((made.createdAt ?? 0) - Date.now()) < 60_000);
    const mounts = [{ kind: 'volume' as const, source: name, destination: '/data', readOnly: false }];
    const id = await test.create({ mounts });
    await assert.rejects(volumes.remove(name), { kind: 'conflict', message: sentenceOf('volume-used') });
    const usage = await diskUsage();
    assert.equal(usage.volumes.find((volume) => volume.name === name)?.references, 1);
    assert.ok(usage.containers.some((container) => container.id === id && !container.running));
    const { imageId } = await containers.inspect(id);
    assert.ok((usage.images.find((image) => image.id === imageId)?.containers ?? 0) >= 1);
    assert.ok(usage.layers > 0);
    await containers.remove(id);
    await volumes.remove(name);
    await assert.rejects(volumes.inspect(name), { kind: 'not-found' });
    await assert.rejects(volumes.create({ name: '-' }), { kind: 'invalid' });
  });

  it('no more is promised of an image than its removal frees', async () => {
    const { images, diskUsage } = test.engine;
    const archive = Buffer.concat([tarEntry('big', randomBytes(150_000).toString('hex')), Buffer.alloc(1024)]);
    const imported = async (label: string) => {
      const reference = `${uniqueName()}:1`;
      const request = { reference, message: '', changes: [`LABEL which=${label}`] };
      await images.importFiles(Readable.from([archive]), request);
      return reference;
    };
    test.owns(await imported('one'));
    const other = await imported('other');
    const { id } = await images.inspect(other);
    const before = await diskUsage();
    const known = before.images.find((image) => image.id === id);
    assert.ok(known && known.sharedSize >= 300_000, JSON.stringify(known));
    await images.remove(other);
    const freed = before.layers - (await diskUsage()).layers;
    assert.ok(freed >= known.size - known.sharedSize && freed < 300_000, `${freed} of ${JSON.stringify(known)}`);
  });

  it('networks are made, joined, and removed when nobody is joined', async () => {
    const { networks, containers } = test.engine;
    const name = uniqueName();
    const id = await networks.create({ name, internal: true, labels: { ...labels, nasty } });
    try {
      const made = (await networks.list()).find((network) => network.id === id);
      assert.ok(made);
      assert.deepEqual([made.name, made.internal, made.predefined, made.labels.nasty], [name, true, false, nasty]);
      assert.match(made.subnets[0] ?? '', /\/\d+$/);
      await assert.rejects(networks.create({ name }), { kind: 'name-in-use' });
      const joined = await test.run({ network: name });
      assert.deepEqual((await networks.inspect(id)).containers, [joined]);
      await assert.rejects(networks.remove(id), {
        kind: 'conflict',
        message: sentenceOf('network-used'),
      });
      await containers.remove(joined, { force: true });
    } finally {
      await networks.remove(id);
    }
    await assert.rejects(networks.inspect(id), { kind: 'not-found' });
    await assert.rejects(networks.remove('bridge'), { kind: 'conflict' });
  });
});
