// The form of a run: a list whose first row runs, so that the common case is one Enter; each other row shows an option
// and asks for it. What is rarely used is a row below More Options, and is found by typing its flag. Asks only; creates
// nothing.

import * as l10n from '@vscode/l10n';
import { argumentsWithoutSecrets } from '../../dockerfile/knowledge/hidden-values.ts';
import { type Choice, type Dialogs, orStay } from '../host/dialogs.ts';
import type { Remembering } from '../host/memory.ts';
import { flagsOf, isOn, runOptions, theOption, valuesOf } from '../options/index.ts';
import { openAsPage } from '../options/open-as-page.ts';
import { optionGroups, type Run, type RunOption } from '../options/option.ts';
import { joinWords } from '../text/shell-words.ts';
import { commandLineRows, shownRun } from './form-line.ts';
import { askCommand, askMode, askOption, type Edit, modeOf, modes, restartPolicies } from './form-questions.ts';
import { type KeptRun, keepRow, keptRun, resetRow, savedRow } from './form-saved.ts';
import type { FormState, RunForm } from './form-state.ts';
import { namedVolumes, wrongRun } from './problems.ts';
import { missingVariable } from './wanted-environment.ts';

/** `build`: its Dockerfile first; `page`: goes on as a page, with what was chosen so far. */
export type RunAction = 'run' | 'create' | 'copy' | 'build' | 'page';

export interface RunAnswer extends KeptRun {
  readonly action: RunAction;
  readonly state: FormState;
  readonly run: Run;
}

type Row = Choice<RunAction | Edit>;

/** Comes back once the user chose to run, to create or to copy; throws `Cancelled` if the form is left. */
export async function askForRun(host: Dialogs & Remembering, form: RunForm): Promise<RunAnswer> {
  let state = form.proposed;
  const hint = [l10n.t('Press Enter to run.'), form.about].join(' ').trim();
  for (;;) {
    const chosen = await host.pick(form.title, hint, formRows(host, form, state));
    if (typeof chosen === 'string') {
      const problem = chosen === 'build' || chosen === 'page' ? undefined : problemOf(form, state);
      if (problem === undefined) {
        return { action: chosen, state, run: state.run, ...keptRun(host, form, state) };
      }
      host.inform(problem);
      continue;
    }
    state = await orStay(state, chosen(state));
  }
}

function problemOf(form: RunForm, { run }: FormState): string | undefined {
  return wrongRun(run.values, form.containers) ?? shownRun(form, run).wrong;
}

export const moreOptionsLabel = l10n.t('More Options…');

/** Those of the first screen, in its order; the mode and the command are no options of their own. */
const firstOptions = ['name', 'publish', 'volume', 'env', 'mode', 'command', 'network', 'restart', 'rm'];
/** Shown as the row Mode. */
const inMode = new Set(['detach', 'interactive', 'tty']);

function formRows(host: Dialogs & Remembering, form: RunForm, state: FormState): Row[] {
  const problem = problemOf(form, state) ?? missingVariable(state.run, form.places.environment, form.volumes);
  const others = runOptions.filter(({ name }) => !firstOptions.includes(name) && !inMode.has(name));
  const { values } = state.run;
  return [
    problem === undefined
      ? { label: l10n.t('Run'), icon: 'play', description: runSummary(state), keywords: [], value: 'run' }
      : { label: l10n.t('Run'), icon: 'warning', description: problem, keywords: [], value: 'run' },
    ...buildRow(form),
    ...commandLineRows(host, form, state),
    ...firstOptions.map((name) => firstRow(host, form, state, name)),
    // An option that was chosen stays in sight.
    ...others.map((option) => ({
      ...optionRow(host, form, state, option),
      whenTyped: !isOn(values, option.name),
    })),
    {
      label: moreOptionsLabel,
      icon: 'ellipsis',
      description: l10n.t('{0}. Type a flag to find its row', Object.values(optionGroups).join(', ')),
      value: moreOptions(host, form),
    },
    savedRow(host, form),
    ...resetRow(form, state),
    ...keepRow(form, state),
    {
      label: l10n.t('Create Without Starting'),
      icon: 'add',
      description: l10n.t('creates the container only'),
      value: 'create',
    },
    {
      label: l10n.t('Copy as docker run Command'),
      icon: 'copy',
      description: l10n.t('does not run it'),
      value: 'copy',
    },
    openAsPage,
  ];
}

function buildRow({ stale }: RunForm): Row[] {
  if (stale.length === 0) return [];
  return [
    {
      label: l10n.t('Build Image First'),
      icon: 'tools',
      description: l10n.t('since it was built: {0}', stale.join(', ')),
      value: 'build',
    },
  ];
}

