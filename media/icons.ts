// The icons of VS Code that pages show, each as a drawing of its own: its font has 540 more.
import add from '@vscode/codicons/src/icons/add.svg';
import down from '@vscode/codicons/src/icons/arrow-down.svg';
import up from '@vscode/codicons/src/icons/arrow-up.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import circleOutline from '@vscode/codicons/src/icons/circle.svg';
import close from '@vscode/codicons/src/icons/close.svg';
import pull from '@vscode/codicons/src/icons/cloud-download.svg';
import push from '@vscode/codicons/src/icons/cloud-upload.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import database from '@vscode/codicons/src/icons/database.svg';
import pause from '@vscode/codicons/src/icons/debug-pause.svg';
import restart from '@vscode/codicons/src/icons/debug-restart.svg';
import start from '@vscode/codicons/src/icons/debug-start.svg';
import stop from '@vscode/codicons/src/icons/debug-stop.svg';
import diff from '@vscode/codicons/src/icons/diff.svg';
import added from '@vscode/codicons/src/icons/diff-added.svg';
import modified from '@vscode/codicons/src/icons/diff-modified.svg';
import removed from '@vscode/codicons/src/icons/diff-removed.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import eye from '@vscode/codicons/src/icons/eye.svg';
import files from '@vscode/codicons/src/icons/files.svg';
import end from '@vscode/codicons/src/icons/fold-down.svg';
import commit from '@vscode/codicons/src/icons/git-commit.svg';
import goToFile from '@vscode/codicons/src/icons/go-to-file.svg';
import graph from '@vscode/codicons/src/icons/graph-line.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import json from '@vscode/codicons/src/icons/json.svg';
import layers from '@vscode/codicons/src/icons/layers.svg';
import external from '@vscode/codicons/src/icons/link-external.svg';
import list from '@vscode/codicons/src/icons/list-unordered.svg';
import output from '@vscode/codicons/src/icons/output.svg';
import pass from '@vscode/codicons/src/icons/pass-filled.svg';
import plug from '@vscode/codicons/src/icons/plug.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import save from '@vscode/codicons/src/icons/save.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import star from '@vscode/codicons/src/icons/star-full.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import tag from '@vscode/codicons/src/icons/tag.svg';
import terminal from '@vscode/codicons/src/icons/terminal.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import network from '@vscode/codicons/src/icons/type-hierarchy.svg';
import verified from '@vscode/codicons/src/icons/verified-filled.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';

const drawings = {
  add,
  added,
  chevronRight,
  circleOutline,
  close,
  commit,
  copy,
  database,
  diff,
  down,
  end,
  error,
  external,
  eye,
  files,
  goToFile,
  graph,
  info,
  json,
  layers,
  list,
  modified,
  network,
  output,
  pass,
  pause,
  plug,
  pull,
  push,
  refresh,
  removed,
  restart,
  save,
  search,
  star,
  start,
  stop,
  sync,
  tag,
  terminal,
  trash,
  up,
  verified,
  warning,
};

export type IconName = keyof typeof drawings;

/** Says nothing: the words stand beside it. */
export function icon(name: IconName): TemplateResult {
  return html`<span class="icon" aria-hidden="true">${unsafeSVG(drawings[name])}</span>`;
}
