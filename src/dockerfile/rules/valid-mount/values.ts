// What the values of a mount's options may be. Sources: BuildKit's frontend/dockerfile/instructions/commands_runmount.go, and
// go-units for sizes.
import * as l10n from '@vscode/l10n';
import { nearest } from '../../knowledge/nearest.ts';
import type { MountOption } from '../../meaning/run-mounts.ts';
import { shown } from '../../rule-parts/shown-text.ts';
import type { MountFault } from './fault.ts';

interface ValueKind {
  isValid(value: string): boolean;
  /** Behind "… is no". */
  readonly noun: string;
  /** Behind "write". */
  readonly instead: string;
  /** Variables are not replaced in it. */
  readonly isRaw?: true;
  /** If there are only a few. */
  readonly choices?: readonly string[];
}

/** In any case. */
function oneOf(noun: string, choices: readonly string[]): ValueKind {
  return { noun, choices, instead: choices.join(', '), isValid: (value) => choices.includes(value.toLowerCase()) };
}

const largestNumber = 4_294_967_295;
/** As Go reads it. */
const boolean: ValueKind = {
  noun: 'boolean',
  instead: l10n.t('true or false'),
  isValid: (value) => /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value),
};
const userNumber: ValueKind = {
  noun: l10n.t('number of a user or group'),
  instead: l10n.t('digits alone: names are not looked up'),
  isValid: (value) => /^\d+$/.test(value) && Number(value) <= largestNumber,
};

/** A dollar at the very end is taken for part of the name, which no image has. */
const source: ValueKind = {
  noun: l10n.t('name of a stage or image, since variables are not replaced here'),
  instead: 'FROM with it above, and its name here',
  isRaw: true,
  isValid: (value) => !value.includes('$'),
};

/** By the name that an option is kept by; all others take any value. */
const kinds: ReadonlyMap<string, ValueKind> = new Map([
  ['from', source],
  ['type', oneOf(l10n.t('type of mount'), ['bind', 'cache', 'tmpfs', 'secret', 'ssh'])],
  ['sharing', oneOf(l10n.t('way to share a cache'), ['shared', 'private', 'locked'])],
  ['readonly', boolean],
  ['readwrite', boolean],
  ['required', boolean],
  ['uid', userNumber],
  ['gid', userNumber],
  [
    'mode',
    {
      noun: l10n.t('mode of files'),
      instead: l10n.t('an octal number such as 0700'),
      isValid: (value) => /^[0-7]+$/.test(value) && Number.parseInt(value, 8) <= largestNumber,
    },
  ],
  [
    'size',
    {
      noun: 'size',
      instead: l10n.t('a number with a unit, such as 64m'),
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
      ? { span: option, message: l10n.t('{0}= says nothing; write {1}', option.name, kind.instead) }
      : { span: option.value, message: l10n.t('{0} is empty here; write {1}', shown(written), kind.instead) };
  }
  const meant = nearest(value.toLowerCase(), kind.choices ?? []);
  return {
    span: option.value,
    message: `"${shown(value)}" is no ${kind.noun}; ${meant === undefined ? `write ${kind.instead}` : `did you mean ${meant}`}`,
    fix:
      meant === undefined || option.value.text !== value
        ? undefined
        : { title: l10n.t('Change to {0}', meant), span: option.value, text: meant },
  };
}
