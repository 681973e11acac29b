// The layers of an image out of the archive of `docker save`, in both layouts and all packings; what each does to the files below.
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { type TarHeader, tarEnd, tarHeader, tarPadding } from '../../../src/build-context/tar-header.ts';
import { tarSentences } from '../../../src/container-files/tar-reader.ts';
import {
  type LayerEntry,
  layerSentences,
  readLayerFile,
  readLayerPart,
  readLayers,
} from '../../../src/image-layers/layer-archive.ts';
import { at, imageLayers, type LayerNode, largestFiles } from '../../../src/image-layers/layer-tree.ts';
import { createTurns, sortInTurns } from '../../../src/image-layers/turns.ts';
import { zstdOf } from '../../support/zstd.ts';

type Member = readonly [path: string, content?: string | Buffer, more?: Partial<TarHeader>];

function tar(...members: readonly Member[]): Buffer {
  const blocks = members.flatMap(([path, content = '', more]) => {
    const bytes = Buffer.from(content);
    const kind = path.endsWith('/') ? 'folder' : 'file';
    const header = tarHeader({ path, kind, mode: 0o644, size: bytes.length, modifiedAt: 1, ...more });
    return [header, bytes, tarPadding(bytes.length)];
  });
  return Buffer.concat([...blocks, tarEnd()]);
}

/** In pieces of an odd length: a border may stand anywhere. */
async function* pieces(archive: Buffer, length = 700): AsyncGenerator<Buffer> {
  for (let start = 0; start < archive.length; start += length) yield archive.subarray(start, start + length);
}

const base = tar(['bin/'], ['bin/sh', 'shell'], ['etc/'], ['etc/old', '12345']);
const own = tar(['etc/'], ['etc/.wh.old'], ['app/'], ['app/main', 'main program']);
const config = JSON.stringify({
  history: [{ created_by: 'ADD rootfs' }, { created_by: 'ENV a=b', empty_layer: true }, { created_by: 'COPY . .' }],
});
const digest = (name: string) => `sha256:${name}`;

/** As the OCI layout has it: the list of manifests may come before or after the blobs. */
function oci(pack: (layer: Buffer) => Buffer): Buffer {
  const manifest = JSON.stringify({
    config: { digest: digest('c0') },
    layers: [{ digest: digest('a1') }, { digest: digest('b2') }],
  });
  const attestation = { digest: digest('e4'), annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } };
  return tar(
    ['blobs/'],
    ['blobs/sha256/'],
    ['blobs/sha256/a1', pack(base)],
    ['blobs/sha256/b2', pack(own)],
    ['blobs/sha256/c0', config],
    ['blobs/sha256/d3', manifest],
    ['blobs/sha256/e4', JSON.stringify({ layers: [{ digest: digest('c0') }] })],
    ['index.json', JSON.stringify({ manifests: [attestation, { digest: digest('d3') }] })],
    ['oci-layout', '{"imageLayoutVersion":"1.0.0"}'],
  );
}

const manifestJson = (...layers: readonly string[]) => JSON.stringify([{ Config: 'c.json', Layers: layers }]);

