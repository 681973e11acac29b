// Which arguments an instruction takes, and which of them is being written.

import { directiveHelp } from '../knowledge/directive-help.ts';
import { flagSyntax } from '../knowledge/flag-help.ts';
import { isTrigger } from '../meaning/builder-instructions.ts';
import type { DockerfileDocument, Flag } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';
import { type Place, placeAt } from './place.ts';
import {
  argSignatures,
  copySignatures,
  type Forms,
  fromSignatures,
  healthcheckLabel,
  healthcheckSignatures,
  pairSignatures,
  userSignatures,
  wordSignatures,
} from './signature-forms.ts';
import { valuelessDirective } from './valueless-directive.ts';

export interface Signature {
  readonly label: string;
  /** Where the parameters stand in the label: first character, and the one behind the last. */
  readonly parameters: readonly (readonly [number, number])[];
}

export interface SignatureHelp {
  /** The first is the one that fits best. */
  readonly signatures: readonly Signature[];
  readonly activeParameter: number;
  /** A sentence on the instruction. */
  readonly summary: string;
}

export function signatureHelpAt(document: DockerfileDocument, offset: number): SignatureHelp | undefined {
  const place = placeAt(document, offset);
  if (place.kind === 'directive-value' || place.kind === 'directive-name')
    return directiveSignature(place.directive.name);
  if (place.kind === 'comment') return directiveSignature(valuelessDirective(document, place.span));
  if (!('typed' in place)) return undefined;
  if (place.kind === 'keyword') return triggerHelp(document, place);
  const { instruction } = place;
  const description = instructionNamed(instruction.keyword);
  const help = place.kind === 'flag-value' ? flagHelp(place.flag, instruction.keyword) : undefined;
  const forms = help ?? formsAt(document, place, offset);
  if (!description || !forms) return undefined;
  return {
    signatures: forms.labels.map(signatureOf),
    activeParameter: forms.active,
    summary: description.summary,
  };
}

function formsAt(
  document: DockerfileDocument,
  place: Exclude<Extract<Place, { typed: string }>, { kind: 'keyword' }>,
  offset: number,
): Forms | undefined {
  const { instruction } = place;
  switch (instruction.keyword) {
    case 'FROM':
      return fromSignatures(instruction, offset);
    case 'ARG':
      return argSignatures(instruction, offset);
    case 'ENV':
    case 'LABEL':
      return pairSignatures(document, instruction, offset);
    case 'COPY':
    case 'ADD':
      return copySignatures(instruction, place, offset);
    case 'USER':
      return userSignatures(instruction, offset);
    case 'HEALTHCHECK':
      return healthcheckSignatures(instruction, place, offset);
    case 'CMD':
      // That of a HEALTHCHECK has words alone.
      return isOfHealthcheck(document, place)
        ? { labels: [healthcheckLabel], active: 2 }
        : wordSignatures(instruction, offset);
    default:
      return wordSignatures(instruction, offset);
  }
}

function isOfHealthcheck(
  { instructions }: DockerfileDocument,
  { instruction }: Extract<Place, { typed: string }>,
): boolean {
  return instructions.some(({ keyword, inner }) => inner === instruction && keyword === 'HEALTHCHECK');
}

/** `ONBUILD ‸`: any instruction. */
function triggerHelp(
  document: DockerfileDocument,
  place: Extract<Place, { kind: 'keyword' }>,
): SignatureHelp | undefined {
  if (!isTrigger(place.instruction)) return undefined;
  if (isOfHealthcheck(document, place)) {
    const summary = instructionNamed('HEALTHCHECK')?.summary ?? '';
    return { signatures: [signatureOf(healthcheckLabel)], activeParameter: 1, summary };
  }
  return {
    signatures: [signatureOf('ONBUILD ⟨INSTRUCTION⟩')],
    activeParameter: 0,
    summary: instructionNamed('ONBUILD')?.summary ?? '',
  };
}

function flagHelp(flag: Flag, keyword: string): Forms | undefined {
  const syntax = instructionNamed(keyword)?.flags.includes(flag.name) ? flagSyntax(flag.name) : undefined;
  if (syntax === undefined) return undefined;
  return { labels: [`--${flag.name}=⟨${syntax}⟩`], active: 0 };
}

function directiveSignature(name: string | undefined): SignatureHelp | undefined {
  const known = name === undefined ? undefined : directiveHelp(name);
  if (!known) return undefined;
  const label = known.example.replace(/^# (\w+=)(.*)$/, '$1⟨$2⟩');
  return { signatures: [signatureOf(label)], activeParameter: 0, summary: known.text };
}

function signatureOf(marked: string): Signature {
  const parameters: [number, number][] = [];
  let label = '';
  let start = 0;
  for (const character of marked) {
    if (character === '⟨') start = label.length;
    else if (character === '⟩') parameters.push([start, label.length]);
    else label += character;
  }
  return { label, parameters };
}
