// Builds an image.
import type { Engine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import type { Connection } from './connection.ts';

export async function buildImage(_: Connection, ..._request: Parameters<Engine['build']>): ReturnType<Engine['build']> {
  throw new EngineError('unsupported', 'Building is not there yet.');
}
