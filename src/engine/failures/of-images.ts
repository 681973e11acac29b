// What engines say of images on them, and of archives of images and files.
import * as l10n from '@vscode/l10n';
import { noSuchImage, sayNoSuchImage } from './absent-image.ts';
import { shortIds } from './presentable.ts';
import { named, table } from './sentence.ts';

export const imageSentences = table(() => [
  noSuchImage,
  {
    id: 'no-such-tag-here',
    pattern: /^an image does not exist locally with the tag: (\S+)|(?:^|: )tag does not exist: (\S+)/i,
    kind: 'not-found',
    say: (match) => l10n.t('This engine has no image "{0}". Tag or build it first.', named(match) ?? ''),
    source: ['moby/moby daemon/internal/distribution/push.go', 'moby/moby daemon/containerd/image_push.go'],
    engines: 'Docker 20.10 to 29, Podman 5',
  },
  {
    id: 'part-of-image',
    // Of a blob in the engine's own store; registries say "manifest unknown".
    pattern: /\bcontent digest sha256:[0-9a-f]{64}: not found/i,
    kind: 'not-found',
    say: l10n.t('The engine has only part of this image, for example one of its platforms. Pull it again.'),
    source: [
      'containerd/containerd plugins/content/local/store.go',
      'containerd/containerd core/content/proxy/content_store.go',
    ],
    engines: 'Docker 27 to 29',
  },
  {
    id: 'image-not-known',
    pattern: /([\w./:-]+): image not known$/i,
    kind: 'not-found',
    say: sayNoSuchImage,
    source: ['containers/podman vendor/go.podman.io/storage/types/errors.go'],
    engines: 'Podman 4 and 5',
  },
  {
    id: 'image-used',
    pattern:
      /image is being used by (?:running|stopped) container (\w+)|\bimage is in use by (?:a )?container:? ?(\w*)|: image used by (\w+)|container (\w+) is using its referenced image/i,
    kind: 'conflict',
    say: (match) => imageInUse(shortIds(named(match) ?? '')),
    source: [
      'moby/moby daemon/images/image_delete.go',
      'moby/moby daemon/containerd/image_delete.go',
      'containers/podman vendor/go.podman.io/storage/store.go',
    ],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'image-has-several-names',
    pattern: /image is referenced in multiple repositories/i,
    kind: 'conflict',
    say: l10n.t('The image has several names. Remove them one by one, or force the removal.'),
    source: ['moby/moby daemon/images/image_delete.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'image-has-children',
    pattern: /image has dependent child images/i,
    kind: 'conflict',
    say: l10n.t('Other images are based on this one. Remove those first.'),
    source: ['moby/moby daemon/images/image_delete.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'not-an-image-name',
    pattern:
      /(?:^|: )invalid reference format|(?:^|: )invalid tag format|\bnot a valid repository\/tag|(?:^|: )invalid image reference|: repository name must be lowercase$/i,
    kind: 'invalid',
    say: l10n.t('That is not a valid image name. Use registry/name:tag, in lowercase.'),
    source: [
      'moby/moby vendor/github.com/distribution/reference/reference.go',
      'moby/moby vendor/github.com/distribution/reference/normalize.go',
    ],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
]);

export const archiveSentences = table(() => [
  {
    id: 'oci-archive',
    // What has no manifest.json is taken for an archive of Docker before 1.10, whose folders are images.
    pattern: /\/(?:blobs|oci-layout|index\.json)\/json: no(?:t a directory| such file)/i,
    kind: 'unsupported',
    say: l10n.t(
      'The archive is an OCI image layout, which this engine cannot load. Create it with docker save, or use an engine with the containerd image store.',
    ),
    source: ['moby/moby daemon/internal/image/tarexport/load.go'],
    engines: 'Docker 20.10 to 29 with the classic image store',
  },
  {
    id: 'broken-archive',
    pattern:
      /(?:^|: )(?:archive\/tar: )?invalid tar header|(?:^|: )unexpected EOF$|(?:manifest|index)\.json: no such file|repositories: no such file|(?:^|: )error processing tar file|(?:^|: )unrecognized image format|payload does not match any of the supported image formats/i,
    kind: 'invalid',
    say: l10n.t('The archive is corrupt, or not of the expected type. Create it again and retry.'),
    source: [
      'moby/moby vendor/github.com/vbatts/tar-split/archive/tar/common.go',
      'moby/moby vendor/github.com/moby/go-archive/chrootarchive/archive_linux.go',
      'containerd/containerd core/images/archive/importer.go',
      'containers/podman vendor/go.podman.io/common/libimage/load.go',
    ],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
]);

function imageInUse(container: string): string {
  return container === ''
    ? l10n.t('A container uses the image. Remove that container first.')
    : l10n.t('The container {0} uses the image. Remove that container first.', container);
}
