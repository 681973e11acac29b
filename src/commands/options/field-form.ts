// A small form: a list whose first row does it, so that Enter is enough, and a row for each field that can be chosen.
import * as l10n from '@vscode/l10n';
import { type Choice, type Dialogs, orStay } from '../host/dialogs.ts';
import { joinWords } from '../text/shell-words.ts';
import { valuesOf, withValues } from './index.ts';
import type { OptionValues, RunOption } from './option.ts';
import { readValues } from './typed-values.ts';

export interface Field extends Pick<RunOption, 'name' | 'label' | 'kind' | 'prompt' | 'example' | 'wrong'> {
  /** A codicon's name. */
  readonly icon: string;
  /** Said while nothing is chosen. */
  readonly usual: string;
  /** Of `docker`, to be found by: `--subnet`. */
  readonly flags: readonly string[];
}

/** Of all that can have labels. */
export const labelField: Field = {
  name: 'label',
  label: l10n.t('Labels'),
  kind: 'many',
  icon: 'tag',
  prompt: l10n.t('NAME=value, with spaces between several and quotes around spaces.'),
  example: 'team=shop',
  usual: l10n.t('none'),
  flags: ['--label'],
};

export interface FieldForm {
  readonly title: string;
  readonly hint: string;
  /** The first row: a verb. */
  readonly action: string;
  readonly fields: readonly Field[];
  readonly values: OptionValues;
  /** What stands behind the verb. */
  readonly summary: (values: OptionValues) => string;
  /** What is wrong with the fields together. */
  readonly wrong?: (values: OptionValues) => string | undefined;
}

/** What was chosen; throws `Cancelled` if the form is left. */
export async function askFields(host: Dialogs, form: FieldForm): Promise<OptionValues> {
  let { values } = form;
  for (;;) {
    const wrong = form.wrong?.(values);
    const first: Choice<Field | undefined> = {
      label: form.action,
      icon: wrong === undefined ? 'check' : 'warning',
      description: wrong ?? form.summary(values),
      value: undefined,
    };
    const rows = form.fields.map((field) => ({
      label: field.label,
      icon: field.icon,
      description: said(field, valuesOf(values, field.name)),
      keywords: field.flags,
      value: field,
    }));
    const field = await host.pick<Field | undefined>(form.title, form.hint, [first, ...rows]);
    if (field === undefined) {
      if (wrong === undefined) return values;
      host.inform(wrong);
      continue;
    }
    const answer = await orStay(undefined, askField(host, field, valuesOf(values, field.name)));
    if (answer) values = withValues(values, field.name, answer);
  }
}

function said({ kind, usual }: Field, values: readonly string[]): string {
  return values.length === 0 ? usual : kind === 'switch' ? l10n.t('yes') : joinWords(values);
}

async function askField(host: Dialogs, field: Field, now: readonly string[]): Promise<readonly string[]> {
  if (field.kind === 'switch') return now.length > 0 ? [] : ['true'];
  const text = await host.ask({
    title: field.label,
    prompt: field.prompt,
    value: field.kind === 'one' ? (now[0] ?? '') : joinWords(now),
    placeholder: field.example,
    validate: (answer) => {
      const values = readValues(field, answer);
      return 'wrong' in values ? values.wrong : undefined;
    },
  });
  const values = readValues(field, text);
  return 'wrong' in values ? now : values;
}
