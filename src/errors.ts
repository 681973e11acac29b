// The one kind of error that leaves the folders of the engine and the registries, and is made there alone. Others decide by
// `kind`, never by a message's text; what they have to say themselves is a `UserError`.

export type EngineErrorKind =
  /** Nothing answers at the endpoint (no socket, connection refused, host unknown, timed out). */
  | 'unreachable'
  /** The socket or the engine refuses this user. */
  | 'permission-denied'
  /** The engine's host refuses the login, or is not the machine that it was. Trying again by ourselves would not help. */
  | 'login-refused'
  /** The endpoint itself is no good: unknown context, malformed DOCKER_HOST, missing certificate. */
  | 'bad-endpoint'
  /** The connection broke in the middle of a stream: the engine died or restarted. */
  | 'connection-lost'
  /** No such container, image, volume or network. */
  | 'not-found'
  /** The image asked for is in no registry, or not to be seen without logging in. */
  | 'image-not-found'
  /** The name is taken by another object. */
  | 'name-in-use'
  /** A port of the host is taken. */
  | 'port-in-use'
  /** All is as it was asked for already: no failure, and told as information. */
  | 'nothing-to-do'
  /** The object is in a state that forbids the request (still running, in use by containers …). */
  | 'conflict'
  /** A registry refuses the credentials, or wants some. */
  | 'registry-denied'
  /** A registry could not be reached, by the engine or by us. */
  | 'registry-unreachable'
  /** A registry wants to be asked less for a while, or has no more room for this account. */
  | 'registry-limit'
  /** A registry answers with a failure of its own, or it is none. */
  | 'registry-failed'
  /** A credential helper or config.json fails: what is stored cannot be read or changed. */
  | 'credential-store'
  /** The Dockerfile is wrong or a step failed. */
  | 'build-failed'
  /** No such Dockerfile or build context. */
  | 'build-input'
  /** The request itself is malformed (a name that is none, a port out of range). */
  | 'invalid'
  /** The engine lacks what was asked for. */
  | 'unsupported'
  /** Anything else that the engine said. */
  | 'failed';

/** Where a Dockerfile is wrong that is refused before any of its steps, as far as the engine says. */
export type DockerfilePlace =
  /** The first is 0. */
  | { readonly line: number }
  /** What a FROM starts from, as it is written or with its variables replaced. */
  | { readonly base: string };

/** A failure as a person should read it: `message` is one sentence without a stack or a status code. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly kind: EngineErrorKind;
  readonly place: DockerfilePlace | undefined;

  constructor(
    kind: EngineErrorKind,
    message: string,
    { place, ...options }: { cause?: unknown; place?: DockerfilePlace | undefined } = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.place = place;
  }
}

/**
 * Whether `error` is an EngineError, of that kind if one is given. By name, so that it holds for an error
 * of another copy of the class, too.
 */
export function isEngineError(error: unknown, kind?: EngineErrorKind): error is EngineError {
  return (
    error instanceof Error &&
    error.name === 'EngineError' &&
    (kind === undefined || (error as EngineError).kind === kind)
  );
}
