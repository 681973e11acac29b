// What VS Code loads: nothing but the texts, and then what an open Dockerfile waits for.

// First of all: what is loaded below may ask for its texts at once.
import './vscode/language-bundle.ts';

import type { ExtensionContext } from 'vscode';

// At once: the editor makes the context meanwhile, which takes longer than to mark what is open.
const loading = import('./extension-language.ts').then(({ activateLanguage, startLanguage }) => ({
  activateLanguage,
  started: startLanguage(),
}));
// Whoever activates is told of a failure.
loading.catch(() => undefined);

export async function activate(extension: ExtensionContext): Promise<void> {
  const { activateLanguage, started } = await loading;
  await activateLanguage(extension, started);
}
