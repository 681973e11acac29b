// The colours of the marks behind instructions: those of the theme.
import type { LineTone } from '../forecast/marks.ts';

export const markColours: Readonly<Record<LineTone, string>> = {
  waiting: 'disabledForeground',
  running: 'charts.yellow',
  cached: 'charts.blue',
  done: 'charts.green',
  failed: 'errorForeground',
  canceled: 'disabledForeground',
  reused: 'editorCodeLens.foreground',
  runs: 'charts.orange',
  depends: 'editorCodeLens.foreground',
  unknown: 'editorCodeLens.foreground',
};
