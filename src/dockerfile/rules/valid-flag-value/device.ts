// RUN --device: a device by its name, and whether it must be there. Source: BuildKit's instructions/commands_rundevice.go.
import * as l10n from '@vscode/l10n';
import { excerpt } from '../../rule-parts/excerpt.ts';
import type { DockerfileDocument, Flag, Instruction } from '../../text/document.ts';
import { flagFields, placedSpan } from '../../text/flag-fields.ts';
import type { FlagFault } from './fault.ts';

const booleans = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;

export function deviceFault(document: DockerfileDocument, run: Instruction, flag: Flag): FlagFault | undefined {
  const { fields, fault } = flagFields(document, run, flag);
  if (!flag.value || flag.value.text === '') return undefined;
  if (fault)
    return {
      span: fault,
      message: l10n.t('A quote is in the wrong place; remove the quotes inside the value'),
    };
  let name = '';
  for (const field of fields) {
    const [, key = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(field.text) ?? [];
    const option = key.toLowerCase();
    const span = placedSpan(field);
    if (option === 'required' && (value === undefined || booleans.test(value))) continue;
    if (option === 'required')
      return { span, message: l10n.t('required must be true or false, not "{0}"', excerpt(value ?? '')) };
    if (option === 'name' && value !== undefined && name === '') name = value;
    else if (name === '') name = field.text;
    else
      return {
        span,
        message: l10n.t(
          'After the device {0}, only required is allowed, not "{1}"',
          excerpt(name),
          excerpt(field.text),
        ),
      };
  }
  return undefined;
}
