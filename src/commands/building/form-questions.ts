// The questions behind the rows of the build form: each takes a profile and answers it with one option changed. What is typed, the
// table of fields says; a list is shown where one is easier than typing.

import * as l10n from '@vscode/l10n';
import type { BuildProfile } from '../../builds/profile.ts';
import type { Dialogs } from '../host/dialogs.ts';
import { joinWords, splitWords } from '../text/shell-words.ts';
import { type BuildField, buildField, withField, withWords } from './fields.ts';

export type Edit = (profile: BuildProfile) => Promise<BuildProfile>;

/** The words, or what is wrong with the text in words for the person who typed it. */
export function readWords(
  { kind, wrong }: BuildField,
  text: string,
  profile: BuildProfile,
): readonly string[] | { readonly wrong: string } {
  const words = kind === 'one' ? [text.trim()].filter(Boolean) : splitWords(text);
  if ('wrong' in words) return words;
  const said = words.map((word) => wrong?.(word, profile)).find((problem) => problem !== undefined);
  return said === undefined ? words : { wrong: said };
}

/** In one box; of several words each is looked at. */
export function askField(host: Dialogs, name: BuildField['name']): Edit {
  const field = buildField(name);
  return async (profile) => {
    const now = field.write(profile);
    const text = await host.ask({
      title: field.label,
      prompt: field.prompt,
      value: field.kind === 'one' ? (now[0] ?? '') : joinWords(now),
      placeholder: field.example,
      validate: (answer) => {
        const words = readWords(field, answer, profile);
        return 'wrong' in words ? words.wrong : undefined;
      },
    });
    const words = readWords(field, text, profile);
    return 'wrong' in words ? profile : withWords(profile, field, words);
  };
}

export const askTarget =
  (host: Dialogs, { stages }: { readonly stages: readonly string[] }): Edit =>
  async (profile) => {
    const { label, prompt } = buildField('target');
    const target = await host.pick(label, prompt, [
      { label: lastStage, value: '' },
      ...stages.map((stage) => ({ label: stage, icon: 'layers', value: stage })),
    ]);
    return withField(profile, 'target', target);
  };

export const askPlatform =
  (host: Dialogs): Edit =>
  async (profile) => {
    const { label, prompt, choices = {} } = buildField('platform');
    const chosen = await host.pick<string | undefined>(label, prompt, [
      { label: l10n.t('engine default'), value: '' },
      ...Object.keys(choices).map((platform) => ({ label: platform, icon: 'chip', value: platform })),
      { label: l10n.t('Other…'), value: undefined },
    ]);
    return chosen === undefined ? askField(host, 'platform')(profile) : withField(profile, 'platform', chosen);
  };

export const askNetwork =
  (host: Dialogs): Edit =>
  async (profile) => {
    const field = buildField('network');
    const { label, prompt, choices = {} } = field;
    const rows = Object.entries(choices).map(([value, words]) => ({ label: words, value }));
    return withWords(profile, field, [await host.pick(label, prompt, rows)]);
  };

export const lastStage = l10n.t('the last stage');
