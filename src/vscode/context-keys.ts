// The keys that `when` clauses of package.json ask for, with the types of their values: all that we set, in one place.
import { commands } from 'vscode';

export interface ContextKeys {
  /** Of the engine that the views show. */
  'longshore.connection': 'idle' | 'connecting' | 'connected' | 'not-running' | 'unreachable';
  /** Whether lists have been read and are empty: else no view says that there is nothing. */
  'longshore.noContainers': boolean;
  'longshore.noImages': boolean;
  'longshore.noVolumes': boolean;
  'longshore.noNetworks': boolean;
  'longshore.buildsRead': boolean;
  /** Whether the Build Context view has anything to show. */
  'longshore.contextShown': boolean;
  /** The keys that leave the terminal that has the focus (`ctrl-p,ctrl-q`), if it is attached to a container. */
  'longshore.detachKeys': string | undefined;
  /** Whether any terminal is attached: the menu of a terminal's tab does not make it the active one. */
  'longshore.canDetach': boolean;
  /** Whether the extension Dev Containers is there. */
  'longshore.devContainers': boolean;
}

export function setContextKey<Key extends keyof ContextKeys>(key: Key, value: ContextKeys[Key]): Thenable<void> {
  return commands.executeCommand('setContext', key, value);
}
