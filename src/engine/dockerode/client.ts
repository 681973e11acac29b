// The Engine interface over dockerode: puts the parts together. Only files of this folder may import dockerode.

import type { Endpoint } from '../endpoint/endpoint.ts';
import type { Engine } from '../engine.ts';
import { engineId } from '../engine-id.ts';
import { createBuildCacheApi } from './build-cache.ts';
import { type ConnectionOptions, createConnection } from './connection.ts';
import { createContainerApi } from './containers.ts';
import { readDiskUsage } from './disk-usage.ts';
import { followEvents } from './events.ts';
import { createFilesApi } from './files.ts';
import { createImageApi } from './images.ts';
import { engineInfo } from './info.ts';
import { createNetworkApi } from './networks.ts';
import { createVolumeApi } from './volumes.ts';

export function createEngine(endpoint: Endpoint, options?: ConnectionOptions): Engine {
  const connection = createConnection(endpoint, options);
  let attending = 0;
  const { heartbeat, transport } = connection;
  return {
    id: engineId(endpoint.address),
    address: endpoint.words,
    hostName: endpoint.address.kind === 'socket' ? 'localhost' : endpoint.address.host,
    containers: createContainerApi(connection),
    images: createImageApi(connection),
    files: createFilesApi(connection),
    volumes: createVolumeApi(connection),
    networks: createNetworkApi(connection),
    buildCache: createBuildCacheApi(connection),
    diskUsage: (signal) => readDiskUsage(connection, signal),
    info: (signal) => engineInfo(connection, signal),
    events: (onEvent, onConnected, signal) => followEvents(connection, onEvent, onConnected, signal),
    build: async (request, onProgress, signal) => {
      // BuildKit's session and all that goes with it, which most sessions never need.
      const { buildImage } = await import('./build.ts');
      return buildImage(connection, request, onProgress, signal);
    },
    attend: () => {
      attending++;
      const leave = heartbeat.join({ onLost: () => {} });
      return () => {
        attending--;
        leave();
      };
    },
    get openStreams() {
      return heartbeat.users - attending;
    },
    close: () => {
      heartbeat.stop();
      transport.close();
    },
    retire: () =>
      heartbeat.whenUnused(() => {
        heartbeat.stop();
        transport.release();
      }),
  };
}
