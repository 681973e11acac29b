// The files that decide which engine is meant: when one of them changes, the endpoint is to be resolved again.
import { join } from 'node:path';
import { contextFile, currentContext } from './docker-context.ts';
import type { EndpointSource } from './endpoint.ts';

/** Paths; a file need not exist. None where the environment or the setting name an address. */
export function filesOfEndpoint({ env, dockerConfigFolder, setting }: EndpointSource): string[] {
  const chosen = setting?.trim();
  if (chosen?.includes('://') || (!chosen && env.DOCKER_HOST)) return [];
  const config = join(dockerConfigFolder, 'config.json');
  const name = chosen || env.DOCKER_CONTEXT || currentContext(dockerConfigFolder);
  return name ? [config, contextFile(dockerConfigFolder, name)] : [config];
}
