// Which remembered options a container has, kept beside them: nothing of it is written to the engine. It is made from them, and may
// be changed while it is there. Where those that are remembered are others now, it says which. It says nothing where that is not
// known: a miss is better than a false alarm.

import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { EngineId } from '../../engine/engine-id.ts';
import { unless } from '../../user-error.ts';
import type { Remembering } from '../host/memory.ts';
import { runOptions, valuesOf } from '../options/index.ts';
import type { OptionValues } from '../options/option.ts';
import { inEnginesWords } from '../options/updatable.ts';
import { type ChangeableOptions, changeableOptions, isChangeable, withChanges } from './changed-options.ts';
import { keepRecords, recordsOf } from './made-records.ts';
import { lastRun, lastSaved, type RememberedRun, savedRuns } from './memory.ts';

export interface MadeFrom {
  /** The image whose options they are. */
  readonly reference: string;
  /** The name of saved options; undefined: those of the last run. */
  readonly saved?: string | undefined;
  /** As the container has them. */
  readonly run: RememberedRun;
}

interface Kept extends MadeFrom {
  /** Right after it was made; absent: kept before that was, or the container was gone at once. */
  readonly had?: ChangeableOptions | undefined;
  /** As it was seen last; absent: as it was made. */
  readonly has?: ChangeableOptions | undefined;
}

/** Without values that may be secret. There is one for each variable of the environment, with its name in the place of its value. */
export interface OptionDifference {
  /** The option's name; `command` is what stands behind the image. */
  readonly option: string;
  /** `--publish`, `--env MODE` */
  readonly words: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface OtherOptions extends MadeFrom {
  /** As they are now. */
  readonly now: RememberedRun;
  /** At least one. */
  readonly differences: readonly OptionDifference[];
}

export function madeFrom(host: Remembering, engine: EngineId, container: string): MadeFrom | undefined {
  const kept = recordsOf<Kept>(host, engine)[container];
  if (!kept) return undefined;
  const { reference, saved, run, had, has } = kept;
  return { reference, saved, run: had && has ? { ...run, values: withChanges(run.values, had, has) } : run };
}

/** What was kept of containers that are gone is dropped. */
export async function noteMadeFrom(
  host: Remembering,
  engine: Pick<Engine, 'id' | 'containers'>,
  container: string,
  made: MadeFrom,
): Promise<void> {
  const had = await seenOptions(engine, container);
  const there = new Set((await engine.containers.list()).map(({ id }) => id));
  const records = { ...recordsOf<Kept>(host, engine.id), [container]: { ...made, had } };
  const kept = Object.entries(records).filter(([id]) => there.has(id));
  await keepRecords(host, engine.id, Object.fromEntries(kept));
}

/** The container may have been changed since, by anybody: looks, where anything is kept of it. */
export async function noteChanges(
  host: Remembering,
  engine: Pick<Engine, 'id' | 'containers'>,
  container: string,
  signal?: AbortSignal,
): Promise<void> {
  const recordThere = () => recordsOf<Kept>(host, engine.id)[container];
  if (!recordThere()?.had) return;
  const has = await seenOptions(engine, container, signal);
  const kept = recordThere();
  if (!has || !kept || JSON.stringify(has) === JSON.stringify(kept.has ?? kept.had)) return;
  await keepRecords(host, engine.id, { ...recordsOf<Kept>(host, engine.id), [container]: { ...kept, has } });
}

/** undefined: it is gone. */
async function seenOptions(
  { containers }: Pick<Engine, 'containers'>,
  container: string,
  signal?: AbortSignal,
): Promise<ChangeableOptions | undefined> {
  const details = await unless(containers.inspect(container, signal), 'not-found');
  return details && changeableOptions(details.raw);
}

/** Whether what it says of the container may be wrong because the container was changed where nobody saw it. */
export const mayBeChanged = (host: Remembering, engine: EngineId, container: string): boolean =>
  otherOptionsOf(host, engine, container)?.differences.some(({ option }) => isChangeable(option)) ?? false;

/** undefined: they are the same, or it is not known. */
export function otherOptionsOf(host: Remembering, engine: EngineId, container: string): OtherOptions | undefined {
  const made = madeFrom(host, engine, container);
  const now = made && optionsNow(host, engine, made);
  const differences = now ? differingOptions(made.run, now) : [];
  return made && now && differences.length > 0 ? { ...made, now, differences } : undefined;
}

function optionsNow(host: Remembering, engine: EngineId, { reference, saved }: MadeFrom): RememberedRun | undefined {
  const image = { engine, reference };
  if (saved !== undefined) return savedRuns(host, image)[saved];
  // What was run last under a name has not changed what is run without one.
  return lastSaved(host, image) === undefined ? lastRun(host, image) : undefined;
}

/** `nginx`, or `nginx, "with debugger"` */
export const optionsName = ({ reference, saved }: MadeFrom): string =>
  saved === undefined ? reference : `${reference}, "${saved}"`;

export const differenceWords = ({ differences }: Pick<OtherOptions, 'differences'>): string =>
  differences.map(({ words }) => words).join(', ');

/** They say how a container is made and not what it is. */
const ofTheClient = new Set(['name', 'detach', 'pull']);

export function differingOptions(made: RememberedRun, now: RememberedRun): OptionDifference[] {
  const [madeLimits, limitsNow] = [made, now].map(({ values }) => inEnginesWords(values)) as [
    OptionValues,
    OptionValues,
  ];
  const options = runOptions.flatMap(({ name, kind, update }): OptionDifference[] => {
    if (ofTheClient.has(name)) return [];
    if (name === 'env') return differingVariables(made, now);
    if (update && JSON.stringify(madeLimits[name]) === JSON.stringify(limitsNow[name])) return [];
    const [before, after] = [optionValues(made, name), optionValues(now, name)];
    const inOrder = (values: readonly string[]) => JSON.stringify(kind === 'many' ? [...values].sort() : values);
    return inOrder(before) === inOrder(after) ? [] : [{ option: name, words: `--${name}`, before, after }];
  });
  const isCommandSame = JSON.stringify(made.command) === JSON.stringify(now.command);
  return isCommandSame || made.isCommandHidden || now.isCommandHidden
    ? options
    : [...options, { option: 'command', words: l10n.t('command'), before: made.command, after: now.command }];
}

const optionValues = ({ values, publishMeant }: RememberedRun, name: string): readonly string[] =>
  name === 'publish' && publishMeant ? publishMeant : valuesOf(values, name);

function differingVariables(made: RememberedRun, now: RememberedRun): OptionDifference[] {
  const [before, after] = [made, now].map(variableNames) as [string[], string[]];
  // Their values are not kept, so that a run without any may only mean that nobody typed them again.
  if (after.length === 0) return [];
  const names = [...new Set([...before, ...after])].filter((name) => {
    const [was, is] = [made.environmentMarks?.[name], now.environmentMarks?.[name]];
    const isOther = was !== undefined && is !== undefined && was !== is;
    return isOther || before.includes(name) !== after.includes(name);
  });
  const only = (all: readonly string[], name: string) => all.filter((each) => each === name);
  return names.map((name) => ({
    option: 'env',
    words: `--env ${name}`,
    before: only(before, name),
    after: only(after, name),
  }));
}

/** Those with values, and those whose values come from here. */
const variableNames = ({ values, environmentNames }: RememberedRun): string[] => [
  ...environmentNames,
  ...valuesOf(values, 'env'),
];
