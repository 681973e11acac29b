// ImageApi over dockerode.
import type { ImageInspectInfo } from 'dockerode';
import type { ImageApi } from '../image-api.ts';
import type { Connection } from './connection.ts';
import { imageDetails, imageOf } from './image-models.ts';
import { imagePath, nameAndTag } from './image-names.ts';
import { pullImage, pushImage } from './transfer.ts';

export function createImageApi(connection: Connection): ImageApi {
  const { docker, transport, quickly, patiently } = connection;
  return {
    list: (signal) =>
      quickly(signal, async (abortSignal) => {
        const found = await docker.listImages({ abortSignal });
        return found.map(imageOf);
      }),
    inspect: (reference, signal) =>
      quickly(signal, async (abortSignal) => {
        // Not dockerode's inspect: that one cannot be aborted.
        const path = `/images/${imagePath(reference)}/json`;
        return imageDetails(await transport.json<ImageInspectInfo>({ method: 'GET', path }, abortSignal));
      }),
    pull: (reference, onProgress, signal) => pullImage(connection, reference, onProgress, signal),
    push: (reference, onProgress, signal) => pushImage(connection, reference, onProgress, signal),
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
          untagged: changes.flatMap(({ Untagged }) => Untagged ?? []),
          deleted: changes.flatMap(({ Deleted }) => Deleted ?? []),
        };
      }),
  };
}
