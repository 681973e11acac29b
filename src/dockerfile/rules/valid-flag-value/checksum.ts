// ADD --checksum: the digest of the one file that is fetched. Sources: BuildKit's dockerfile2llb/convert_copy.go and the
// digests of the OCI image specification.

import * as l10n from '@vscode/l10n';
import { isRemote } from '../../knowledge/file-kinds.ts';
import { flagValue } from '../../meaning/builder-instructions.ts';
import { copyArguments } from '../../meaning/copy-arguments.ts';
import type { Resolve } from '../../meaning/flags-with-variables.ts';
import { excerpt } from '../../rule-parts/excerpt.ts';
import type { DockerfileDocument, Flag, Instruction } from '../../text/document.ts';
import type { FlagFault } from './fault.ts';

/** By name: how many hexadecimal digits it has. */
const algorithms: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

export function checksumFault(
  document: DockerfileDocument,
  add: Instruction,
  flag: Flag,
  resolve: Resolve,
): FlagFault | undefined {
  const value = resolve(flagValue(document, flag) ?? '');
  const copy = copyArguments(document, add);
  // An empty one is as good as none.
  if (!flag.value || value === '' || !copy) return undefined;
  const [first, second] = copy.sources;
  if (!first || second) {
    return {
      span: second ?? flag,
      message: l10n.t('--checksum is for a single URL; download the others with another ADD'),
    };
  }
  const source = resolve(first.text);
  if (source === undefined) return undefined;
  if (!isRemote(source)) {
    return {
      span: flag,
      message: l10n.t('--checksum is for downloads; {0} comes from the build context', excerpt(source)),
    };
  }
  // That of a repository is the beginning of a commit's hash.
  const isFile = /^https?:/i.test(source) && !/\.git(?:$|[#?])/.test(source);
  const message = isFile && value !== undefined ? digestFault(value) : undefined;
  return message === undefined ? undefined : { span: flag.value, message };
}

function digestFault(value: string): string | undefined {
  const [, algorithm = '', digits = ''] = /^([^:]*):(.*)$/.exec(value) ?? [];
  const length = algorithms.get(algorithm);
  if (algorithm === '')
    return l10n.t('"{0}" is not a digest; use sha256: and its 64 hexadecimal digits', excerpt(value));
  if (length === undefined)
    return l10n.t('The builder does not support the digest "{0}"; use sha256, sha384 or sha512', excerpt(algorithm));
  if (/[^0-9a-f]/.test(digits)) return l10n.t('A digest can only have the digits 0 to 9 and a to f, in lowercase');
  return digits.length === length
    ? undefined
    : l10n.t('A {0} digest has {1} digits, but this one has {2}', algorithm, length, digits.length);
}
