// ContainerApi over dockerode: the plain calls here, the streams in their own files.
import type { ContainerApi } from '../container-api.ts';
import { attach } from './attach.ts';
import type { Connection } from './connection.ts';
import { containerDetails, containerOf, createBody } from './container-models.ts';
import { execInContainer } from './exec.ts';
import { followLogs } from './logs.ts';
import { findShells } from './shells.ts';

export function createContainerApi(connection: Connection): ContainerApi {
  const { docker, quickly, patiently } = connection;
  // dockerode puts ids into the path as they are.
  const container = (id: string) => docker.getContainer(encodeURIComponent(id));
  return {
    list: (signal) =>
      quickly(signal, async (abortSignal) => {
        // `all`: else Podman leaves out paused ones, too.
        const found = await docker.listContainers({ all: true, abortSignal });
        return found.map(containerOf);
      }),
    get: (id, signal) =>
      quickly(signal, async (abortSignal) => {
        const found = await docker.listContainers({ all: true, filters: { id: [id] }, abortSignal });
        // The filter matches beginnings.
        const info = found.find((candidate) => candidate.Id === id);
        return info && containerOf(info);
      }),
    inspect: (id, signal) =>
      quickly(signal, async (abortSignal) => containerDetails(await container(id).inspect({ abortSignal }))),
    create: (request, signal) =>
      patiently(signal, async (abortSignal) => {
        const options = { _query: { name: request.name }, _body: createBody(request), abortSignal };
        return (await docker.createContainer(options as object)).id;
      }),
    start: (id, signal) => patiently(signal, async (abortSignal) => void (await container(id).start({ abortSignal }))),
    stop: (id, signal) => patiently(signal, async (abortSignal) => void (await container(id).stop({ abortSignal }))),
    restart: (id, signal) =>
      patiently(signal, async (abortSignal) => void (await container(id).restart({ abortSignal }))),
    remove: (id, { force = false, volumes = false } = {}, signal) =>
      patiently(signal, async (abortSignal) => void (await container(id).remove({ force, v: volumes, abortSignal }))),
    attach: (id, size, signal) => attach(connection, id, size, signal),
    exec: (id, command, size, signal) => execInContainer(connection, id, command, size, signal),
    shells: (id, signal) => findShells(connection, id, signal),
    followLogs: (id, options, onOutput, signal) => followLogs(connection, id, options, onOutput, signal),
  };
}
