// The icons of VS Code that pages show, each as a drawing of its own: its font has 540 more.
import add from '@vscode/codicons/src/icons/add.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import circleOutline from '@vscode/codicons/src/icons/circle.svg';
import circleFilled from '@vscode/codicons/src/icons/circle-filled.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import pause from '@vscode/codicons/src/icons/debug-pause.svg';
import restart from '@vscode/codicons/src/icons/debug-restart.svg';
import start from '@vscode/codicons/src/icons/debug-start.svg';
import stop from '@vscode/codicons/src/icons/debug-stop.svg';
import added from '@vscode/codicons/src/icons/diff-added.svg';
import modified from '@vscode/codicons/src/icons/diff-modified.svg';
import removed from '@vscode/codicons/src/icons/diff-removed.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import eye from '@vscode/codicons/src/icons/eye.svg';
import files from '@vscode/codicons/src/icons/files.svg';
import commit from '@vscode/codicons/src/icons/git-commit.svg';
import graph from '@vscode/codicons/src/icons/graph-line.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import json from '@vscode/codicons/src/icons/json.svg';
import external from '@vscode/codicons/src/icons/link-external.svg';
import output from '@vscode/codicons/src/icons/output.svg';
import pass from '@vscode/codicons/src/icons/pass-filled.svg';
import plug from '@vscode/codicons/src/icons/plug.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import terminal from '@vscode/codicons/src/icons/terminal.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';

const drawings = {
  add,
  added,
  chevronRight,
  circleFilled,
  circleOutline,
  commit,
  copy,
  error,
  external,
  eye,
  files,
  graph,
  info,
  json,
  modified,
  output,
  pass,
  pause,
  plug,
  refresh,
  removed,
  restart,
  start,
  stop,
  sync,
  terminal,
  trash,
  warning,
};

export type IconName = keyof typeof drawings;

/** Says nothing: the words stand beside it. */
export function icon(name: IconName): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${unsafeSVG(drawings[name])}</span>`;
}
