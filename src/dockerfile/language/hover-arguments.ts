// What is told of the arguments of instructions: images, ports, signals, users, and options of package managers.
import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { usualService } from '../knowledge/port-services.ts';
import { registryPage } from '../knowledge/registry-pages.ts';
import { mayHaveOptionHelp, optionHelp } from '../knowledge/shell-option-help.ts';
import { signalHelp } from '../knowledge/signal-help.ts';
import { portParts } from '../meaning/port-specs.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import { resolvePath, workingDirectory } from '../meaning/working-directory.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import { code } from './markdown.ts';
import type { Place } from './place.ts';
import type { Told } from './told.ts';

/** Where an image is from. `name`, `from`: as markdown. */
export const imageSentences = {
  withDigest: (name: string, from: string, digest: string) =>
    l10n.t('Image {0} from {1}, with the digest {2}.', name, from, digest),
  withoutTag: (name: string, from: string) =>
    l10n.t('Image {0} from {1}, with the tag latest because none is given.', name, from),
  withTag: (name: string, from: string, tag: string) =>
    l10n.t('Image {0} from {1}, with the tag {2}.', name, from, tag),
};

export function argumentHover(
  document: DockerfileDocument,
  { instruction, word }: Extract<Place, { kind: 'argument' | 'shell-word' }>,
  offset: number,
): Told | undefined {
  const parts = partsOf(document, instruction, word, offset);
  return parts.length > 0 ? { span: word, parts } : undefined;
}

function partsOf(document: DockerfileDocument, instruction: Instruction, word: Word, offset: number): string[] {
  switch (instruction.keyword) {
    case 'FROM':
      return instruction.words[0] === word ? imageParts(document, instruction) : [];
    case 'EXPOSE':
      return portHover(word.text);
    case 'STOPSIGNAL': {
      const name = word.text.toUpperCase().replace(/^SIG/, '');
      const help = signalHelp(name);
      return help === undefined ? [] : [`SIG${name}: ${help}`];
    }
    case 'USER':
      return userHover(word.text);
    case 'WORKDIR': {
      const before = workingDirectory(document, instruction);
      const isRelative = !/^["'/$]/.test(word.text) && before !== undefined;
      return isRelative ? [code(resolvePath(before, word.text))] : [];
    }
    case 'RUN':
      return shellHover(document, instruction, offset);
    default:
      return [];
  }
}

function imageParts(document: DockerfileDocument, instruction: Instruction): string[] {
  const base = basesOf(document)[instruction.stageIndex];
  if (base?.kind === 'scratch') return [l10n.t('scratch is not an image: the stage starts empty.')];
  if (base?.kind !== 'image') return [];
  const reference = parseImageReference(base.reference);
  if (!reference) return [];
  const { registry, repository, tag, digest } = reference;
  const page = registryPage(reference);
  const name = registry === 'docker.io' ? repository.replace(/^library\//, '') : `${registry}/${repository}`;
  const where = page === undefined ? code(registry) : `[${registry}](${page})`;
  if (digest !== undefined) return [imageSentences.withDigest(code(name), where, code(digest))];
  if (tag === undefined) return [imageSentences.withoutTag(code(name), where)];
  return [imageSentences.withTag(code(name), where, code(tag))];
}

function portHover(text: string): string[] {
  const { port, protocol } = portParts(text);
  if (!/^\d{1,5}$/.test(port)) return [];
  const service = usualService(Number(port));
  const form = protocol === '' ? port : `${port}/${protocol}`;
  const usual = service === undefined ? [] : [l10n.t('Usually: {0}', service)];
  return [...usual, l10n.t('To publish it: {0}', code(`docker run -p ${port}:${form}`))];
}

function userHover(text: string): string[] {
  const [user = ''] = text.split(':', 1);
  if (user === 'root' || user === '0') return [l10n.t('The root user, with full access to the container.')];
  if (/^\d+$/.test(user)) return [l10n.t('The user with the ID {0}, even if the image has no name for it.', user)];
  return [];
}

/** An option of a package manager, where it is known what it does. */
function shellHover(document: DockerfileDocument, instruction: Instruction, offset: number): string[] {
  // To read a long script takes time, which most words are not worth.
  if (!mayHaveOptionHelp(plainWordAt(document.text, offset))) return [];
  const { commands } = shellScript(document, instruction);
  for (const { name, args } of commands) {
    const arg = args.find(({ start, end }) => start <= offset && offset <= end);
    const help = arg && optionHelp(name, arg.value);
    if (help !== undefined) return [`${code(`${name} … ${arg?.value ?? ''}`)}: ${help}`];
  }
  return [];
}

/** Letters, digits, dashes and equals signs around a place. */
function plainWordAt(text: string, offset: number): string {
  const isPart = (at: number) => /[\w=-]/.test(text[at] ?? ' ');
  let [start, end] = [offset, offset];
  while (start > 0 && isPart(start - 1)) start--;
  while (isPart(end)) end++;
  return text.slice(start, end);
}
