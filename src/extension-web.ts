// Longshore in VS Code for the Web: everything about Dockerfiles that needs no engine and no program of this machine. One bundle,
// since a browser's extension host loads one file.

// First of all: what is imported below may ask for its texts at once.
import './vscode/language-bundle.ts';

import { type ExtensionContext, window } from 'vscode';
import { registerBrowserCommands } from './vscode/browser-commands.ts';
import { registerDiagnostics } from './vscode/diagnostics.ts';
import { createParsedDockerfiles } from './vscode/dockerfiles.ts';
import { languageHover, registerHovers } from './vscode/hovers.ts';
import { registerIgnoreFiles } from './vscode/ignore-files.ts';
import { registerCodeActions } from './vscode/language.ts';
import { createLanguageSupport } from './vscode/language-support.ts';
import { registerLanguage } from './vscode/language-switch.ts';
import { createLinter } from './vscode/linter.ts';
import { offerToChooseBetween } from './vscode/other-extensions.ts';
import { hasLanguageFeatures } from './vscode/settings.ts';

export function activate({ subscriptions, globalState }: ExtensionContext): void {
  const log = window.createOutputChannel('Longshore', { log: true });
  const parsed = createParsedDockerfiles();
  const diagnostics = registerDiagnostics(createLinter(parsed, log, undefined), log);
  const support = createLanguageSupport(parsed, diagnostics, log);
  subscriptions.push(
    log,
    diagnostics,
    registerCodeActions(diagnostics, support, log),
    registerLanguage(support),
    registerHovers([languageHover(support, hasLanguageFeatures)]),
    registerIgnoreFiles(undefined),
    registerBrowserCommands(log),
    offerToChooseBetween(globalState, log),
  );
}
