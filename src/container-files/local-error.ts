// What this machine's disk refuses while files are copied, in a person's words.
import * as l10n from '@vscode/l10n';
import { UserError } from '../user-error.ts';
import { nameOf } from './paths.ts';

/** Anything else comes out as it is. */
export function localError(error: unknown): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
      return new UserError('failed', l10n.t('The disk is full. Nothing was copied. Free some space and try again.'), {
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
      return new UserError(
        'failed',
        l10n.t('You do not have permission to write "{0}". Choose another folder.', path ?? ''),
        {
          cause: error,
        },
      );
    case 'ENAMETOOLONG':
      return new UserError(
        'failed',
        l10n.t('The name "{0}" is too long for this machine. Nothing was copied.', shortened(nameOf(path ?? ''))),
        {
          cause: error,
        },
      );
    case 'EINVAL':
      return new UserError('failed', l10n.t('"{0}" is not a valid file name on this machine.', nameOf(path ?? '')), {
        cause: error,
      });
    default:
      return error;
  }
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name;
}
