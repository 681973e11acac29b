// What the API's JSON of files, images and disk usage becomes.
import assert from 'node:assert/strict';
import { diskUsage } from '../../../src/engine/dockerode/disk-usage.ts';
import { fileStat } from '../../../src/engine/dockerode/files.ts';
import { historyEntry, imageOf } from '../../../src/engine/dockerode/image-models.ts';
import { onDockerHub, searchResult } from '../../../src/engine/dockerode/image-search.ts';

describe('a file of a container', () => {
  // Go's os.FileMode, as engines write it into the header X-Docker-Container-Path-Stat.
  const cases: [what: string, goMode: number, kind: string, mode: number][] = [
    ['a file', 0o644, 'file', 0o644],
    ['a folder', 0x80000000 + 0o755, 'folder', 0o755],
    ['a sticky folder (/tmp)', 0x80000000 + 0x00100000 + 0o777, 'folder', 0o1777],
    ['a folder with setgid', 0x80000000 + 0x00400000 + 0o770, 'folder', 0o2770],
    ['a program with setuid', 0x00800000 + 0o755, 'file', 0o4755],
    ['a sticky file', 0x00100000 + 0o644, 'file', 0o1644],
    ['a symlink', 0x08000000 + 0o777, 'symlink', 0o777],
    ['a device', 0x04000000 + 0o660, 'other', 0o660],
    ['a character device (/dev/null)', 0x04000000 + 0x00200000 + 0o666, 'other', 0o666],
    ['a named pipe', 0x02000000 + 0o600, 'other', 0o600],
    ['a socket', 0x01000000 + 0o600, 'other', 0o600],
    ['something else', 0x00080000 + 0o600, 'other', 0o600],
  ];
  for (const [what, goMode, kind, mode] of cases) {
    it(`is told apart: ${what}`, () => {
      const stat = fileStat({ name: 'x', size: 7, mode: goMode, mtime: '2024-01-02T03:04:05.5Z', linkTarget: '' });
      assert.deepEqual(stat, {
        name: 'x',
        kind,
        size: 7,
        mode,
        modifiedAt: Date.UTC(2024, 0, 2, 3, 4, 5, 500),
        linkTarget: undefined,
      });
    });
  }

  it('says where a symlink points to', () => {
    const raw = { name: 'sh', size: 7, mode: 0x08000000 + 0o777, mtime: '2024-01-02T03:04:05Z' };
    assert.equal(fileStat({ ...raw, linkTarget: '/bin/busybox' }).linkTarget, '/bin/busybox');
  });
});

