import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readImageConfig, readManifest } from '../../../src/registry/manifests.ts';

const sha = (letter: string) => `sha256:${letter.repeat(64)}`;
const oci = 'application/vnd.oci.image';
const docker = 'application/vnd.docker.distribution.manifest';
const json = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('a manifest', () => {
  it('of several platforms names them without attestations, in its order', () => {
    const attestation = { 'vnd.docker.reference.type': 'attestation-manifest' };
    const body = json({
      schemaVersion: 2,
      mediaType: `${oci}.index.v1+json`,
      manifests: [
        { digest: sha('a'), platform: { os: 'linux', architecture: 'arm', variant: 'v7' } },
        { digest: sha('b'), platform: { os: 'linux', architecture: 'amd64' } },
        { digest: sha('c'), platform: { os: 'unknown', architecture: 'unknown' }, annotations: attestation },
        { digest: 'sha256:../../x', platform: { os: 'linux', architecture: 'amd64' } },
        { digest: sha('d') },
        null,
      ],
    });
    assert.deepEqual(readManifest(body, undefined), {
      digest: `sha256:${createHash('sha256').update(body).digest('hex')}`,
      mediaType: `${oci}.index.v1+json`,
      images: [
        { digest: sha('a'), platform: 'linux/arm/v7' },
        { digest: sha('b'), platform: 'linux/amd64' },
        { digest: sha('d'), platform: undefined },
      ],
    });
  });

  it('of one image tells its weight and where its configuration is', () => {
    const config = { mediaType: `${oci}.config.v1+json`, digest: sha('c'), size: 10 };
    const body = json({ schemaVersion: 2, config, layers: [{ size: 100 }, { size: 1000 }, { size: -5 }] });
    // An OCI manifest need not name its type itself.
    const read = readManifest(body, `${oci}.manifest.v1+json; charset=utf-8`);
    assert.deepEqual(read?.image, { size: 1110, layers: 3, config: { digest: sha('c'), size: 10 } });
    assert.deepEqual(read?.images, [{ digest: read?.digest, platform: undefined }]);
    const chart = json({ schemaVersion: 2, config: { ...config, mediaType: 'application/vnd.cncf.helm' }, layers: [] });
    assert.equal(readManifest(chart, undefined)?.image?.config, undefined);
  });

  it('is none for what is something else, or of a format of long ago', () => {
    const old = json({ schemaVersion: 1, fsLayers: [], history: [] });
    // One text that is an index to one reader and an image to another.
    const both = { schemaVersion: 2, manifests: [], layers: [] };
    for (const body of [
      old,
      json({}),
      json(null),
      json([]),
      Buffer.from('<html>'),
      Buffer.alloc(0),
      json({ schemaVersion: 2, mediaType: `${oci}.index.v1+json`, layers: [] }),
      json({ schemaVersion: 2, mediaType: `${docker}.v2+json`, manifests: [] }),
    ]) {
      assert.equal(readManifest(body, undefined), undefined, body.toString());
    }
    assert.ok(readManifest(json({ ...both, mediaType: `${docker}.v2+json` }), undefined)?.image);
    assert.equal(readManifest(json({ ...both, mediaType: `${docker}.list.v2+json` }), undefined)?.image, undefined);
  });

  it("has a configuration that may say the image's platform and age", () => {
    const config = { os: 'linux', architecture: 'arm64', created: '2026-01-02T03:04:05.123456789Z' };
    assert.deepEqual(readImageConfig(json(config)), {
      platform: 'linux/arm64',
      createdAt: Date.parse('2026-01-02T03:04:05.123Z'),
    });
    for (const created of ['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', 'yesterday', undefined]) {
      assert.equal(readImageConfig(json({ ...config, created })).createdAt, undefined, created);
    }
    assert.deepEqual(readImageConfig(Buffer.from('x')), { platform: undefined, createdAt: undefined });
  });
});
