// The instructions that an import and a commit apply (`--change`): as they are typed, and as they may be shown.
import * as l10n from '@vscode/l10n';
import { hidden, mayBeSecretName } from '../../dockerfile/knowledge/hidden-values.ts';
import { looksSecret } from './secret-values.ts';
import { splitWords } from './shell-words.ts';

/** What is wrong with a change. */
export const changeSentences = {
  notValid: (word: string, allowed: string) =>
    l10n.t('"{0}" is not a valid instruction. Use {1}, each in quotes.', word, allowed),
};

/** The instructions that an import and a commit understand (docker import, docker commit: `--change`). */
export const changeInstructions = [
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'LABEL',
  'ONBUILD',
  'USER',
  'VOLUME',
  'WORKDIR',
];

/** What is wrong with the quoted instructions, or undefined. */
export function wrongChanges(text: string): string | undefined {
  const changes = splitWords(text);
  if ('wrong' in changes) return changes.wrong;
  const bad = changes.find((change) => !changeInstructions.includes(String(change.split(/\s/)[0]).toUpperCase()));
  return bad === undefined ? undefined : changeSentences.notValid(bad, changeInstructions.join(', '));
}

/** Of a text in which `wrongChanges` finds nothing. */
export function parseChanges(text: string): string[] {
  const changes = splitWords(text);
  return 'wrong' in changes ? [] : changes;
}

/** An instruction of `--change` without the value of a secret: `ENV TOKEN=***`. */
export function openChange(change: string): string {
  return looksSecret(change) || mayBeSecretName(change.split(/\s+/)[1] ?? '')
    ? change.replace(/^(\w+\s+[^\s=]+[\s=])[\s\S]*/, `$1${hidden}`)
    : change;
}
