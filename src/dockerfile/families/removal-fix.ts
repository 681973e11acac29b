// Removes a file behind the command that was the last to need it.
import * as l10n from '@vscode/l10n';
import { insertStep } from '../rule-parts/append-step.ts';
import type { Fix } from '../rule-parts/rule.ts';
import type { ShellCommand, ShellWord } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

/** rm behind the command that reads the file. */
export function removalFix(
  document: DockerfileDocument,
  run: Instruction,
  command: ShellCommand,
  file: ShellWord,
): Fix | undefined {
  const written = document.text.slice(file.start, file.end);
  if (command.wrapperCount > 0 || /[\s\\]/.test(written) || written.startsWith('-')) return undefined;
  const edits = insertStep(document, run, command, `rm ${written}`);
  return edits.length === 0 ? undefined : { title: l10n.t('Remove {0}', written), edits, safe: true };
}
