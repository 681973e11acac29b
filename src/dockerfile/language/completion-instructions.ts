// Instructions, where one may begin, and snippets of several.
import { instructionHelp } from '../knowledge/instruction-help.ts';
import { fileSnippets, instructionSnippets, stepSnippets } from '../knowledge/snippets.ts';
import { isTrigger } from '../meaning/builder-instructions.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionNamed, instructions } from '../text/instructions.ts';
import type { CompletionItem, Found } from './completion-item.ts';
import type { Place } from './place.ts';
import { typedLine } from './typed-line.ts';

/** What one writes most stands first. */
const usual =
  'FROM RUN COPY WORKDIR ENV ARG CMD ENTRYPOINT EXPOSE USER LABEL HEALTHCHECK VOLUME ADD SHELL STOPSIGNAL ONBUILD MAINTAINER'.split(
    ' ',
  );
const notAsTrigger = new Set(['FROM', 'ONBUILD', 'MAINTAINER']);

export function instructionItems(
  document: DockerfileDocument,
  place: Extract<Place, { kind: 'nothing' | 'keyword' }>,
  offset: number,
): Found {
  const inTrigger = place.kind === 'keyword' && isTrigger(place.instruction);
  const typed = place.kind === 'keyword' ? place.typed : typedLine(document, offset).text;
  if (!/^[A-Za-z]*$/.test(typed)) return { items: [], length: 0 };
  const hasStage = isInStage(document, place, offset);
  const isLower = typed !== '' ? typed === typed.toLowerCase() && isLowerCased(document) : isLowerCased(document);
  const isFollowed = /[ \t]/.test(document.text[offset] ?? '\n');
  const known = usual.filter((keyword) =>
    inTrigger ? !notAsTrigger.has(keyword) : hasStage || keyword === 'FROM' || keyword === 'ARG',
  );
  // What is begun with decides; a new stage is rarely the next thing.
  const ordered = hasStage
    ? [...known.filter((keyword) => keyword !== 'FROM'), ...known.filter((keyword) => keyword === 'FROM')]
    : known;
  const used = usedOnce(document, place, offset);
  const items = ordered
    .filter((keyword) => !used.has(keyword))
    .map((keyword) => keywordItem(isLower ? keyword.toLowerCase() : keyword, keyword, isFollowed));
  // In front of something they would only be in the way.
  const isAtEnd = /^[ \t]*\r?(?:\n|$)/.test(document.text.slice(offset, offset + 200));
  const snippets = inTrigger || !isAtEnd ? [] : snippetItems(document, hasStage, ordered);
  return { items: [...items, ...snippets], length: typed.length };
}

/** Behind ONBUILD, where no trigger is written yet. */
export function triggerItems(word: string): Found {
  const known = usual.filter((keyword) => !notAsTrigger.has(keyword));
  return { items: known.map((keyword) => keywordItem(keyword, keyword, false)), length: word.length };
}

/** A file without any FROM, but with more than ARGs in it, is a part of one. */
function isInStage({ stages, instructions: all }: DockerfileDocument, place: Place, offset: number): boolean {
  if (stages.length === 0) return all.some(({ keyword }) => keyword !== 'ARG' && instructionNamed(keyword));
  return stages.some(({ from }) => from.start < offset && from !== ownInstruction(place));
}

function ownInstruction(place: Place): Instruction | undefined {
  return place.kind === 'keyword' ? place.instruction : undefined;
}

function keywordItem(written: string, keyword: string, isFollowed: boolean): CompletionItem {
  const help = instructionHelp(keyword);
  return {
    kind: 'keyword',
    label: written,
    detail: instructions.find((each) => each.keyword === keyword)?.summary,
    documentation: help?.text,
    insert: isFollowed ? written : `${written} `,
    ...(isFollowed ? {} : { goesOn: true }),
    ...(keyword === 'MAINTAINER' ? { isDeprecated: true } : {}),
  };
}

const onlyOnce = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'STOPSIGNAL'];

/** Of these only the last one counts: where the stage has one, another is not offered. */
function usedOnce(document: DockerfileDocument, place: Place, offset: number): ReadonlySet<string> {
  const stage = document.stages.findLast(({ from }) => from.start < offset);
  const used = (stage?.instructions ?? []).filter(
    (each) => onlyOnce.includes(each.keyword) && each !== ownInstruction(place),
  );
  return new Set(used.map(({ keyword }) => keyword));
}

function isLowerCased({ instructions: all, text }: DockerfileDocument): boolean {
  const [first] = all.filter(({ keywordSpan: { start, end } }) => end - start > 2);
  if (!first) return false;
  const written = text.slice(first.keywordSpan.start, first.keywordSpan.end);
  return written === written.toLowerCase();
}

function snippetItems(document: DockerfileDocument, hasStage: boolean, keywords: readonly string[]): CompletionItem[] {
  const whole = document.instructions.length <= 1 && !hasStage ? fileSnippets : [];
  const steps = hasStage ? stepSnippets : [];
  const forms = instructionSnippets.filter(({ label }) => keywords.includes(label.split(' ', 1)[0] ?? ''));
  return [...forms, ...whole, ...steps].map(({ label, detail, insert }) => ({
    kind: 'snippet',
    label,
    detail,
    insert,
    isSnippet: true,
  }));
}
