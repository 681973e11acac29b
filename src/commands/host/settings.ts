// What the settings say, and how the views are arranged. In our own words: no type of VS Code's.
import type { Layout } from '../../explorer/layout.ts';
import type { BuildSettings } from './build-settings.ts';

export interface Settings {
  readonly buildSettings: BuildSettings;
  /** Whether an image is looked through for secrets before it is pushed. */
  scansForSecrets(): boolean;
  /** How the view is grouped, sorted and filtered. */
  layout(view: string): Layout;
  setLayout(view: string, layout: Layout): Promise<void>;
}
