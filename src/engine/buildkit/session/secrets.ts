// Gives the engine the secrets that a build may mount. Read when they are asked for and kept nowhere.
// Source: github.com/moby/buildkit, session/secrets/secrets.proto.

import { textField } from '../protobuf.ts';
import { writeProtobuf } from '../protobuf-writer.ts';
import { GrpcError, type GrpcMethod, grpcStatus, unary } from './grpc-server.ts';

/** Rejects with what goes wrong; undefined: there is no secret of that id. */
export type SecretReader = (id: string) => Promise<Uint8Array | undefined>;

export function secretMethods(read: SecretReader): [path: string, method: GrpcMethod][] {
  const getSecret = unary(async (request) => {
    const id = textField(request, 1);
    const value = await read(id);
    // These words are what the engine itself looks for: an optional secret may be missing.
    if (value === undefined) throw new GrpcError(grpcStatus.notFound, `secret ${id} not found`);
    return writeProtobuf([1, value]);
  });
  return [['/moby.buildkit.secrets.v1.Secrets/GetSecret', getSecret]];
}
