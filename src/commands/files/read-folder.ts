// What is in a folder of a container or volume; of a failure the error says what is missing.
import { listFolder } from '../../container-files/container-files.ts';
import type { Listing } from '../../container-files/listing.ts';
import type { FileRef } from '../../explorer/file-ref.ts';
import { containerSource, type SourceServices, volumeSource } from './source.ts';

/** `nameOf`: of a container, by its id. */
export function readFolder(
  services: SourceServices,
  { top, path }: FileRef,
  nameOf: (id: string) => string | undefined,
  signal?: AbortSignal,
): Promise<Listing> {
  const { kind, id } = top;
  const source =
    kind === 'container'
      ? containerSource(services, { id, name: nameOf(id) ?? id.slice(0, 12) })
      : // Who opens a folder opens the next one soon.
        volumeSource(services, id, { lingers: true });
  return source.at(path, (engine, container, real) => listFolder(engine, container, real, signal), signal);
}
