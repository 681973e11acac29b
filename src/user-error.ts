// What a person is told that is no engine's or registry's failure: guidance, and failures told anew with a way on from them.
import { type EngineError, type EngineErrorKind, isEngineError } from './errors.ts';

/** A button below a message. */
export interface Offer {
  readonly title: string;
  run(): Promise<void>;
}

/** `message`: whole sentences that say what to do. `nothing-to-do` is told as information. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly kind: EngineErrorKind;
  readonly offer: Offer | undefined;
  /** Another way on, beside `offer`. */
  readonly also: Offer | undefined;

  constructor(
    kind: EngineErrorKind,
    message: string,
    {
      offer,
      also,
      ...options
    }: { readonly cause?: unknown; readonly offer?: Offer | undefined; readonly also?: Offer | undefined } = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.offer = offer;
    this.also = also;
  }
}

/** Of that kind if one is given. By name, as `isEngineError`. */
export function isUserError(error: unknown, kind?: EngineErrorKind): error is UserError {
  return (
    error instanceof Error && error.name === 'UserError' && (kind === undefined || (error as UserError).kind === kind)
  );
}

export type KnownFailure = EngineError | UserError;

/** Whether it was foreseen, by whomever: its message is for people. Others decide by the kind, too. */
export function isKnownFailure(error: unknown, kind?: EngineErrorKind): error is KnownFailure {
  return isEngineError(error, kind) || isUserError(error, kind);
}

/** What `work` answers; undefined if it fails as one of `kinds`. All else comes out as it is. */
export async function unless<T>(work: Promise<T>, ...kinds: readonly EngineErrorKind[]): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (kinds.some((kind) => isKnownFailure(error, kind))) return undefined;
    throw error;
  }
}