function firstRow(host: Dialogs, form: RunForm, state: FormState, name: string): Choice<Edit> {
  if (name === 'mode') {
    const keywords = [...inMode].flatMap((each) => flagsOf(theOption(each)));
    return {
      label: l10n.t('Mode'),
      icon: 'terminal',
      description: modes[modeOf(state)],
      keywords: ['-it', '-dit', ...keywords],
      value: askMode(host),
    };
  }
  if (name === 'command') {
    const description = joinWords(argumentsWithoutSecrets(state.run.command)) || l10n.t('image default');
    return { label: l10n.t('Command'), icon: 'chevron-right', description, value: askCommand(host) };
  }
  return optionRow(host, form, state, theOption(name));
}

function optionRow(host: Dialogs, form: RunForm, state: FormState, option: RunOption): Choice<Edit> {
  return {
    label: option.label,
    icon: icons[option.name] ?? groupIcons[option.group],
    description: summaryOf(form, state, option),
    keywords: flagsOf(option),
    value: askOption(host, form, option),
  };
}

/** All of them below the headings of their groups. */
const moreOptions =
  (host: Dialogs, form: RunForm): Edit =>
  async (state) => {
    const rows = Object.entries(optionGroups).flatMap(([group, heading]) =>
      runOptions
        .filter((option) => option.group === group && !inMode.has(option.name))
        .map((option) => {
          const { description, ...row } = optionRow(host, form, state, option);
          const flag = flagsOf(option).join(' ');
          return { ...row, heading, description: description === undefined ? flag : `${flag} · ${description}` };
        }),
    );
    const edit = await host.pick(l10n.t('More Options'), l10n.t('Type a flag or a word to find its row'), rows);
    return edit(state);
  };

const icons: Readonly<Record<string, string>> = {
  name: 'tag',
  publish: 'plug',
  volume: 'database',
  env: 'symbol-variable',
  'env-file': 'file',
  entrypoint: 'debug-start',
  user: 'account',
  network: 'type-hierarchy',
  restart: 'debug-restart',
  rm: 'trash',
};

const groupIcons = {
  basics: 'symbol-misc',
  storage: 'database',
  network: 'type-hierarchy',
  limits: 'dashboard',
  security: 'shield',
  advanced: 'settings-gear',
} as const;

export const unsetWords = (names: readonly string[]): string =>
  l10n.t('not set; last time: {0} (values not saved)', names.join(', '));

/** What is chosen; for what the first screen always shows, what goes without saying. */
function summaryOf(form: RunForm, state: FormState, option: RunOption): string | undefined {
  const values = valuesOf(state.run.values, option.name);
  if (option.name === 'env' && values.length === 0 && state.environmentNames.length > 0) {
    return unsetWords(state.environmentNames);
  }
  if (option.name === 'restart') return restartPolicies[values[0] ?? 'no'] ?? values[0];
  if (option.name === 'rm') return values.length > 0 ? l10n.t('yes (--rm)') : l10n.t('no');
  if (values.length === 0) return usual[option.name];
  if (option.kind === 'switch') return l10n.t('yes (--{0})', option.name);
  const shown = values.map((value) => (option.secret?.(value) ? value.replace(/=[\s\S]*$/, '') : value));
  if (option.name === 'publish' || option.name === 'env') return shown.join(', ');
  const made = option.name === 'volume' ? newVolumes(form, state) : [];
  return [joinWords(shown), ...made.map(createsVolume)].join(' · ');
}

export const createsVolume = (name: string) => l10n.t('creates the volume {0}', name);

export const newVolumes = ({ volumes }: RunForm, { run }: FormState) =>
  namedVolumes(run.values).filter((name) => !volumes.includes(name));

const usual: Readonly<Record<string, string>> = {
  publish: l10n.t('none published'),
  volume: l10n.t('none'),
  env: l10n.t('image default'),
  'env-file': l10n.t('none'),
  network: l10n.t('default (bridge)'),
  entrypoint: l10n.t('image default'),
  user: l10n.t('image default'),
  workdir: l10n.t('image default'),
};

/** `web on 8080:80` */
function runSummary(state: FormState): string {
  const { image, values } = state.run;
  const ports = valuesOf(values, 'publish');
  const letters = modeOf(state);
  return [
    valuesOf(values, 'name')[0] ?? image,
    ...(ports.length > 0 ? [l10n.t('on ports {0}', ports.join(', '))] : []),
    ...(letters === 'd'
      ? []
      : [`· ${letters === 'it' ? 'interactive' : letters.startsWith('d') ? 'detached' : 'attached'}`]),
    ...(isOn(values, 'rm') ? [l10n.t('· removed on exit')] : []),
  ].join(' ');
}
