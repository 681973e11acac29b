// Language features are there while the setting says so: where another extension is to complete and explain Dockerfiles, nothing
// shall come twice.
import { Disposable, workspace } from 'vscode';
import { registerDockerfileCompletion } from './dockerfile-completion.ts';
import { registerFormatting } from './formatting.ts';
import { registerLanguageFeatures } from './language-features.ts';
import { registerNames } from './language-names.ts';
import type { LanguageSupport } from './language-support.ts';
import { hasLanguageFeatures } from './settings.ts';

export function registerLanguage(support: LanguageSupport): Disposable {
  let features: Disposable | undefined;
  const heed = () => {
    if (hasLanguageFeatures() === (features !== undefined)) return;
    features?.dispose();
    features = hasLanguageFeatures()
      ? Disposable.from(
          registerLanguageFeatures(support),
          registerNames(support),
          registerFormatting(support),
          registerDockerfileCompletion(support),
        )
      : undefined;
  };
  heed();
  const listening = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('longshore.dockerfile.languageFeatures')) heed();
  });
  return new Disposable(() => {
    listening.dispose();
    features?.dispose();
  });
}
