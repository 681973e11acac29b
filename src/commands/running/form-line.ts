// The row of the form that shows the run as a `docker run …` line, always in step, and takes one that is typed or pasted.
import * as l10n from '@vscode/l10n';
import { argumentsWithoutSecrets } from '../../dockerfile/knowledge/hidden-values.ts';
import { isKnownFailure, UserError } from '../../user-error.ts';
import type { Choice, Dialogs } from '../host/dialogs.ts';
import { valuesOf } from '../options/index.ts';
import { dockerRunLine } from '../options/line.ts';
import type { Run } from '../options/option.ts';
import { type PastedRun, parseRunLine } from '../options/parse-line.ts';
import { knownVariables, type Places, withFullPaths } from '../options/places.ts';
import type { Edit } from './form-questions.ts';
import type { FormState, RunForm } from './form-state.ts';

/** One row, and another one for each line that a long command fills: a row that is too long would be cut. */
export function commandLineRows(host: Dialogs, form: RunForm, { run }: FormState): Choice<Edit>[] {
  // Somebody may look over the shoulder.
  const line = dockerRunLine(
    { ...shownRun(form, run).run, command: argumentsWithoutSecrets(run.command) },
    { hidden: '…' },
  ).replaceAll(/\s+/g, ' ');
  const [detail, ...more] = wrapped(line);
  const value = askLine(host, form);
  return [
    {
      label: commandLineLabel,
      icon: 'code',
      description: l10n.t('edit it, or paste one'),
      detail,
      keywords: ['docker run'],
      value,
    },
    ...more.map((part) => ({ label: continuation, description: part, value })),
  ];
}

export const commandLineLabel = l10n.t('Command Line');

export const commandLinePrompt = l10n.t(
  'Edit the command, or paste one: docker run, docker create, podman run. It is read, not executed.',
);

/** The label of a row that goes on with the line. */
export const continuation = '…';

/** Characters that a row shows in a window of the usual width. */
const rowWidth = 85;

/** At blanks; a word that is longer stands alone. */
function wrapped(line: string): string[] {
  const lines: string[] = [];
  for (const word of line.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= rowWidth) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** With full paths where they can be told; `wrong` says why one cannot. */
export function shownRun({ places }: RunForm, run: Run): { readonly run: Run; readonly wrong?: string } {
  try {
    return { run: withFullPaths(run, places) };
  } catch (error) {
    if (!isKnownFailure(error, 'invalid')) throw error;
    return { run, wrong: error.message };
  }
}

/** What is typed or pasted where something else was asked for, if it is such a line. */
export const lineIn = (typed: string): string | undefined => (isLineOf(typed, ['run', 'create']) ? typed : undefined);

export function isLineOf(typed: string, verbs: readonly string[]): boolean {
  const program = /^\s*(?:[$#>%]\s+)?(?:\w+=\S*\s+)*(?:sudo\s+)?(?:docker|podman|nerdctl|finch)(?:\.exe)?\s/i;
  return program.test(typed) && typed.split(/\s+/).some((word) => verbs.includes(word));
}

/** A line that was typed elsewhere; asks only where there is something wrong with it. */
export async function runOfLine(host: Dialogs, text: string, places: Places): Promise<Run> {
  const isWrong = 'wrong' in readRunLine(text, places);
  return isWrong ? askForLine(host, text, places) : taken(host, text, places);
}

/** A line that is typed or pasted, as a run; what was not taken of it is said. */
export async function askForLine(host: Dialogs, value: string, places: Places): Promise<Run> {
  const text = await host.ask({
    title: commandLineLabel,
    prompt: commandLinePrompt,
    value,
    placeholder: 'docker run -d -p 8080:80 nginx',
    validate: (answer) => {
      const pasted = readRunLine(answer, places);
      return 'wrong' in pasted ? pasted.wrong : undefined;
    },
  });
  return taken(host, text, places);
}

function taken(host: Dialogs, text: string, places: Places): Run {
  const pasted = readRunLine(text, places);
  if ('wrong' in pasted) throw new UserError('invalid', pasted.wrong);
  const { leftOut, ...run } = pasted;
  if (leftOut.length > 0) host.inform(leftOutWords(leftOut));
  return run;
}

export const leftOutWords = (leftOut: readonly string[]): string =>
  l10n.t('Not taken from the command: {0}.', leftOut.join(', '));

export const readRunLine = (text: string, places: Places): PastedRun | { readonly wrong: string } =>
  parseRunLine(text, knownVariables(places));

/** A line without a name would get one from the engine that says nothing. */
export function withName(run: Run, name: readonly string[]): Run {
  return { ...run, values: { ...(name.length > 0 ? { name } : {}), ...run.values } };
}

const askLine =
  (host: Dialogs, form: RunForm): Edit =>
  async (state) => {
    const run = await askForLine(host, dockerRunLine(shownRun(form, state.run).run), form.places);
    return { ...state, run: withName(run, valuesOf(state.run.values, 'name')) };
  };
