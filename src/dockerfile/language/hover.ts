// What is told of the thing under the pointer: a few short parts in Markdown, in one order.
import * as l10n from '@vscode/l10n';
import { directiveHelp } from '../knowledge/directive-help.ts';
import { flagHelp } from '../knowledge/flag-help.ts';
import { effects, instructionHelp } from '../knowledge/instruction-help.ts';
import { mountOptionHelp, mountTypes } from '../knowledge/mount-help.ts';
import { runMounts } from '../meaning/run-mounts.ts';
import type { DockerfileDocument, Flag, Instruction } from '../text/document.ts';
import { instructionNamed } from '../text/instructions.ts';
import type { Range } from '../text/range.ts';
import { argumentHover } from './hover-arguments.ts';
import { type ContextFiles, copyParts } from './hover-copy.ts';
import { stageHover, variableHover } from './hover-names.ts';
import { code, codeBlock, referenceLink } from './markdown.ts';
import { type Place, placeAt } from './place.ts';
import type { Told } from './told.ts';
import { valuelessDirective } from './valueless-directive.ts';

export interface Hover {
  readonly range: Range;
  /** Markdown, each part a paragraph or more. Others may add theirs: what an engine knows, marks of a build. */
  readonly parts: readonly string[];
}

/** `context`: what is in the build context, where tellsOfFiles wants it. */
export function hoverAt(document: DockerfileDocument, offset: number, context?: ContextFiles): Hover | undefined {
  const place = placeAt(document, offset);
  const found = nameHover(document, place) ?? syntaxHover(document, place, offset, context);
  return found && found.parts.length > 0 ? { range: document.rangeOf(found.span), parts: found.parts } : undefined;
}

function nameHover(document: DockerfileDocument, { name }: Place): Told | undefined {
  if (name?.of.kind === 'variable') return variableHover(document, name);
  if (name?.of.kind === 'stage') return stageHover(document, name);
  return undefined;
}

function syntaxHover(
  document: DockerfileDocument,
  place: Place,
  offset: number,
  context: ContextFiles | undefined,
): Told | undefined {
  switch (place.kind) {
    case 'keyword':
      // The next line of one that goes on there is not the keyword itself.
      return offset <= place.span.end ? { span: place.span, parts: keywordParts(place.instruction) } : undefined;
    case 'flag-name':
      return { span: place.span, parts: flagParts(place.flag, place.instruction) };
    case 'flag-value':
      return mountHover(document, place, offset);
    case 'directive-name':
      return { span: place.span, parts: directiveParts(place.directive.name) };
    case 'comment': {
      const name = valuelessDirective(document, place.span);
      const isOfName = !document.text.slice(place.span.start, offset).includes('=');
      return name !== undefined && isOfName ? { span: place.span, parts: directiveParts(name) } : undefined;
    }
    case 'argument': {
      const parts = context ? copyParts(document, place.instruction, offset, context) : [];
      return parts.length > 0 ? { span: place.word, parts } : argumentHover(document, place, offset);
    }
    case 'shell-word':
      return argumentHover(document, place, offset);
    default:
      return undefined;
  }
}

function keywordParts({ keyword }: Instruction): string[] {
  const help = instructionHelp(keyword);
  const description = instructionNamed(keyword);
  if (!help || !description) return [];
  const deprecated = description.deprecated ? `**${l10n.t('Deprecated.')}** ` : '';
  return [
    `${deprecated}${help.text} *${effects[help.effect]}*`,
    codeBlock(description.syntax.join('\n')),
    codeBlock(help.example),
    referenceLink(keyword.toLowerCase()),
  ];
}

function flagParts({ name }: Flag, { keyword }: Instruction): string[] {
  const help = instructionNamed(keyword)?.flags.includes(name) ? flagHelp(name) : undefined;
  if (!help) return [];
  const since = help.since === undefined ? '' : ` *${l10n.t('Since Dockerfile syntax {0}.', help.since)}*`;
  return [
    `\`--${name}${help.syntax === '' ? '' : `=${help.syntax}`}\``,
    `${help.text}${since}`,
    codeBlock(help.example),
    referenceLink(help.anchor),
  ];
}

function mountHover(
  document: DockerfileDocument,
  { instruction, flag }: Extract<Place, { kind: 'flag-name' | 'flag-value' }>,
  offset: number,
): Told | undefined {
  const mount = runMounts(document, instruction).find((each) => each.flag === flag);
  const option = mount?.options.find(({ start, end }) => start <= offset && offset <= end);
  if (!option) return undefined;
  const type = option.name === 'type' ? mountTypes.find(({ name }) => name === option.value?.text) : undefined;
  if (type && offset > option.nameSpan.end) {
    return {
      span: option,
      parts: [code(['type', type.name].join('=')), type.text, referenceLink(`run---mounttype${type.name}`)],
    };
  }
  const help = mountOptionHelp(option.name);
  return help && { span: option, parts: [`\`${help.name}\``, help.text, referenceLink('run---mount')] };
}

function directiveParts(name: string): string[] {
  const help = directiveHelp(name);
  if (!help) return [];
  return [help.text, codeBlock(help.example), referenceLink(name)];
}
