// What is loaded first: all that an open Dockerfile waits for. The rest, with the views and commands, comes once its problems
// are shown: whoever looks at a Dockerfile must not wait for what is about engines.

import { type ExtensionContext, window } from 'vscode';
import { setContextKey } from './vscode/context-keys.ts';
import { registerDiagnostics } from './vscode/diagnostics.ts';
import { createParsedDockerfiles } from './vscode/dockerfiles.ts';
import { registerCodeActions } from './vscode/language.ts';
import { createLanguageSupport } from './vscode/language-support.ts';
import { registerLanguage } from './vscode/language-switch.ts';
import { createLinter } from './vscode/linter.ts';
import { localMachine } from './vscode/local-machine.ts';
import { reportError } from './vscode/report.ts';

/** Milliseconds. */
const drawingTime = 50;

export async function activateLanguage(extension: ExtensionContext): Promise<void> {
  const { subscriptions } = extension;
  const log = window.createOutputChannel('Longshore', { log: true });
  subscriptions.push(log);
  try {
    const parsed = createParsedDockerfiles();
    const diagnostics = registerDiagnostics(createLinter(parsed, log, localMachine), log);
    const support = createLanguageSupport(parsed, diagnostics, log);
    subscriptions.push(diagnostics, registerCodeActions(diagnostics, support, log), registerLanguage(support));
    await diagnostics.firstShown;
    // When the window has taken this, it has the problems, too. It draws them, which takes a few frames, before it hears of hundreds
    // of commands, of the views, and of what they hold.
    await setContextKey('longshore.buildsRead', false);
    await new Promise((drawn) => setTimeout(drawn, drawingTime));
    const { activateWorkbench } = await import('./extension-workbench.ts');
    activateWorkbench(extension, { log, parsed, diagnostics, support });
  } catch (error) {
    // VS Code itself says nothing when an activation fails.
    reportError(error, log, 'Activation');
    throw error;
  }
}
