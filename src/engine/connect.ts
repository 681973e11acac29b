// From an endpoint to an engine. Keeps dockerode out of everything that only might need an engine: it is loaded here,
// at the first connection.
import type { ConnectionOptions } from './dockerode/connection.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import type { Engine } from './engine.ts';

/** Opens no connection yet: whether the engine answers shows at the first call. */
export async function connect(endpoint: Endpoint, options?: ConnectionOptions): Promise<Engine> {
  const { createEngine } = await import('./dockerode/client.ts');
  return createEngine(endpoint, options);
}
