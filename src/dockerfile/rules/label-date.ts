// Labels that are dates.
import * as l10n from '@vscode/l10n';
import { labelFormatRule } from '../families/label-rule.ts';

const dateTime =
  /^\d{4}-(\d{2})-(\d{2})[T ]([01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

export const labelDate = labelFormatRule({
  id: 'label-date',
  aliases: ['DL3053'],
  title: l10n.t('Write dates in labels in RFC 3339 format'),
  why: l10n.t(
    'The project’s configuration says that this label contains a date and time. Tools only read RFC 3339 format: the year first, then T, the time, and Z or an offset.',
  ),
  format: 'rfc3339',
  isValid: isDateTime,
  message: (name, value) =>
    l10n.t('The label {0} must be a date and time such as 2025-03-01T12:00:00Z, not {1}', name, value),
  badValue: '1 March 2025',
  goodValue: '2025-03-01T12:00:00Z',
});

function isDateTime(value: string): boolean {
  const match = dateTime.exec(value);
  if (!match) return false;
  const days = new Date(Date.UTC(Number(value.slice(0, 4)), Number(match[1]), 0)).getUTCDate();
  return Number(match[1]) >= 1 && Number(match[1]) <= 12 && Number(match[2]) >= 1 && Number(match[2]) <= days;
}
