// What the form of a run asks for one option: by the option's own record, or in a way of its own where a list to choose
// from is easier than typing.

import * as l10n from '@vscode/l10n';
import type { Choice, Dialogs } from '../host/dialogs.ts';
import { isOn, theOption, valuesOf, withValues } from '../options/index.ts';
import type { RunOption } from '../options/option.ts';
import { readValues } from '../options/typed-values.ts';
import { wrongContainerName } from '../text/container-names.ts';
import { joinWords, splitWords } from '../text/shell-words.ts';
import type { FormState, RunForm } from './form-state.ts';
import { wrongPorts } from './problems.ts';

export type Edit = (state: FormState) => Promise<FormState>;

/** The state with these values of one option. */
function setValues(state: FormState, name: string, chosen: readonly string[]): FormState {
  return { ...state, run: { ...state.run, values: withValues(state.run.values, name, chosen) } };
}

export function askOption(host: Dialogs, form: RunForm, option: RunOption): Edit {
  const own: Readonly<Record<string, Edit>> = {
    name: askName(host, form),
    publish: askText(host, option, (values) => wrongPorts(values, form.containers)),
    env: askEnvironment(host),
    'env-file': askEnvironmentFile(host),
    network: askNetwork(host, form),
    restart: askRestart(host),
    // The engine refuses both together: a removed container cannot be started again.
    rm: async (state) => {
      const isNow = isOn(state.run.values, 'rm');
      return setValues(isNow ? state : setValues(state, 'restart', []), 'rm', isNow ? [] : ['true']);
    },
  };
  return own[option.name] ?? (option.kind === 'switch' ? toggle(option) : askText(host, option));
}

/** A switch needs no question. */
const toggle =
  ({ name }: RunOption): Edit =>
  async (state) =>
    setValues(state, name, isOn(state.run.values, name) ? [] : ['true']);

/** `together`: what is wrong with the values as a whole. */
function askText(host: Dialogs, option: RunOption, together?: (values: readonly string[]) => string | undefined): Edit {
  return async (state) => {
    const now = valuesOf(state.run.values, option.name);
    const text = await host.ask({
      title: option.label,
      prompt: option.prompt,
      value: option.kind === 'one' ? (now[0] ?? '') : joinWords(now),
      placeholder: option.example,
      validate: (answer) => {
        const values = readValues(option, answer);
        return 'wrong' in values ? values.wrong : together?.(values);
      },
    });
    const values = readValues(option, text);
    return 'wrong' in values ? state : setValues(state, option.name, values);
  };
}

const askName =
  (host: Dialogs, { containers }: RunForm): Edit =>
  async (state) => {
    const names = new Set(containers.map(({ name }) => name));
    const name = await host.ask({
      title: l10n.t('Name'),
      prompt: containerNamePrompt,
      value: String(valuesOf(state.run.values, 'name')[0] ?? ''),
      validate: (text) => wrongContainerName(text, names),
    });
    return setValues(state, 'name', [name]);
  };

/** Proposes the names of the last time, whose values are not kept. */
const askEnvironment = (host: Dialogs): Edit => {
  const ask = askText(host, theOption('env'));
  return async (state) => {
    const isEmpty = valuesOf(state.run.values, 'env').length === 0;
    const names = state.environmentNames.map((name) => `${name}=`);
    return ask(isEmpty ? setValues(state, 'env', names) : state);
  };
};

const askEnvironmentFile =
  (host: Dialogs): Edit =>
  async (state) => {
    const now = valuesOf(state.run.values, 'env-file');
    const leaving =
      now.length === 0
        ? undefined
        : await host.pick<string | undefined>(l10n.t('Environment File'), l10n.t('Later files override earlier ones'), [
            { label: l10n.t('Add Files…'), icon: 'add', value: undefined },
            ...now.map((file) => ({ label: l10n.t('Remove {0}', file), icon: 'trash', value: file })),
          ]);
    if (leaving !== undefined) {
      return setValues(
        state,
        'env-file',
        now.filter((file) => file !== leaving),
      );
    }
    const files = await host.chooseFiles({ title: l10n.t('Environment File'), action: l10n.t('Use'), several: true });
    return setValues(state, 'env-file', [...now.filter((file) => !files.includes(file)), ...files]);
  };