describe('disk usage', () => {
  it('is empty for an engine that answers nothing', () => {
    const nothing = { images: [], containers: [], volumes: [], layers: 0, buildCache: 0, buildCacheReclaimable: 0 };
    assert.deepEqual(diskUsage({ Images: null, Containers: null, Volumes: null, BuildCache: null }), nothing);
    assert.deepEqual(diskUsage({}), nothing);
  });

  it('has an image once, of which Podman tells once for each of its names', () => {
    const image = { Id: 'a'.repeat(64), Size: 100, SharedSize: 0 };
    assert.deepEqual(diskUsage({ Images: [image, image] }).images, [
      { id: `sha256:${'a'.repeat(64)}`, size: 100, sharedSize: 0, containers: 0 },
    ]);
  });

  it('promises nothing of what containerd keeps compressed, which images may share', () => {
    const images = [
      { Id: 'sha256:a', Size: 3_107_786, SharedSize: 2_023_424 },
      { Id: 'sha256:b', Size: 300, SharedSize: 0 },
      { Id: 'sha256:c', Size: 300, SharedSize: -1 },
    ];
    const contents = [
      { Id: 'sha256:a', Manifests: [{ Size: { Content: 1_000_000 } }, { Size: { Content: 84_362 } }] },
      { Id: 'sha256:b', Manifests: [{ Size: { Content: 100 } }] },
      { Id: 'sha256:c', Manifests: null },
    ];
    assert.deepEqual(
      diskUsage({ Images: images }, contents).images.map(({ size, sharedSize }) => size - sharedSize),
      [0, 200, 301],
    );
  });

  it('counts shared layers once, and keeps what the engine did not say', () => {
    const usage = diskUsage({
      LayersSize: 150,
      Images: [
        { Id: 'sha256:a', Size: 100, SharedSize: 50 },
        { Id: 'sha256:b', Size: 100, SharedSize: -1 },
      ],
      Containers: [
        { Id: 'c1', ImageID: 'sha256:a', SizeRw: 5, State: 'running' },
        { Id: 'c2', ImageID: 'sha256:a', State: 'exited' },
        { Id: 'c3', ImageID: 'sha256:b', State: 'paused' },
      ],
      Volumes: [
        { Name: 'told', UsageData: { Size: 9, RefCount: 2 } },
        { Name: 'v', UsageData: { Size: -1, RefCount: -1 } },
        { Name: 'bare' },
      ],
      BuildCache: [
        { Size: 30, InUse: true },
        { Size: 12, InUse: false },
      ],
    });
    assert.equal(usage.layers, 150);
    assert.deepEqual(
      usage.images.map(({ sharedSize, containers }) => [sharedSize, containers]),
      [
        [50, 2],
        [-1, 1],
      ],
    );
    assert.deepEqual(
      usage.containers.map(({ size, running }) => [size, running]),
      [
        [5, true],
        [0, false],
        [0, true],
      ],
    );
    assert.deepEqual(usage.volumes, [
      { name: 'told', size: 9, references: 2 },
      { name: 'v', size: -1, references: 0 },
      { name: 'bare', size: -1, references: 0 },
    ]);
    assert.deepEqual([usage.buildCache, usage.buildCacheReclaimable], [42, 12]);
  });

  it('is read as engines tell it that have the old lists no more', () => {
    // Podman leaves out the `sha256:` in one of the two.
    const id = 'a'.repeat(64);
    const usage = diskUsage({
      ImageUsage: { TotalSize: 70, Items: [{ Id: id, Size: 60, SharedSize: 10 }] },
      ContainerUsage: { Items: [{ Id: 'c', ImageID: `sha256:${id}`, SizeRw: 3, State: 'running' }] },
      VolumeUsage: { Items: [{ Name: 'v', UsageData: { Size: 4, RefCount: 1 } }] },
      BuildCacheUsage: { TotalSize: 9, Reclaimable: 5 },
    });
    assert.deepEqual(usage, {
      layers: 70,
      images: [{ id: `sha256:${id}`, size: 60, sharedSize: 10, containers: 1 }],
      containers: [{ id: 'c', size: 3, running: true }],
      volumes: [{ name: 'v', size: 4, references: 1 }],
      buildCache: 9,
      buildCacheReclaimable: 5,
    });
    const entries = {
      Items: [
        { Size: 2, InUse: false },
        { Size: 7, InUse: true },
      ],
    };
    const { buildCache, buildCacheReclaimable } = diskUsage({ BuildCacheUsage: entries });
    assert.deepEqual([buildCache, buildCacheReclaimable], [9, 2]);
  });
});

describe('an image', () => {
  it('that was pulled by its digest has no tag', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const { tags } = imageOf({
      ...{ Id: digest, ParentId: '', RepoTags: [`node@${digest}`, 'node:22'], RepoDigests: [], Created: 1, Size: 2 },
      ...{ VirtualSize: 2, SharedSize: -1, Labels: {}, Containers: -1 },
    });
    assert.deepEqual(tags, ['node:22']);
  });
});

describe('history and search', () => {
  it('know no id of a step that came from elsewhere', () => {
    const raw = { Id: '<missing>', Created: 1_700_000_000, CreatedBy: 'RUN x', Size: 3, Tags: null };
    assert.deepEqual(historyEntry(raw), {
      id: undefined,
      createdAt: 1_700_000_000_000,
      createdBy: 'RUN x',
      size: 3,
      tags: [],
      comment: '',
    });
  });

  it('take a result of which the engine says little', () => {
    assert.deepEqual(searchResult({ name: 'team/app' }), {
      name: 'team/app',
      description: '',
      stars: 0,
      official: false,
    });
  });

  it('take a result as Podman names its parts', () => {
    const found = {
      ...{ Index: 'docker.io', Name: 'docker.io/library/busybox', Description: 'Small', Stars: 7 },
      ...{ Official: '[OK]', Automated: '', Tag: '' },
    };
    assert.deepEqual(searchResult(found), { name: 'busybox', description: 'Small', stars: 7, official: true });
    assert.equal(searchResult({ ...found, Official: '' }).official, false);
  });

  it('are searched for on Docker Hub, unless the term names a registry', () => {
    for (const [term, asked] of [
      ['postgres', 'docker.io/postgres'],
      ['team/app', 'docker.io/team/app'],
      ['node 20.1', 'docker.io/node 20.1'],
      ['quay.io/app', 'quay.io/app'],
      ['localhost/app', 'localhost/app'],
      ['127.0.0.1:5000/team', '127.0.0.1:5000/team'],
    ] as const)
      assert.equal(onDockerHub(term), asked);
  });
});
