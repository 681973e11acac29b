// The rows of the form about what lasts: options that were saved under a name, the image's own defaults, and whether the
// next run proposes the same.

import * as l10n from '@vscode/l10n';
import type { Choice, Dialogs } from '../host/dialogs.ts';
import type { Remembering } from '../host/memory.ts';
import { isOn, valuesOf } from '../options/index.ts';
import { dockerRunLine } from '../options/line.ts';
import type { Run } from '../options/option.ts';
import type { Edit } from './form-questions.ts';
import type { FormState, RunForm } from './form-state.ts';
import { differingOptions } from './made-from.ts';
import { type RememberedRun, rememberable, savedRuns, saveRun } from './memory.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** A run for once: one that somebody waits for, with a program of its own that the last run did not have. */
function isOneOff({ usual }: RunForm, { run }: FormState): boolean {
  const programOf = ({ values, command }: Run) => [...valuesOf(values, 'entrypoint'), ...command];
  const program = programOf(run);
  return !isOn(run.values, 'detach') && program.length > 0 && !same(program, programOf(usual));
}

/** Ports that were moved only because others had them are remembered as they were meant, too. */
function rememberedOf({ moved }: RunForm, run: Run): RememberedRun {
  const publish = valuesOf(run.values, 'publish');
  return rememberable(run, moved.find(({ to }) => same(to, publish))?.meant);
}

/** What is kept of a run. */
export interface KeptRun {
  /** undefined: it was for once. */
  readonly remembered: RememberedRun | undefined;
  /** The name of the saved options that it has: those that it began with, as long as they are the same. */
  readonly saved: string | undefined;
}

export function keptRun(host: Remembering, form: RunForm, state: FormState): KeptRun {
  const { run, saved } = state;
  const kept = saved === undefined ? undefined : savedRuns(host, form)[saved];
  const remembered = rememberedOf(form, run);
  return {
    remembered: keeps(form, state) ? remembered : undefined,
    saved: kept && differingOptions(kept, remembered).length === 0 ? saved : undefined,
  };
}

export const keeps = (form: RunForm, state: FormState): boolean => state.keep ?? !isOneOff(form, state);

export const keepLabel = l10n.t('Save for the Next Run');

/** In sight where the answer may surprise. */
export function keepRow(form: RunForm, state: FormState): Choice<Edit>[] {
  const isKept = keeps(form, state);
  return [
    {
      label: keepLabel,
      icon: isKept ? 'pinned' : 'pin',
      description: isKept
        ? l10n.t('yes: the next run starts with these options')
        : l10n.t('no: use these options only once'),
      whenTyped: isKept && state.keep === undefined,
      value: async (now) => ({ ...now, keep: !isKept }),
    },
  ];
}

/** There is nothing to reset. */
export function isPlain({ plain, proposed }: RunForm, { run }: FormState): boolean {
  const compared = (each: Run) => {
    const { values, command } = rememberable(each);
    return [each.image, Object.entries(values).sort(), command, valuesOf(each.values, 'env')];
  };
  return same(compared(run), compared(plain)) && proposed.environmentNames.length === 0;
}

// Kept: else the next run would propose what was left behind.
export const plainState = ({ plain }: RunForm): FormState => ({ run: plain, environmentNames: [], keep: true });

export const resetLabel = l10n.t('Reset to Image Defaults');

export function resetRow(form: RunForm, state: FormState): Choice<Edit>[] {
  if (isPlain(form, state)) return [];
  return [
    {
      label: resetLabel,
      icon: 'discard',
      description: l10n.t('discards your changes'),
      value: async () => plainState(form),
    },
  ];
}

type SavedRow = 'save' | 'remove' | { readonly label: string; readonly saved: RememberedRun };

export const noneSaved = l10n.t('none saved yet');

export const savedOptionsLabel = l10n.t('Saved Options…');

export function savedRow(host: Dialogs & Remembering, form: RunForm): Choice<Edit> {
  const names = Object.keys(savedRuns(host, form));
  return {
    label: savedOptionsLabel,
    icon: 'bookmark',
    description: names.length === 0 ? noneSaved : names.join(', '),
    value: async (state) => {
      const saved = Object.entries(savedRuns(host, form));
      const chosen = await host.pick<SavedRow>(l10n.t('Saved Options'), l10n.t('For {0}', form.reference), [
        ...saved.map(([label, each]) => ({
          label,
          icon: 'bookmark',
          detail: dockerRunLine({ ...each, image: form.reference }).replaceAll(/\s+/g, ' '),
          value: { label, saved: each },
        })),
        {
          label: l10n.t('Save These Options…'),
          icon: 'save',
          description: l10n.t('under a name'),
          value: 'save' as const,
        },
        ...(saved.length > 0
          ? [{ label: l10n.t('Remove Saved Options…'), icon: 'trash', value: 'remove' as const }]
          : []),
      ]);
      if (chosen === 'save') return save(host, form, state);
      if (chosen === 'remove') return remove(host, form, state);
      return withSaved(form, state, chosen.saved, chosen.label);
    },
  };
}

/** With the options that were saved; the name stays. */
export function withSaved({ reference }: RunForm, state: FormState, saved: RememberedRun, label: string): FormState {
  const { values, command, environmentNames } = saved;
  const name = valuesOf(state.run.values, 'name');
  return { ...state, saved: label, environmentNames, run: { image: reference, values: { ...values, name }, command } };
}

/** Asks for the name. */
export async function save(host: Dialogs & Remembering, form: RunForm, state: FormState): Promise<FormState> {
  const name = (
    await host.ask({
      title: l10n.t('Save These Options'),
      prompt: l10n.t('A name. Options with the same name are replaced. Values of environment variables are not saved.'),
      placeholder: 'with debugger',
      validate: (text) => (text.trim() === '' ? l10n.t('Enter a name.') : undefined),
    })
  ).trim();
  await saveRun(host, form, name, rememberedOf(form, state.run));
  host.inform(l10n.t('Saved the options as "{0}".', name));
  return { ...state, saved: name };
}

async function remove(host: Dialogs & Remembering, form: RunForm, state: FormState): Promise<FormState> {
  const names = Object.keys(savedRuns(host, form));
  const name = await host.pick(
    l10n.t('Remove Saved Options'),
    l10n.t('For {0}', form.reference),
    names.map((label) => ({ label, icon: 'trash', value: label })),
  );
  await saveRun(host, form, name, undefined);
  return state;
}
