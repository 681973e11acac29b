// Gives the texts of the editor's language to all that is loaded after this module. English needs none.
import * as l10n from '@vscode/l10n';
import { l10n as editor } from 'vscode';

if (editor.bundle) l10n.config({ contents: editor.bundle });
