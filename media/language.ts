// Gives the texts of the editor's language, which the document brings, to the page's own script: it is loaded after this one.
/// <reference lib="dom" />
import * as l10n from '@vscode/l10n';

l10n.config({ contents: document.querySelector('main')?.dataset.texts ?? '{}' });
