// What is wrong with a flag's value, and the two simplest kinds: words of a list, and modes.
import * as l10n from '@vscode/l10n';
import { nearest } from '../../knowledge/nearest.ts';
import { flagValue } from '../../meaning/builder-instructions.ts';
import type { Resolve } from '../../meaning/flags-with-variables.ts';
import { excerpt } from '../../rule-parts/excerpt.ts';
import type { DockerfileDocument, Flag } from '../../text/document.ts';
import type { Span } from '../../text/range.ts';

export interface FlagFault {
  readonly span: Span;
  readonly message: string;
  /** What to write instead of it; a guess. */
  readonly meant?: string | undefined;
}

/** In this case alone. */
export function choiceFault(
  document: DockerfileDocument,
  flag: Flag,
  choices: readonly string[],
): FlagFault | undefined {
  const value = flagValue(document, flag);
  if (!flag.value || value === undefined || choices.includes(value)) return undefined;
  const list = choices.join(', ');
  if (value === '') return { span: flag, message: l10n.t('--{0} has no value; use one of {1}', flag.name, list) };
  const meant = nearest(value.toLowerCase(), choices);
  const message = l10n.t('"{0}" is not a valid value for --{1}; use one of {2}', excerpt(value), flag.name, list);
  return { span: flag.value, message, meant };
}

/** Changes as chmod has them: who, how, what. */
const symbolicMode = /^[augo]*(?:[-+=][rstwXxugo]*)+(?:,[augo]*(?:[-+=][rstwXxugo]*)+)*$/;

export function modeFault(document: DockerfileDocument, flag: Flag, resolve: Resolve): FlagFault | undefined {
  const value = resolve(flagValue(document, flag) ?? '');
  if (!flag.value || value === undefined || value === '' || symbolicMode.test(value)) return undefined;
  if (/^[0-7]+$/.test(value) && Number.parseInt(value, 8) <= 0o7777) return undefined;
  const isTooLarge = /^[0-7]+$/.test(value);
  return {
    span: flag.value,
    message: isTooLarge
      ? l10n.t('The mode {0} is too large; the maximum is 7777', excerpt(value))
      : l10n.t('"{0}" is not a mode; use an octal number such as 0755, or changes such as u=rwX,go=rX', excerpt(value)),
  };
}
