// ContainerApi over dockerode: the plain calls here, the streams in their own files, which are loaded once one is wanted.
import * as l10n from '@vscode/l10n';
import type { ContainerInfo } from 'dockerode';
import type { ContainerApi } from '../container-api.ts';
import { isHelper } from '../helper.ts';
import { openBody } from './answer-body.ts';
import { answeredList } from './answered-list.ts';
import type { Connection } from './connection.ts';
import { commitContainer } from './container-commit.ts';
import { containerDetails } from './container-details.ts';
import { createContainerInputs } from './container-input.ts';
import { changesOf, containerOf } from './container-models.ts';
import { inspectContainer } from './inspect-container.ts';
import { queryString } from './modem.ts';

export function createContainerApi(connection: Connection): ContainerApi {
  const { docker, transport, words, quickly, patiently } = connection;
  const inputs = createContainerInputs(connection);
  // dockerode puts ids into the path as they are.
  const container = (id: string) => docker.getContainer(encodeURIComponent(id));
  const pathOf = (id: string) => `/containers/${encodeURIComponent(id)}`;
  /** For what answers nothing but that it was done. */
  const post = (id: string, what: string, query: Record<string, unknown>, signal: AbortSignal | undefined) =>
    patiently(signal, async (abortSignal) => {
      const path = `${pathOf(id)}/${what}`;
      await transport.text({ method: 'POST', path, query: queryString(query) }, abortSignal);
    });
  return {
    list: (signal) =>
      quickly(signal, async (abortSignal) => {
        // `all`: else Podman leaves out paused ones, too.
        const answer = await docker.listContainers({ all: true, abortSignal });
        const found = answeredList<ContainerInfo>(answer, l10n.t('containers'), words, ({ Id }) => Id);
        return found.filter(({ Labels }) => !isHelper(Labels)).map((info) => containerOf(info, Date.now()));
      }),
    get: (id, signal) =>
      quickly(signal, async (abortSignal) => {
        const answer = await docker.listContainers({ all: true, filters: { id: [id] }, abortSignal });
        const found = answeredList<ContainerInfo>(answer, l10n.t('containers'), words, ({ Id }) => Id);
        // The filter matches beginnings.
        const info = found.find((candidate) => candidate.Id === id);
        return info && containerOf(info, Date.now());
      }),
    inspect: (id, signal) =>
      quickly(signal, async (abortSignal) => containerDetails(await inspectContainer(connection, id, abortSignal))),
    create: async (request, signal, onWarning) =>
      (await import('./container-create.ts')).createContainer(connection, request, signal, onWarning),
    update: (id, resources, signal) =>
      patiently(signal, async (abortSignal) => {
        const body = JSON.stringify(resources);
        const answer = { method: 'POST', path: `${pathOf(id)}/update`, body } as const;
        return (await transport.json<{ Warnings?: string[] | null }>(answer, abortSignal)).Warnings ?? [];
      }),
    start: (id, signal) => patiently(signal, async (abortSignal) => void (await container(id).start({ abortSignal }))),
    stop: (id, signal, seconds) => post(id, 'stop', { t: seconds }, signal),
    kill: (id, name, signal) => post(id, 'kill', { signal: name }, signal),
    pause: (id, signal) => post(id, 'pause', {}, signal),
    unpause: (id, signal) => post(id, 'unpause', {}, signal),
    rename: (id, name, signal) => post(id, 'rename', { name }, signal),
    restart: (id, signal) =>
      patiently(signal, async (abortSignal) => void (await container(id).restart({ abortSignal }))),
    remove: (id, { force = false, volumes = false } = {}, signal) =>
      patiently(signal, async (abortSignal) => void (await container(id).remove({ force, v: volumes, abortSignal }))),
    attach: async (id, size, signal) => (await import('./attach.ts')).attach(connection, inputs, id, size, signal),
    startAttached: async (id, size, signal) =>
      (await import('./attach.ts')).startAttached(connection, inputs, id, size, signal),
    exec: async (id, request, size, signal) =>
      (await import('./exec.ts')).execInContainer(connection, id, request, size, signal),
    shells: async (id, signal) => (await import('./shells.ts')).findShells(connection, id, signal),
    followLogs: async (id, request, onOutput, signal) =>
      (await import('./logs.ts')).followLogs(connection, id, request, onOutput, signal),
    readLogs: async (id, request, onOutput, signal) =>
      (await import('./logs.ts')).readLogs(connection, id, request, onOutput, signal),
    stats: async (id, onSample, signal) =>
      (await import('./container-stats.ts')).followStats(connection, id, onSample, signal),
    processes: (id, signal) =>
      quickly(signal, async (abortSignal) => {
        const answer = await transport.json<{ Titles: string[]; Processes: string[][] | null }>(
          { method: 'GET', path: `${pathOf(id)}/top` },
          abortSignal,
        );
        return { titles: answer.Titles, rows: answer.Processes ?? [] };
      }),
    changes: (id, signal) =>
      patiently(signal, async (abortSignal) =>
        changesOf(await transport.json({ method: 'GET', path: `${pathOf(id)}/changes` }, abortSignal)),
      ),
    commit: (id, request, signal) => commitContainer(connection, id, request, signal),
    exportFiles: (id, signal) => openBody(connection, { method: 'GET', path: `${pathOf(id)}/export` }, signal),
  };
}