describe('the archive of an image', () => {
  const paths = (entries: readonly LayerEntry[]) => entries.map(({ path }) => path);
  for (const [name, pack] of [
    ['plain', (layer: Buffer) => layer],
    ['gzip', (layer: Buffer) => gzipSync(layer)],
    ['zstd', zstdOf],
  ] as const) {
    it(`is read in the OCI layout, with ${name} layers`, async () => {
      let told = 0;
      const archive = oci(pack);
      const layers = await readLayers(pieces(archive), (total) => {
        told = total;
      });
      assert.deepEqual(
        layers.map(({ step, entries }) => [step, paths(entries)]),
        [
          [0, ['bin', 'bin/sh', 'etc', 'etc/old']],
          [2, ['etc', 'etc/.wh.old', 'app', 'app/main']],
        ],
      );
      assert.ok(told > 0 && told <= archive.length);
    });
    it(`gives one file of a layer, with ${name} layers, also one that a later layer removed`, async () => {
      const content = await readLayerFile(pieces(oci(pack)), 'blobs/sha256/a1', 'etc/old');
      assert.equal(String(content), '12345');
      assert.equal(await readLayerFile(pieces(oci(pack)), 'blobs/sha256/a1', 'etc/none'), undefined);
      assert.equal(await readLayerFile(pieces(oci(pack)), 'blobs/sha256/none', 'etc/old'), undefined);
    });
  }

  it('gives a folder of a layer, with the folders that nobody named and without marks', async () => {
    const layer = tar(
      ['usr/bin/a', 'A'],
      ['usr/bin/.wh.gone'],
      ['usr/binary', 'no'],
      ['usr/bin/deep/er/b', 'B'],
      ['usr/bin/c', '', { kind: 'hardlink', linkTarget: 'usr/bin/a' }],
      ['usr/bin/d', '', { kind: 'hardlink', linkTarget: 'etc/passwd' }],
    );
    const parts: string[] = [];
    const archive = tar(['x/layer.tar', layer], ['manifest.json', manifestJson('x/layer.tar')]);
    for await (const { path, kind, linkTarget, content } of readLayerPart(pieces(archive), 'x/layer.tar', 'usr/bin')) {
      let text = '';
      if (kind === 'file') for await (const piece of content) text += piece;
      parts.push(`${kind} ${path} ${linkTarget}${text}`);
    }
    assert.deepEqual(parts, [
      'folder bin ',
      'file bin/a A',
      'folder bin/deep ',
      'folder bin/deep/er ',
      'file bin/deep/er/b B',
      'hardlink bin/c bin/a',
      // Outside of what is copied, which refuses it.
      'hardlink bin/d ../etc/passwd',
    ]);
    const one: string[] = [];
    for await (const { path } of readLayerPart(pieces(archive), 'x/layer.tar', 'usr/bin/deep/er/b')) one.push(path);
    assert.deepEqual(one, ['b']);
  });

  it('is read in the older layout, in which layers that are alike are links', async () => {
    const archive = tar(
      ['one/'],
      ['one/layer.tar', base],
      ['two/'],
      ['two/layer.tar', '', { kind: 'link', linkTarget: '../one/layer.tar' }],
      ['c.json', config],
      ['manifest.json', manifestJson('one/layer.tar', 'two/layer.tar')],
    );
    const layers = await readLayers(pieces(archive));
    assert.deepEqual(
      layers.map(({ member, entries, step }) => [member, entries.length, step]),
      [
        ['one/layer.tar', 4, 0],
        ['one/layer.tar', 4, 2],
      ],
    );
  });

  it('has layers without files, and steps that nobody noted', async () => {
    const archive = tar(['e/layer.tar', tar()], ['c.json', '{}'], ['manifest.json', manifestJson('e/layer.tar', 'x')]);
    const layers = await readLayers(pieces(archive));
    assert.deepEqual(layers, [
      { member: 'e/layer.tar', entries: [], step: undefined },
      { member: 'x', entries: [], step: undefined },
    ]);
  });

  for (const [name, archive] of [
    ['nothing', Buffer.alloc(0)],
    ['no list of layers', tar(['a', 'b'])],
    ['a list that is none', tar(['manifest.json', '{"Layers":3}'], ['index.json', '[null]'])],
    ['a list that is cut', tar(['manifest.json', '[{"Layers":'])],
  ] as const)
    it(`is refused with a sentence if it has ${name}`, () =>
      assert.rejects(readLayers(pieces(archive)), { message: layerSentences.noLayers() }));

  it('is refused with a sentence if it ends too early, or a layer is broken', async () => {
    await assert.rejects(readLayers(pieces(oci((layer) => layer).subarray(0, 3000))), {
      message: tarSentences.incomplete(),
    });
    const broken = tar(['a/layer.tar', gzipSync(base).subarray(0, 60)], ['manifest.json', manifestJson('a/layer.tar')]);
    await assert.rejects(readLayers(pieces(broken)));
  });

  it('may be left early, and its source is ended then', async () => {
    let isEnded = false;
    const source = (async function* () {
      try {
        yield* pieces(oci(gzipSync));
      } finally {
        isEnded = true;
      }
    })();
    await readLayerFile(source, 'blobs/sha256/a1', 'bin/sh');
    assert.ok(isEnded);
  });
});

const file = (path: string, size = 1, more: Partial<LayerEntry> = {}): LayerEntry => ({
  ...{ path, kind: 'file', size, mode: 0o644, owner: 0, group: 0, linkTarget: '' },
  ...more,
});
const folder = (path: string) => file(path, 0, { kind: 'folder' });

/** `path change size`, of all but folders that only hold others. */
function told(root: LayerNode | undefined): string[] {
  const below = (node: LayerNode, path: string): string[] =>
    [...node.children].flatMap(([name, child]) => {
      const full = path === '' ? name : `${path}/${name}`;
      const { change, size } = child;
      return [...(change === 'kept' ? [] : [`${full} ${change} ${size}`]), ...below(child, full)];
    });
  return root ? below(root, '').sort() : [];
}

