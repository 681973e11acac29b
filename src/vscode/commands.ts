// Registers the tables of commands, and is the edge at which their errors end.
import { Disposable, commands as editorCommands, type LogOutputChannel, Uri } from 'vscode';
import type { CommandServices } from '../commands/host/command.ts';
import type { DockerfileTarget } from '../commands/host/dockerfile-edits.ts';
import type { CommandId } from '../commands/index.ts';
import { commandOnFiles, ofOneSort, rowsMeantBy } from '../explorer/meant-rows.ts';
import type { ObjectRefs } from '../explorer/object-ref.ts';
import { refsOf, TreeNode } from '../explorer/tree-nodes.ts';
import { loadCommands } from './load-commands.ts';
import { reportError } from './report.ts';
import type { SlowEngine } from './slow-engine.ts';
import type { Tree } from './tree.ts';
import { toggleFocused } from './tree-keys.ts';

type AnyHandler = (services: CommandServices, argument?: unknown) => Promise<void>;

/** What the keybindings of package.json give: VS Code itself gives no row to a key. */
interface KeyArgument {
  readonly keyIn: string;
}

/** `ids`: of all commands, as package.json has them. */
export function registerCommands(
  ids: readonly string[],
  services: CommandServices,
  log: LogOutputChannel,
  trees: readonly Tree[],
  slowEngine: SlowEngine,
): Disposable {
  /** What stands on the rows that the key is meant for: a folder or group is only opened and closed by Enter. */
  async function pressedOn({ keyIn }: KeyArgument, id: string): Promise<ObjectRefs | undefined> {
    const nodes = await trees.find(({ view }) => view === keyIn)?.nodesForKey();
    if (!nodes) return undefined;
    const isEnter = id.endsWith('.describe');
    // A key on a group is meant for no object.
    const objects = nodes.filter(({ ref, row }) => ref && !(isEnter && row.tokens.includes('folder')));
    if (isEnter && objects.length === 0 && nodes.length === 1) await toggleFocused();
    return ofOneSort(refsOf(objects));
  }
  return Disposable.from(
    ...ids.map((id) =>
      editorCommands.registerCommand(id, async (...given: unknown[]) => {
        try {
          const key = isKeyArgument(given[0]) ? given[0] : undefined;
          const refs = key && (await pressedOn(key, id));
          if (refs?.length === 0) return;
          const isOnFile = refs?.[0]?.kind === 'file';
          // A volume, unlike its files, has no other name.
          if (refs && !isOnFile && id.startsWith('longshore.file.')) return;
          const meant = isOnFile ? commandOnFiles(id) : id;
          if (meant === undefined) return;
          const { commands, notingServices } = await loadCommands();
          const noting = notingServices(services, meant as CommandId);
          const argument =
            refs ??
            argumentOf(given) ??
            rowsMeantBy(id, (view) => refsOf(trees.find((each) => each.view === view)?.selected() ?? []));
          const handling = commands[meant as CommandId] as AnyHandler;
          await slowEngine.whileSomebodyWaits(() => handling(noting, argument));
        } catch (error) {
          reportError(error, log, id);
        }
      }),
    ),
  );
}

/**
 * What the handler gets: for rows what they stand for (VS Code gives the clicked row and, if there are several selected,
 * all of them), for a file's menu the Dockerfile, else what a lens or link gave. From the palette nothing.
 */
function argumentOf([first, second]: readonly unknown[]): unknown {
  if (first instanceof TreeNode) {
    const nodes = Array.isArray(second) ? second.filter((node): node is TreeNode => node instanceof TreeNode) : [];
    const selected = nodes.includes(first) ? nodes : [first];
    // The one that was clicked says which sort is meant.
    return ofOneSort(refsOf([first, ...selected]));
  }
  if (first instanceof Uri) return { dockerfile: first.fsPath } satisfies DockerfileTarget;
  return first ?? undefined;
}

function isKeyArgument(value: unknown): value is KeyArgument {
  return typeof value === 'object' && value !== null && 'keyIn' in value;
}
