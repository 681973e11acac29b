// The colours of the marks behind instructions: those of the theme.
import type { MarkTone } from '../builds/marks.ts';

export const markColours: Readonly<Record<MarkTone, string>> = {
  waiting: 'disabledForeground',
  running: 'charts.yellow',
  cached: 'charts.blue',
  done: 'charts.green',
  failed: 'errorForeground',
  canceled: 'disabledForeground',
};
