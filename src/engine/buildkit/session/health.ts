// Says that the session lives: newer engines ask every few seconds, and give the build up without an answer.
// Source: github.com/grpc/grpc-proto, grpc/health/v1/health.proto.
import { writeProtobuf } from '../protobuf-writer.ts';
import { type GrpcMethod, unary } from './grpc-server.ts';

const serving = 1;

export function healthMethods(): [path: string, method: GrpcMethod][] {
  return [['/grpc.health.v1.Health/Check', unary(() => writeProtobuf([1, serving]))]];
}
