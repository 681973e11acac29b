// Networks as the engine tells of them, and what can be done with them. Plain values: no dockerode, no editor.

import type { EndpointSettings } from './container-settings.ts';

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  /** `172.18.0.0/16` */
  readonly subnets: readonly string[];
  readonly internal: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
  /** `bridge`, `host`, `none`: the engine's own, which cannot be removed. */
  readonly predefined: boolean;
}

/** What `docker network create` is asked. */
export interface NetworkRequest {
  readonly name: string;
  readonly driver?: string;
  /** Its containers reach only each other. */
  readonly internal?: boolean;
  /** Containers may join it, even where it belongs to a swarm. */
  readonly attachable?: boolean;
  readonly ipv6?: boolean;
  /** The address ranges, one for each kind of address. */
  readonly subnets?: readonly {
    /** `172.30.0.0/16` */
    readonly subnet: string;
    readonly gateway?: string;
    /** The part of the subnet from which containers get their addresses. */
    readonly range?: string;
  }[];
  /** Of its driver. */
  readonly options?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface NetworkApi {
  list(signal?: AbortSignal): Promise<Network[]>;
  /** `containers`: ids of the running ones that are joined to it. */
  inspect(id: string, signal?: AbortSignal): Promise<{ readonly raw: unknown; readonly containers: readonly string[] }>;
  /** Answers the new id. */
  create(request: NetworkRequest, signal?: AbortSignal): Promise<string>;
  /** Joins a container to it, running or not. */
  connect(id: string, container: string, endpoint: EndpointSettings, signal?: AbortSignal): Promise<void>;
  disconnect(id: string, container: string, signal?: AbortSignal): Promise<void>;
  /** Rejects with `conflict` while a container is joined to it. */
  remove(id: string, signal?: AbortSignal): Promise<void>;
}
