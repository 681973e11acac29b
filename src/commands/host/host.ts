// What a command may ask of the editor, in our own words: no type of VS Code's appears here, so that every command runs
// in plain Node against a scripted host. Whoever needs a part of it names that part.

import type { BuildContextHost } from './build-context-host.ts';
import type { Dialogs } from './dialogs.ts';
import type { DockerfileEdits } from './dockerfile-edits.ts';
import type { FilesHost } from './files-host.ts';
import type { Remembering } from './memory.ts';
import type { Pages } from './pages.ts';
import type { Settings } from './settings.ts';
import type { Terminals } from './terminals.ts';
import type { Views } from './views.ts';

export interface Host extends Dialogs, Terminals, Pages, DockerfileEdits, Settings, Views, Remembering {
  readonly files: FilesHost;
  readonly buildContext: BuildContextHost;
}
