// A blank within a mount, where the builder takes what follows for the command.
import * as l10n from '@vscode/l10n';
import type { RunMount } from '../../meaning/run-mounts.ts';
import type { DockerfileDocument, Instruction } from '../../text/document.ts';
import type { MountFault } from './fault.ts';

const option =
  /^,?\s*(?:type|from|source|src|target|dst|destination|readonly|ro|readwrite|rw|id|sharing|required|size|mode|uid|gid|env)(?:=|,|$)/i;

/** Without a value they are refused, or say what nobody means. */
const needsValue = /(?:^|,)(?:type|target|dst|destination|sharing|size|mode|uid|gid)=$/i;

export function blankFault(document: DockerfileDocument, run: Instruction, { flag }: RunMount): MountFault | undefined {
  const [next] = run.words;
  const value = flag.value?.text ?? '';
  if (!next || run.flags.at(-1) !== flag) return undefined;
  const isCut = next.text.startsWith(',') || value.endsWith(',') || needsValue.test(value);
  if (!isCut || !(option.test(next.text) || needsValue.test(value))) return undefined;
  const gap = { start: flag.end, end: next.start };
  const isPlain = /^[ \t]+$/.test(document.text.slice(gap.start, gap.end));
  return {
    span: next,
    message: l10n.t('A space ends the mount, and this is read as the command; write the options without spaces'),
    fix: isPlain ? { title: l10n.t('Remove the space'), span: gap, text: '' } : undefined,
  };
}
