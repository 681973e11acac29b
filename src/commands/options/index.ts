// The options of `docker run`, in the order in which a line has them: one table for the form, the line that is pasted, the
// line that is shown and the line that is copied.
import { advanced } from './advanced.ts';
import { basics } from './basics.ts';
import { limits } from './limits.ts';
import { network } from './network.ts';
import type { OptionValues, RunOption } from './option.ts';
import { security } from './security.ts';
import { storage } from './storage.ts';

export const runOptions: readonly RunOption[] = [
  ...basics,
  ...storage,
  ...network,
  ...limits,
  ...security,
  ...advanced,
];

const byName = new Map(
  runOptions.flatMap((option) => [option.name, ...(option.aliases ?? [])].map((name) => [name, option])),
);
const byLetter = new Map(runOptions.flatMap((option) => (option.short === undefined ? [] : [[option.short, option]])));

/** By its long name, or an older one. */
export const optionNamed = (name: string): RunOption | undefined => byName.get(name);
export const optionOfLetter = (letter: string): RunOption | undefined => byLetter.get(letter);

/** One that must be there: its name stands in the code. */
export function theOption(name: string): RunOption {
  const option = byName.get(name);
  if (!option) throw new Error(`there is no option ${name}`);
  return option;
}

/** `-p`, `--publish`: all ways to write it. */
export function flagsOf({ name, short, aliases = [] }: RunOption): string[] {
  return [...(short === undefined ? [] : [`-${short}`]), ...[name, ...aliases].map((each) => `--${each}`)];
}

/** The values without that option's, or with these. */
export function withValues(values: OptionValues, name: string, chosen: readonly string[]): OptionValues {
  const { [name]: _before, ...others } = values;
  return chosen.length === 0 ? others : { ...others, [name]: chosen };
}

export const valuesOf = (values: OptionValues, name: string): readonly string[] => values[name] ?? [];
export const isOn = (values: OptionValues, name: string): boolean => valuesOf(values, name).length > 0;
