import assert from 'node:assert/strict';
import { presentable, withoutInnerPlaces } from '../../../src/engine/failures/presentable.ts';

const id = '0a1b2c3d4e5f'.padEnd(64, '0');

describe('the words of an engine', () => {
  const cases: [words: string, shown: string][] = [
    ['Error response from daemon: no luck', 'No luck.'],
    ['several\n  lines?', 'Several lines?'],
    [`container ${id} will not`, 'Container 0a1b2c3d4e5f will not.'],
    [`image sha256:${id} is odd`, 'Image 0a1b2c3d4e5f is odd.'],
    // A digest that names an image is a part of its name.
    [`no app@sha256:${id}`, `No app@sha256:${id}.`],
    ['lstat /var/lib/docker/tmp/buildkit-mount123/a/b: odd', 'Lstat a/b: odd.'],
    ['stat /var/lib/docker/overlay2/0a1b/merged/etc/x: odd', 'Stat /etc/x: odd.'],
    [`stat /var/lib/docker/rootfs/overlayfs/${id}/etc/x: odd`, 'Stat /etc/x: odd.'],
    ['open /var/lib/docker/volumes/data/_data/x: odd', 'Open /x: odd.'],
    [
      'mkdir /var/lib/docker/tmp/GetImageBlob7: read-only file system',
      'Mkdir a folder of the engine: read-only file system.',
    ],
    ['Get "http://localhost/v1.41/containers/json?all=1": odd', 'Get "/containers/json": odd.'],
    ['Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.47/info": odd', 'Get "/info": odd.'],
    ['cannot connect at unix:///var/run/docker.sock', 'Cannot connect at /var/run/docker.sock.'],
  ];
  for (const [words, shown] of cases) it(words.slice(0, 60), () => assert.equal(presentable(words), shown));

  it("keep what is a person's own", () => {
    for (const own of [
      '/home/me/x',
      'https://registry.test/v2/',
      '/var/lib/postgresql/data',
      'a'.repeat(64).replace(/a/g, 'z'),
    ])
      assert.equal(withoutInnerPlaces(own), own);
  });
});
