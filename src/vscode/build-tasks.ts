// Builds as tasks: one for each Dockerfile by itself, others as tasks.json describes them.

import { basename, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import {
  CustomExecution,
  type Disposable,
  type LogOutputChannel,
  Task,
  type TaskDefinition,
  TaskGroup,
  TaskScope,
  tasks,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import type { CommandServices } from '../commands/host/command.ts';
import { UserError } from '../user-error.ts';
import { findDockerfiles } from './dockerfiles.ts';
import { loadCommands } from './load-commands.ts';
import { taskTerminal } from './pseudoterminal.ts';

/** The type of tasks in package.json. */
const type = 'longshore';

export function registerBuildTasks(services: CommandServices, log: LogOutputChannel): Disposable {
  const execution = (folder: WorkspaceFolder | undefined) =>
    // With the variables of tasks.json resolved, which the task's own definition has not.
    new CustomExecution(async (definition) => {
      const { notingServices, runBuildTask } = await loadCommands();
      const noting = notingServices(services, 'longshore.dockerfile.build');
      return taskTerminal(
        'build',
        (screen) => runBuildTask(noting, { ...readDefinition(definition, folder) }, screen),
        log,
      );
    });
  return tasks.registerTaskProvider(type, {
    async provideTasks() {
      const found = await findDockerfiles();
      return found.flatMap((uri) => {
        const folder = workspace.getWorkspaceFolder(uri);
        if (!folder) return [];
        const dockerfile = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
        // The lines of the Dockerfile show a failure as a problem already.
        const task = new Task({ type, dockerfile }, folder, `build ${dockerfile}`, type, execution(folder), []);
        task.group = TaskGroup.Build;
        return [task];
      });
    },

    resolveTask({ definition, scope, name, problemMatchers }) {
      if (!isText(definition.dockerfile)) return undefined;
      const folder = typeof scope === 'object' ? scope : workspace.workspaceFolders?.[0];
      // The very definition: the editor finds the task by it.
      return new Task(
        definition,
        scope ?? TaskScope.Workspace,
        name || `build ${basename(definition.dockerfile)}`,
        type,
        execution(folder),
        problemMatchers,
      );
    },
  });
}

function readDefinition({ dockerfile, target, profile }: TaskDefinition, folder: WorkspaceFolder | undefined) {
  if (!isText(dockerfile) || (target !== undefined && !isText(target)) || (profile !== undefined && !isText(profile))) {
    throw new UserError(
      'invalid',
      l10n.t('The "dockerfile", "target" and "profile" of a longshore task must be strings.'),
    );
  }
  return { dockerfile: resolve(folder?.uri.fsPath ?? '', dockerfile), target, profile };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
