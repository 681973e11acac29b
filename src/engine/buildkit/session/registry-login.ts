// Tells the engine who the user is at a registry that a build needs, and nothing about any other registry.
// Source: github.com/moby/buildkit, session/auth/auth.proto.
import type { CredentialLookup } from '../../../registry/credential.ts';
import { registryOf } from '../../../registry/registry-host.ts';
import { textField } from '../protobuf.ts';
import { writeProtobuf } from '../protobuf-writer.ts';
import { GrpcError, type GrpcMethod, grpcStatus, unary } from './grpc-server.ts';

export function registryLoginMethods(lookUp: CredentialLookup): [path: string, method: GrpcMethod][] {
  const credentials = unary(async (request, { signal }) => {
    const credential = await lookUp(registryOf(textField(request, 1)), signal);
    if (credential === undefined) return writeProtobuf();
    // A secret without a name is a refresh token.
    return credential.kind === 'identity-token'
      ? writeProtobuf([2, credential.identityToken])
      : writeProtobuf([1, credential.username], [2, credential.password]);
  });
  // Then the engine fetches tokens itself, with the credentials.
  const getTokenAuthority = unary(() => {
    throw new GrpcError(grpcStatus.unavailable, 'This client fetches no tokens.');
  });
  return [
    ['/moby.filesync.v1.Auth/Credentials', credentials],
    ['/moby.filesync.v1.Auth/GetTokenAuthority', getTokenAuthority],
  ];
}
