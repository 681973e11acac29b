// The commands that need no engine, as VS Code for the Web has them: there everything that does need one is not offered at all.
import { commands, Disposable, type LogOutputChannel } from 'vscode';
import { repairDockerfile } from '../commands/building/repair-dockerfile.ts';
import type { commandsInBrowsers } from '../commands/longshore/in-browsers.ts';
import { openRulePage } from '../commands/longshore/rule-pages.ts';
import { pickOne } from './keyword-pick.ts';
import { repairActiveDockerfile } from './language.ts';
import { registerReadOnlyDocuments } from './read-only-documents.ts';
import { reportError } from './report.ts';

export function registerBrowserCommands(log: LogOutputChannel): Disposable {
  const documents = registerReadOnlyDocuments();
  const host = { pick: pickOne, showPage: documents.showPage, repairActiveDockerfile };
  const handlers = {
    'longshore.dockerfile.repair': () => repairDockerfile({ host }),
    'longshore.rule.open': (rule?: string) => openRulePage({ host }, rule),
    'longshore.showLog': async () => log.show(),
  } satisfies Record<(typeof commandsInBrowsers)[number], (argument?: string) => Promise<void>>;
  return Disposable.from(
    documents,
    ...Object.entries<(argument?: string) => Promise<void>>(handlers).map(([id, handler]) =>
      commands.registerCommand(id, (argument?: string) =>
        handler(argument).catch((error) => reportError(error, log, id)),
      ),
    ),
  );
}
