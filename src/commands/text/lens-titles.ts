// How a lens is called where the title of its command does not say enough.
import * as l10n from '@vscode/l10n';

/** `action`: the title of what is done to the whole file elsewhere. */
export const toThisStage = (action: string) => l10n.t('{0} to this stage', action);
