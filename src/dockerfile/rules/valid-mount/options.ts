// Each option of a mount by itself: its name, and what its value may be.
// Source: BuildKit's frontend/dockerfile/instructions/commands_runmount.go.
import * as l10n from '@vscode/l10n';
import { nearest } from '../../knowledge/nearest.ts';
import type { Resolve } from '../../meaning/flags-with-variables.ts';
import type { MountOption, RunMount } from '../../meaning/run-mounts.ts';
import { excerpt } from '../../rule-parts/excerpt.ts';
import type { MountFault, ReadOptions } from './fault.ts';
import { valueFault } from './values.ts';

/** Other names of options, and all options under the name that they are kept by. */
const names: ReadonlyMap<string, string> = new Map([
  ...['type', 'from', 'source', 'target', 'readonly', 'readwrite', 'id', 'sharing', 'required', 'size', 'mode'].map(
    same,
  ),
  ...['uid', 'gid', 'env'].map(same),
  ['src', 'source'],
  ['dst', 'target'],
  ['destination', 'target'],
  ['ro', 'readonly'],
  ['rw', 'readwrite'],
]);

/** They may stand without a value. */
const switches = new Set(['readonly', 'readwrite', 'required']);
const switchTypes = ['secret', 'ssh'];

function same(name: string): [string, string] {
  return [name, name];
}

export function optionFaults(
  { options, type: lastType }: RunMount,
  resolve: Resolve,
): { readonly faults: readonly MountFault[]; readonly read: ReadOptions } {
  const faults: MountFault[] = [];
  const read = new Map<string, string | undefined>();
  // The builder goes from left to right: until it has seen the type, it is a bind mount.
  let type: string | undefined = 'bind';
  for (const option of options) {
    const name = names.get(option.name);
    const value = option.value && resolve(option.value.text);
    const fault =
      nameFault(option, name) ??
      (name === undefined ? undefined : (placeFault(option, name, type, lastType) ?? valueFault(option, name, value)));
    if (fault) faults.push(fault);
    else if (name === 'type') type = value?.toLowerCase();
    if (name !== undefined) read.set(name, option.value === undefined ? '' : value);
  }
  return { faults, read };
}

function nameFault(
  { name, nameSpan, value, start, end }: MountOption,
  known: string | undefined,
): MountFault | undefined {
  if (name === '') {
    // What parts it from the option before, or `=` if it is the first.
    return {
      span: { start: start - 1, end },
      message: l10n.t('A mount option is missing here; remove the comma'),
    };
  }
  if (known !== undefined) {
    if (value !== undefined || switches.has(known)) return undefined;
    return { span: { start, end }, message: l10n.t('The mount option {0} needs a value: {0}=…', name) };
  }
  const meant = nearest(name, [...names.keys()]);
  return {
    span: nameSpan,
    message:
      meant === undefined
        ? l10n.t('Mounts have no option "{0}"; use {1}', excerpt(name), [...new Set(names.values())].join(', '))
        : l10n.t('Mounts have no option "{0}"; did you mean {1}?', excerpt(name), meant),
    fix: meant === undefined ? undefined : { title: l10n.t('Change to {0}', meant), span: nameSpan, text: meant },
  };
}

/** Two options go with some types only, and those must be known by then. */
function placeFault(
  { nameSpan }: MountOption,
  name: string,
  type: string | undefined,
  lastType: string,
): MountFault | undefined {
  const types = name === 'required' ? switchTypes : name === 'size' ? ['tmpfs'] : undefined;
  if (!types || type === undefined || types.includes(type)) return undefined;
  return {
    span: nameSpan,
    message: types.includes(lastType)
      ? l10n.t('The option {0} must come after the type, {1}', name, lastType)
      : l10n.t('The option {0} is only for mounts of type {1}, not for {2}', name, types.join(', '), excerpt(type)),
  };
}
