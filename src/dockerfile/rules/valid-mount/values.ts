// What the values of a mount's options may be. Sources: BuildKit's frontend/dockerfile/instructions/commands_runmount.go, and
// go-units for sizes.
import * as l10n from '@vscode/l10n';
import { nearest } from '../../knowledge/nearest.ts';
import type { MountOption } from '../../meaning/run-mounts.ts';
import { excerpt } from '../../rule-parts/excerpt.ts';
import type { MountFault } from './fault.ts';

interface ValueKind {
  isValid(value: string): boolean;
  /** What to write: a clause of its own. */
  readonly advice: () => string;
  /** Variables are not replaced in it. */
  readonly isRaw?: true;
  /** If there are only a few. */
  readonly choices?: readonly string[];
}

/** In any case. */
function oneOf(choices: readonly string[]): ValueKind {
  return {
    choices,
    advice: () => l10n.t('use one of {0}', choices.join(', ')),
    isValid: (value) => choices.includes(value.toLowerCase()),
  };
}

const largestNumber = 4_294_967_295;
/** As Go reads it. */
const boolean: ValueKind = {
  advice: () => l10n.t('use true or false'),
  isValid: (value) => /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value),
};
const userNumber: ValueKind = {
  advice: () => l10n.t('use the numeric ID of a user or group'),
  isValid: (value) => /^\d+$/.test(value) && Number(value) <= largestNumber,
};

/** A dollar at the very end is taken for part of the name, which no image has. */
const source: ValueKind = {
  advice: () =>
    l10n.t('variables are not replaced here, so begin a stage with FROM and the variable, and use its name'),
  isRaw: true,
  isValid: (value) => !value.includes('$'),
};

/** By the name that an option is kept by; all others take any value. */
const kinds: ReadonlyMap<string, ValueKind> = new Map([
  ['from', source],
  ['type', oneOf(['bind', 'cache', 'tmpfs', 'secret', 'ssh'])],
  ['sharing', oneOf(['shared', 'private', 'locked'])],
  ['readonly', boolean],
  ['readwrite', boolean],
  ['required', boolean],
  ['uid', userNumber],
  ['gid', userNumber],
  [
    'mode',
    {
      advice: () => l10n.t('use an octal number such as 0700'),
      isValid: (value) => /^[0-7]+$/.test(value) && Number.parseInt(value, 8) <= largestNumber,
    },
  ],
  [
    'size',
    {
      advice: () => l10n.t('use a number with a unit, such as 64m'),
      isValid: (value) => /^\+?(?:\d+\.?\d*|\.\d+) ?(?:b|[kmgtp](?:b|ib)?)?$/i.test(value),
    },
  ],
]);

/** `name` is what the option is kept by; `resolved` undefined if it has no value, or one that only the build knows. */
export function valueFault(option: MountOption, name: string, resolved: string | undefined): MountFault | undefined {
  if (option.value === undefined) return undefined;
  const kind = kinds.get(name);
  const value = kind?.isRaw ? option.value.text : resolved;
  if (value === undefined || !kind || kind.isValid(value)) return undefined;
  if (value === '') {
    const written = option.value.text;
    return written === ''
      ? { span: option, message: l10n.t('{0}= has no value; {1}', option.name, kind.advice()) }
      : { span: option.value, message: l10n.t('{0} is empty; {1}', excerpt(written), kind.advice()) };
  }
  const meant = nearest(value.toLowerCase(), kind.choices ?? []);
  return {
    span: option.value,
    message:
      meant === undefined
        ? l10n.t('"{0}" is not a valid value for {1}; {2}', excerpt(value), option.name, kind.advice())
        : l10n.t('"{0}" is not a valid value for {1}; did you mean {2}?', excerpt(value), option.name, meant),
    fix:
      meant === undefined || option.value.text !== value
        ? undefined
        : { title: l10n.t('Change to {0}', meant), span: option.value, text: meant },
  };
}