describe('the layers of an image', async () => {
  it('add, change and remove, and what they replace is wasted: as counted by hand', async () => {
    const layers = await imageLayers([
      [folder('a'), file('a/big', 1000), file('a/x', 10), folder('b'), file('b/1', 7), file('b/2', 5)],
      [file('a/x', 20), file('.wh.b')],
      [folder('a'), file('a/.wh.big'), file('a/new', 3)],
    ]);
    assert.deepEqual(layers.layers.map(told), [
      ['a added 1010', 'a/big added 1000', 'a/x added 10', 'b added 12', 'b/1 added 7', 'b/2 added 5'],
      ['a/x changed 20', 'b removed 12', 'b/1 removed 7', 'b/2 removed 5'],
      ['a/big removed 1000', 'a/new added 3'],
    ]);
    assert.equal(layers.stored, 1000 + 10 + 7 + 5 + 20 + 3);
    assert.equal(layers.wastedBytes, 1000 + 10 + 7 + 5);
    assert.equal(layers.files.size, layers.stored - layers.wastedBytes);
    assert.deepEqual(layers.wasted.slice(0, 2), [
      { path: 'a/big', bytes: 1000, copies: 1 },
      { path: 'a/x', bytes: 10, copies: 1 },
    ]);
    assert.deepEqual(await largestFiles(layers.files, 1, createTurns()), [{ path: 'a/x', size: 20, layer: 1 }]);
  });

  it('may empty a folder: what they put there themselves stays, wherever the mark stands', async () => {
    const layers = await imageLayers([
      [folder('d'), file('d/old', 4), file('d/both', 2)],
      [folder('d'), file('d/both', 9), file('d/.wh..wh..opq', 0), file('d/new', 1)],
    ]);
    assert.deepEqual(told(layers.layers[1]), ['d/both changed 9', 'd/new added 1', 'd/old removed 4']);
    assert.deepEqual(told(layers.files), ['d added 10', 'd/both changed 9', 'd/new added 1']);
    assert.equal(layers.wastedBytes, 6);
  });

  it('may put a file in the place of a folder, and a folder in that of a file', async () => {
    const layers = await imageLayers([
      [folder('x'), file('x/in', 5), file('y', 6)],
      [file('x', 2), folder('y'), file('y/in', 3)],
    ]);
    assert.deepEqual(told(layers.layers[1]), ['x changed 2', 'y changed 3', 'y/in added 3']);
    assert.equal(layers.wastedBytes, 11);
    assert.equal(layers.files.size, 5);
  });

  it('store no file twice that one archive has twice, and count no link', async () => {
    const layers = await imageLayers([
      [
        file('a', 5),
        file('a', 8),
        file('b', 0, { kind: 'hardlink', linkTarget: 'a' }),
        file('c', 0, { kind: 'symlink' }),
      ],
    ]);
    assert.equal(layers.stored, 8);
    assert.equal(layers.wastedBytes, 0);
  });

  it('take names as they are, and no path that no system has', async () => {
    const layers = await imageLayers([
      [
        file('__proto__/constructor'),
        file('.wh.'),
        file('.wh.none'),
        file('a/'.repeat(3000)),
        file(''),
        file('../../x'),
      ],
    ]);
    assert.equal(at(layers.files, '__proto__/constructor')?.size, 1);
    assert.equal(layers.stored, 2);
  });

  it('count alike whatever is done, stored = seen + wasted: some hundred images by chance', async () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const names = ['a', 'b', 'c', 'a/x', 'b/x', 'a/x/y', 'c/z', '.wh.a', 'a/.wh.x', 'b/.wh..wh..opq', 'c/.wh.z'];
    for (let image = 0; image < 300; image++) {
      const layers = await imageLayers(
        Array.from({ length: 1 + random(5) }, () =>
          Array.from({ length: random(9) }, () => {
            const path = names[random(names.length)] ?? 'a';
            return random(3) === 0 && !path.includes('.wh.') ? folder(path) : file(path, random(50));
          }),
        ),
      );
      assert.equal(layers.stored, layers.files.size + layers.wastedBytes, `image ${image}`);
    }
  });

  it('are sorted in turns as they would be at once, equal ones in their order', async () => {
    let seed = 3;
    for (const count of [0, 1, 4095, 4097, 20_000]) {
      const items = Array.from({ length: count }, (_, at) => {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        return { at, by: seed % 50 };
      });
      const compare = (a: { by: number }, b: { by: number }) => a.by - b.by;
      assert.deepEqual(await sortInTurns(items, compare, createTurns()), [...items].sort(compare));
    }
  });
});
