// Which shell /bin/sh is: dash in Debian's family, busybox in Alpine's; others have bash, or are not known.
import { type ImageReference, parseImageReference } from '../../image-reference.ts';
import type { SmallShell } from '../knowledge/shell-constructs.ts';
import { baseFamily } from '../meaning/base-family.ts';
import { basesOf, inherited, rootBase } from '../meaning/stage-bases.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { oncePerDocument } from '../text/read-once.ts';

/** Of a shell by its name (`sh`, `dash`); undefined for one that can more, or where it is not known. */
export function smallShell(
  document: DockerfileDocument,
  instruction: Instruction,
  shell: string,
): SmallShell | undefined {
  if (shell === 'dash') return 'dash';
  if (shell === 'ash' || shell === 'busybox') return 'busybox';
  if (shell !== 'sh' || instruction.stageIndex < 0) return undefined;
  const family = baseFamily(document, instruction.stageIndex);
  if (family !== 'debian' && family !== 'alpine') return undefined;
  if (!leavesShell(document, instruction) || isReplaced(document, instruction)) return undefined;
  return family === 'debian' ? 'dash' : 'busybox';
}

/** false: no instruction of the document is read by one. */
export function mayHaveSmallShell(document: DockerfileDocument): boolean {
  const isOfFamily = (index: number) => /^(?:debian|alpine)$/.test(baseFamily(document, index) ?? '');
  return document.stages.some(({ index }) => isOfFamily(index)) || /dash|["/]ash|busybox/.test(document.text);
}

/** `ln -sf /bin/bash /bin/sh`, `dpkg-reconfigure dash`: before the instruction, in its stage or in those it starts from. */
function isReplaced(document: DockerfileDocument, { stageIndex, end }: Instruction): boolean {
  return (replacements(document)[stageIndex] ?? Number.POSITIVE_INFINITY) < end;
}

/** Of each stage where the first such RUN begins, in it or in those that it starts from; infinite where there is none. */
const replacements = oncePerDocument((document): readonly number[] => {
  if (!/\/sh\b|\bdash\b/.test(document.text)) return [];
  return inherited<number>(basesOf(document), (index, before = Number.POSITIVE_INFINITY) => {
    const instructions = document.stages[index]?.instructions ?? [];
    const own = instructions.find(({ keyword, rest }) => keyword === 'RUN' && replacesSh.test(rest.text));
    return Math.min(before, own?.start ?? before);
  });
});

const replacesSh =
  /\b(?:ln|mv|cp|install|dpkg-divert|update-alternatives)\b[^&;|]*\/sh\b(?![/.-])|\breconfigure\b[^&;|]*\bdash\b|dash\/sh\b|\bdash\b[^&;|]*\breconfigure\b/;

/** Releases of Debian and Ubuntu whose dash has no `set -o pipefail`: those up to Debian 13 and Ubuntu 25.04. */
const oldReleases =
  /(?:^|[-.:])(?:wheezy|jessie|stretch|buster|bullseye|bookworm|trixie|trusty|xenial|bionic|focal|jammy|noble|oracular|plucky)(?:$|-)/;

export function knowsNoPipefail(document: DockerfileDocument, instruction: Instruction): boolean {
  const image = rootImage(document, instruction);
  const tag = image?.tag ?? '';
  if (oldReleases.test(tag)) return true;
  if (image?.repository === 'library/debian') return /^(?:[6-9]|1[0-3])(?:\.\d+)*(?:$|-)/.test(tag);
  return image?.repository === 'library/ubuntu' && /^(?:1\d|2[0-4]|25\.04)(?:\.\d+)*(?:$|-)/.test(tag);
}

/** An image may have a SHELL of its own, which those made from it inherit. Docker's official ones have none. */
function leavesShell(document: DockerfileDocument, instruction: Instruction): boolean {
  const image = rootImage(document, instruction);
  if (image?.registry === 'mcr.microsoft.com') return image.repository.startsWith('dotnet/');
  return image?.registry === 'docker.io' && /^(?:library\/|oven\/bun$)/.test(image.repository);
}

/** What the instruction's stage, or the one that it goes back to, starts from. */
function rootImage(document: DockerfileDocument, { stageIndex }: Instruction): ImageReference | undefined {
  const base = rootBase(document, stageIndex);
  return base?.kind === 'image' ? parseImageReference(base.reference) : undefined;
}