const askNetwork = (host: Dialogs, { networks }: RunForm): Edit => {
  const ask = askText(host, theOption('network'));
  return async (state) => {
    const chosen = await host.pick(l10n.t('Network'), l10n.t('The network to join'), [
      { label: l10n.t('default (bridge)'), value: '' },
      ...networks.map((name) => ({ label: name, icon: 'type-hierarchy', value: name })),
      {
        label: l10n.t('Several, or with Alias and Address…'),
        detail: l10n.t('Also the network of another container: container:NAME'),
        icon: 'edit',
        value: undefined,
      },
    ]);
    return chosen === undefined ? ask(state) : setValues(state, 'network', chosen === '' ? [] : [chosen]);
  };
};

export const restartPolicies: Readonly<Record<string, string>> = {
  ...theOption('restart').choices,
  'on-failure:': l10n.t('on-failure, a limited number of times…'),
};

const askRestart =
  (host: Dialogs): Edit =>
  async (state) => {
    const policy = await host.pick(l10n.t('Restart Policy'), l10n.t('When it exits'), keyChoices(restartPolicies));
    const times =
      policy !== 'on-failure:'
        ? ''
        : await host.ask({
            title: l10n.t('Restart Policy'),
            prompt: l10n.t('How many times it is restarted after an error'),
            value: '5',
            validate: (text) =>
              /^\d{1,6}$/.test(text.trim()) ? undefined : l10n.t('Enter a whole number, for example 5.'),
          });
    const chosen = setValues(state, 'restart', policy === 'no' ? [] : [`${policy}${times.trim()}`]);
    return policy === 'no' ? chosen : setValues(chosen, 'rm', []);
  };

/** How it runs, by the letters of -d, -i and -t. */
export const modes: Readonly<Record<string, string>> = {
  d: l10n.t('detached: in the background (-d)'),
  '': l10n.t('attached: its output in a terminal'),
  it: l10n.t('interactive: with a terminal (-it)'),
  i: l10n.t('attached: its output, and what you type line by line (-i)'),
  t: l10n.t('attached: with a terminal that takes no input (-t)'),
  dit: l10n.t('detached: with a terminal to attach to (-d -it)'),
  di: l10n.t('detached: with open input (-d -i)'),
  dt: l10n.t('detached: with a terminal that takes no input (-d -t)'),
};

const modeOptions = [
  ['d', 'detach'],
  ['i', 'interactive'],
  ['t', 'tty'],
] as const;

export const modeOf = ({ run: { values } }: FormState): string =>
  modeOptions.map(([letter, name]) => (isOn(values, name) ? letter : '')).join('');

export const askMode =
  (host: Dialogs): Edit =>
  async (state) => {
    const mode = await host.pick(l10n.t('Mode'), l10n.t('How it runs'), keyChoices(modes));
    return modeOptions.reduce(
      (now, [letter, name]) => setValues(now, name, mode.includes(letter) ? ['true'] : []),
      state,
    );
  };

export const askCommand =
  (host: Dialogs): Edit =>
  async (state) => {
    const text = await host.ask({
      title: l10n.t('Command'),
      prompt: l10n.t('The program and its arguments, quoted as in a shell. Leave empty for the image default.'),
      value: joinWords(state.run.command),
      placeholder: 'sh -c "echo hello"',
      validate: (answer) => {
        const words = splitWords(answer);
        return 'wrong' in words ? words.wrong : undefined;
      },
    });
    const command = splitWords(text);
    return 'wrong' in command ? state : { ...state, run: { ...state.run, command } };
  };

function keyChoices(texts: Readonly<Record<string, string>>): Choice<string>[] {
  return Object.entries(texts).map(([value, label]) => ({ label, value }));
}

export const containerNamePrompt = l10n.t('A name for the container');
