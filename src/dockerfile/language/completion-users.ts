// Users that an image has, as far as the file tells: those that it makes, those of its base, and root.

import { parseImageReference } from '../../image-reference.ts';
import { usersOfImage } from '../knowledge/image-users.ts';
import { basesOf, stageLineage } from '../meaning/stage-bases.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { CompletionItem } from './completion-item.ts';

/** `withGroup`: as `user:group`. */
export function userItems(
  document: DockerfileDocument,
  { stageIndex, start }: Instruction,
  withGroup: boolean,
): CompletionItem[] {
  const names = new Set<string>();
  const stage = document.stages[stageIndex];
  const lineage = stage ? stageLineage(document, stage) : [];
  for (const each of lineage) {
    for (const instruction of each.instructions) {
      if (instruction.start >= start) break;
      for (const { name, args } of instruction.keyword === 'RUN' ? shellScript(document, instruction).commands : []) {
        const last = args.at(-1);
        if ((name === 'useradd' || name === 'adduser') && last?.literal && /^[a-z_][\w-]*$/.test(last.value))
          names.add(last.value);
      }
    }
  }
  const base = basesOf(document)[lineage.at(-1)?.index ?? -1];
  const reference = base?.kind === 'image' ? parseImageReference(base.reference) : undefined;
  for (const name of reference ? usersOfImage(reference) : []) names.add(name);
  for (const name of ['1000', 'nobody', 'root']) names.add(name);
  return [...names].map((name): CompletionItem => {
    const text = withGroup ? `${name}:${name === 'nobody' ? 'nogroup' : name}` : name;
    return { kind: 'value', label: text, insert: text };
  });
}
