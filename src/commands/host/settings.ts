// What the settings say. In our own words: no type of VS Code's.
import type { BuildSettings } from './build-settings.ts';

export interface Settings {
  readonly buildSettings: BuildSettings;
  /** Whether an image is looked through for secrets before it is pushed. */
  scansForSecrets(): boolean;
}
