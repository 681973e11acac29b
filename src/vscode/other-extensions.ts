// Beside another extension that also serves Dockerfiles everything would be shown twice: who does it is asked once.
import * as l10n from '@vscode/l10n';
import { commands, type Disposable, extensions, type LogOutputChannel, type Memento, window } from 'vscode';
import { logError } from './report.ts';
import { hasLanguageFeatures, leaveDockerfilesToAnother } from './settings.ts';

/** Extensions that complete and check Dockerfiles. */
const others = ['ms-azuretools.vscode-containers', 'ms-azuretools.vscode-docker', 'docker.docker'];

const askedKey = 'asked who serves Dockerfiles';

/** Asks when such an extension is there, and again when another one comes. */
export function offerToChooseBetween(memory: Memento, log: LogOutputChannel): Disposable {
  const ask = async () => {
    const found = others.flatMap((id) => extensions.getExtension(id) ?? []);
    const [other] = found;
    const asked = memory.get<readonly string[]>(askedKey, []);
    if (!other || asked.includes(other.id) || !hasLanguageFeatures()) return;
    await memory.update(askedKey, [...asked, other.id]);
    const name = String(other.packageJSON.displayName ?? other.id);
    const [ours, theirs] = [l10n.t('Use Longshore'), l10n.t('Use the Other Extension')];
    const chosen = await window.showInformationMessage(
      l10n.t(
        '"{0}" also completes and checks Dockerfiles, so some results would appear twice. Which extension do you want to use?',
        name,
      ),
      ours,
      theirs,
    );
    if (chosen === theirs) {
      await leaveDockerfilesToAnother();
    } else if (chosen === ours) {
      // No extension may switch off another one: there is the button.
      await commands.executeCommand('workbench.extensions.action.showExtensionsWithIds', [other.id]);
    }
  };
  const askIfNeeded = () => void ask().catch((error) => logError(error, log, 'Other extensions'));
  askIfNeeded();
  return extensions.onDidChange(askIfNeeded);
}
