// What is loaded first: all that an open Dockerfile waits for. The rest, with the views and commands, comes once its problems
// are shown: whoever looks at a Dockerfile must not wait for what is about engines.

import { type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import { isCalm } from './vscode/calm-answers.ts';
import { setContextKey } from './vscode/context-keys.ts';
import { type DockerfileDiagnostics, registerDiagnostics } from './vscode/diagnostics.ts';
import { createParsedDockerfiles, type ParsedDockerfiles } from './vscode/dockerfiles.ts';
import { registerCodeActions } from './vscode/language.ts';
import { createLanguageSupport } from './vscode/language-support.ts';
import { registerLanguage } from './vscode/language-switch.ts';
import { createLinter } from './vscode/linter.ts';
import { localMachine } from './vscode/local-machine.ts';
import { reportError } from './vscode/report.ts';

/** Milliseconds in which a window draws what it has. */
const frame = 17;
/** Milliseconds for which a window that is busy with other things is waited for. */
const longestWait = 1000;

/** What marks the Dockerfiles that are open, and those that come. */
export interface StartedLanguage {
  readonly log: LogOutputChannel;
  readonly parsed: ParsedDockerfiles;
  readonly diagnostics: DockerfileDiagnostics;
}

/** Needs no context, for which the editor takes its time: what is wrong in a Dockerfile is marked before it has come. */
export function startLanguage(): StartedLanguage {
  const log = window.createOutputChannel('Longshore', { log: true });
  const parsed = createParsedDockerfiles();
  return { log, parsed, diagnostics: registerDiagnostics(createLinter(parsed, log, localMachine), log) };
}

export async function activateLanguage(extension: ExtensionContext, started: StartedLanguage): Promise<void> {
  const { subscriptions } = extension;
  const { log, parsed, diagnostics } = started;
  subscriptions.push(log, diagnostics);
  try {
    const shown = await diagnostics.firstShown;
    // For whom no Dockerfile is open, views and commands are what is waited for. Either way the key is as at a first start.
    if (shown.length > 0) await untilWindowIsCalm();
    else void setContextKey('longshore.buildsRead', false);
    const support = createLanguageSupport(parsed, diagnostics, log);
    subscriptions.push(registerCodeActions(diagnostics, support, log), registerLanguage(support));
    const { activateWorkbench } = await import('./extension-workbench.ts');
    activateWorkbench(extension, { log, parsed, diagnostics, support });
  } catch (error) {
    // VS Code itself says nothing when an activation fails.
    reportError(error, log, 'Activation');
    throw error;
  }
}

/**
 * Until the window has drawn the problems, of which it is told before it is asked: it hears only then of language features, for
 * each of which it asks at once, of hundreds of commands, and of what the views hold. A window that was just opened is busy.
 */
async function untilWindowIsCalm(): Promise<void> {
  const begun = performance.now();
  const took: number[] = [];
  while (!isCalm(took) && performance.now() - begun < longestWait) {
    const asked = performance.now();
    await setContextKey('longshore.buildsRead', false);
    took.push(performance.now() - asked);
    await new Promise((drawn) => setTimeout(drawn, frame));
  }
}
