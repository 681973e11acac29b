// All commands of a document by their names: rules about one program find it without looking at every script.
import type { Instruction } from '../text/document.ts';
import { oncePerDocument } from '../text/read-once.ts';
import { type ShellCommand, shellScript } from './shell.ts';

interface PlacedCommand {
  readonly command: ShellCommand;
  readonly run: Instruction;
  /** It is in a trigger of ONBUILD. */
  readonly inOnbuild: boolean;
}

/** The commands of all RUNs by name, those in triggers of ONBUILD, too. */
export const commandsOf = oncePerDocument((document): ReadonlyMap<string, readonly PlacedCommand[]> => {
  const commands = new Map<string, PlacedCommand[]>();
  for (const outer of document.instructions) {
    const inOnbuild = outer.keyword === 'ONBUILD';
    const run = inOnbuild ? outer.inner : outer;
    if (run?.keyword !== 'RUN') continue;
    for (const command of shellScript(document, run).commands) {
      const same = commands.get(command.name);
      if (same) same.push({ command, run, inOnbuild });
      else commands.set(command.name, [{ command, run, inOnbuild }]);
    }
  }
  return commands;
});
