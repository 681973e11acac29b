// ImageApi over dockerode. What asks registries is loaded once it is wanted.

import * as l10n from '@vscode/l10n';
import { shortName } from '../../image-reference.ts';
import { isHelper } from '../helper.ts';
import type { ImageApi } from '../image-api.ts';
import { answeredList } from './answered-list.ts';
import type { Connection } from './connection.ts';
import { importFiles, loadImages, saveImages } from './image-archives.ts';
import {
  type ApiHistoryEntry,
  type ApiImage,
  type ApiImageDetails,
  historyEntry,
  imageDetails,
  imageOf,
} from './image-models.ts';
import { imagePath, nameAndTag } from './image-names.ts';
import { pulledNames } from './pulled-names.ts';

/** For which platforms an image is here. Engines that know no manifests take no notice. */
const withManifests = 'manifests=1';

export function createImageApi(connection: Connection): ImageApi {
  const { docker, transport, words, quickly, patiently } = connection;
  return {
    list: (signal) =>
      quickly(signal, async (abortSignal) => {
        const request = { method: 'GET', path: '/images/json', query: withManifests } as const;
        const answer = await transport.json(request, abortSignal);
        const found = answeredList<ApiImage>(answer, l10n.t('images'), words, ({ Id }) => Id);
        return found.filter(({ Labels }) => !isHelper(Labels)).map(imageOf);
      }),
    inspect: (reference, signal) =>
      quickly(signal, async (abortSignal) => {
        // Not dockerode's inspect: that one cannot be aborted.
        const path = `/images/${imagePath(reference)}/json`;
        const request = { method: 'GET', path, query: withManifests } as const;
        return imageDetails(await transport.json<ApiImageDetails>(request, abortSignal));
      }),
    pull: async (reference, onProgress, signal, options) =>
      (await import('./transfer.ts')).pullImage(connection, reference, onProgress, signal, options),
    push: async (reference, onProgress, signal, account) =>
      (await import('./transfer.ts')).pushImage(connection, reference, onProgress, signal, account),
    pushAll: async (repository, onProgress, signal, account) =>
      (await import('./transfer.ts')).pushAllTags(connection, repository, onProgress, signal, account),
    verifyCredential: async (registry, credential, signal) =>
      (await import('./registry-auth.ts')).verifyCredential(connection, registry, credential, signal),
    pulledNames: (signal) => pulledNames(connection, signal),
    tag: (reference, newReference, signal) =>
      patiently(signal, async (abortSignal) => {
        const { name, tag } = nameAndTag(newReference);
        await docker.getImage(imagePath(reference)).tag({ repo: name, tag, abortSignal });
      }),
    remove: (reference, { force = false } = {}, signal) =>
      patiently(signal, async (abortSignal) => {
        const changes: { Untagged?: string; Deleted?: string }[] = await docker
          .getImage(imagePath(reference))
          .remove({ force, abortSignal });
        return {
          untagged: changes.flatMap(({ Untagged }) => (Untagged ? shortName(Untagged) : [])),
          deleted: changes.flatMap(({ Deleted }) => Deleted ?? []),
        };
      }),
    history: (reference, signal) =>
      quickly(signal, async (abortSignal) => {
        const path = `/images/${imagePath(reference)}/history`;
        // Of an image that is here for other platforms alone, containerd's store answers null.
        const entries = await transport.json<ApiHistoryEntry[] | null>({ method: 'GET', path }, abortSignal);
        return (entries ?? []).map(historyEntry);
      }),
    // Loaded at once: an archive that is sent may break at any time, and whoever sends it must listen by then.
    save: (references, signal) => saveImages(connection, references, signal),
    load: (archive, signal) => loadImages(connection, archive, signal),
    importFiles: (archive, request, signal) => importFiles(connection, archive, request, signal),
    search: async (term, signal, account) =>
      (await import('./image-search.ts')).searchImages(connection, term, signal, account),
  };
}
