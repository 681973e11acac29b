// What is wrong with a build context, told as commands tell it.
import { BuildContextError } from '../../build-context/error.ts';
import { UserError } from '../../user-error.ts';

export async function contextFailuresAsSuch<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof BuildContextError ? new UserError('build-input', error.message, { cause: error }) : error;
  }
}
