// Registers the tables of commands, and is the edge at which their errors end.
import { Disposable, commands as editorCommands, type LogOutputChannel, Uri } from 'vscode';
import type { CommandContext } from '../commands/command.ts';
import type { DockerfileTarget } from '../commands/host.ts';
import { commands } from '../commands/index.ts';
import { reportError } from './report.ts';
import { TreeNode } from './tree.ts';

type AnyHandler = (context: CommandContext, argument?: unknown) => Promise<void>;

export function registerCommands(context: CommandContext, log: LogOutputChannel): Disposable {
  return Disposable.from(
    ...Object.entries(commands).map(([id, handler]) =>
      editorCommands.registerCommand(id, async (...given: unknown[]) => {
        try {
          await (handler as AnyHandler)(context, argumentOf(given));
        } catch (error) {
          reportError(error, log, id);
        }
      }),
    ),
  );
}

/**
 * What the handler gets: for rows their objects' ids (VS Code gives the clicked row and, if there are several selected,
 * all of them), for a file's menu the Dockerfile, else what a lens or link gave. From the palette nothing.
 */
function argumentOf([first, second]: readonly unknown[]): unknown {
  if (first instanceof TreeNode) {
    const nodes = Array.isArray(second) ? second.filter((node): node is TreeNode => node instanceof TreeNode) : [];
    const selected = nodes.includes(first) ? nodes : [first];
    return [...new Set(selected.flatMap(({ row }) => row.objectId ?? []))];
  }
  if (first instanceof Uri) return { dockerfile: first.fsPath } satisfies DockerfileTarget;
  return first ?? undefined;
}
