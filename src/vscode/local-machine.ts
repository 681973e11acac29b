// This machine, by Node: its disk, a thread, the program shellcheck.
import { diskConfigurationFolder } from '../lint-configuration/disk.ts';
import { runShellCheck } from '../shellcheck/run.ts';
import { diskContextFiles } from '../surroundings/disk-context-files.ts';
import { diskFolder } from '../surroundings/disk-folder.ts';
import { lintInThread } from './lint-thread.ts';
import type { Machine } from './machine.ts';
import { programEnvironment } from './program-environment.ts';

export const localMachine: Machine = {
  folder: diskFolder,
  contextFiles: diskContextFiles,
  configuration: diskConfigurationFolder.read,
  lintInThread,
  shellCheck: (document, signal) => runShellCheck(document, programEnvironment(), signal),
};
