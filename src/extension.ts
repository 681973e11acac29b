// What VS Code loads: nothing but the texts, and then what an open Dockerfile waits for.

// First of all: what is loaded below may ask for its texts at once.
import './vscode/language-bundle.ts';

import type { ExtensionContext } from 'vscode';

// At once: the editor makes the context meanwhile, which takes as long.
const language = import('./extension-language.ts');

export async function activate(extension: ExtensionContext): Promise<void> {
  const { activateLanguage } = await language;
  await activateLanguage(extension);
}
