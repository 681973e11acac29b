// Renames a stage, a variable or a heredoc with all its uses; and which places change together while one types.
import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import { validStageName } from '../meaning/stage-names.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Edit, Range } from '../text/range.ts';
import type { Named, Occurrence } from './named.ts';
import { isPredefined } from './names.ts';
import { placeAt } from './place.ts';

/** Why a name is refused. */
export const renameSentences = {
  nothing: () => l10n.t('Only stages, variables and heredocs can be renamed.'),
  variable: (name: string) =>
    l10n.t(
      '"{0}" is not a valid variable name. Use letters, digits and underscores, and do not begin with a digit.',
      name,
    ),
  stage: (name: string) =>
    l10n.t(
      '"{0}" is not a valid stage name. Begin with a letter, and use letters, digits, hyphens, underscores and dots.',
      name,
    ),
  heredoc: (name: string) => l10n.t('"{0}" is not a valid heredoc name. Use letters, digits and underscores.', name),
};

/** What would be renamed; undefined where nothing can be. */
export function renameRangeAt(document: DockerfileDocument, offset: number): Range | undefined {
  const name = renamableAt(document, offset);
  return name && document.rangeOf(name);
}

export type Rename =
  | { readonly edits: readonly Edit[] }
  /** A sentence that says why not. */
  | { readonly refused: string };

export function renameAt(document: DockerfileDocument, offset: number, newName: string): Rename {
  const name = renamableAt(document, offset);
  if (!name) return { refused: renameSentences.nothing() };
  const refused = refusal(name, newName);
  if (refused !== undefined) return { refused };
  const places = name.of.places.filter(({ isNumber }) => !isNumber);
  return { edits: places.map((place) => ({ range: document.rangeOf(place), text: newName })) };
}

/** The two ends of a heredoc: they have the same name, and stand near each other. */
export function linkedRangesAt(document: DockerfileDocument, offset: number): Range[] {
  const { name } = placeAt(document, offset);
  if (name?.of.kind !== 'heredoc' || name.of.places.length < 2) return [];
  return name.of.places.map((place) => document.rangeOf(place));
}

function renamableAt(document: DockerfileDocument, offset: number): Occurrence | undefined {
  const { name } = placeAt(document, offset);
  if (!name || name.isNumber) return undefined;
  // What the builder sets by itself has its name from there.
  const isSet = name.of.kind === 'variable' && (isPredefined(name.of.name) || isOfBase(document, name.of));
  return isSet ? undefined : name;
}

/** `ENV PATH=/app/bin:$PATH` before any other: the base image has it, and its programs look for it by this name. */
function isOfBase(document: DockerfileDocument, { name, places }: Named): boolean {
  if (name === 'PATH') return true;
  const [first] = places;
  if (!first?.isDeclaration || first.instruction.keyword !== 'ENV') return false;
  const own = pairsOf(document, first.instruction).find((pair) => pair.name === name);
  return new RegExp(`\\$\\{?${name}\\b`).test(own?.value ?? '');
}

function refusal({ of: { kind } }: Occurrence, newName: string): string | undefined {
  if (kind === 'variable' && !/^[A-Za-z_]\w*$/.test(newName)) {
    return renameSentences.variable(newName);
  }
  if (kind === 'stage' && !validStageName.test(newName.toLowerCase())) {
    return renameSentences.stage(newName);
  }
  if (kind === 'heredoc' && !/^[A-Za-z_][\w.-]*$/.test(newName)) {
    return renameSentences.heredoc(newName);
  }
  return undefined;
}
