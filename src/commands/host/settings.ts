// What the settings say. In our own words: no type of VS Code's.
import type { BuildSettings } from './build-settings.ts';

export interface Settings {
  readonly buildSettings: BuildSettings;
  /** The engine as the user set it: a context's name or an address; undefined: as Docker chooses. */
  engineHost(): string | undefined;
  setEngineHost(host: string | undefined): Promise<void>;
  /** Whether an image is looked through for secrets before it is pushed. */
  scansForSecrets(): boolean;
}
