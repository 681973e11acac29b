// Gives the texts of the editor's language, which the page brings, to all that is loaded after this module.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';

l10n.config({ contents: document.querySelector('main')?.dataset.texts ?? '{}' });
