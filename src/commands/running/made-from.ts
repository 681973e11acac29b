// Which remembered options a container was made from, kept beside them: nothing of it is written to the engine. Where those are
// others now, it says which. It says nothing where that is not known: a miss is better than a false alarm.

import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { EngineId } from '../../engine/engine-id.ts';
import { memoryOfEngine } from '../host/engine-memory.ts';
import type { Remembering } from '../host/memory.ts';
import { runOptions, valuesOf } from '../options/index.ts';
import { lastRun, lastSaved, type RememberedRun, savedRuns } from './memory.ts';

export interface MadeFrom {
  /** The image whose options they are. */
  readonly reference: string;
  /** The name of saved options; undefined: those of the last run. */
  readonly saved?: string | undefined;
  /** As they were. */
  readonly run: RememberedRun;
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

const key = 'made from';

type Records = Readonly<Record<string, MadeFrom>>;

const recordsOf = ({ memory }: Remembering, engine: EngineId): Records =>
  memoryOfEngine(memory, engine).get<Records>(key) ?? {};

export const madeFrom = (host: Remembering, engine: EngineId, container: string): MadeFrom | undefined =>
  recordsOf(host, engine)[container];

/** What was kept of containers that are gone is dropped. */
export async function noteMadeFrom(
  host: Remembering,
  engine: Pick<Engine, 'id' | 'containers'>,
  container: string,
  made: MadeFrom,
): Promise<void> {
  const there = new Set((await engine.containers.list()).map(({ id }) => id));
  const records = { ...recordsOf(host, engine.id), [container]: made };
  const kept = Object.entries(records).filter(([id]) => there.has(id));
  await memoryOfEngine(host.memory, engine.id).set(key, Object.fromEntries(kept));
}

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
  const options = runOptions.flatMap(({ name, kind }): OptionDifference[] => {
    if (ofTheClient.has(name)) return [];
    if (name === 'env') return differingVariables(made, now);
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
