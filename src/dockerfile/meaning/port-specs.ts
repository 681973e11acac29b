// What EXPOSE lists. Source: BuildKit's frontend/dockerfile/dockerfile2llb/convert_expose.go.
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import { withoutQuotes } from '../text/quoted-words.ts';
import { oncePerBuild } from '../text/read-once.ts';
import { visitWithVariables } from './variable-walk.ts';
import { expand, type Variables } from './variables.ts';

export interface PortSpec {
  /** Variables replaced; undefined if one has no known value. */
  readonly text: string | undefined;
  readonly word: Word;
  /** The text stands in the file just so. */
  readonly isLiteral: boolean;
}

/** `[ip:]hostPort:port/protocol`, in its parts; '' for what is not there. */
export interface PortParts {
  readonly ip: string;
  readonly hostPort: string;
  readonly port: string;
  /** As written. */
  readonly protocol: string;
}

export function portParts(text: string): PortParts {
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  const slash = last.indexOf('/');
  return {
    ip: parts.slice(0, -2).join(':'),
    hostPort: parts.at(-2) ?? '',
    port: slash < 0 ? last : last.slice(0, slash),
    protocol: slash < 0 ? '' : last.slice(slash + 1),
  };
}

/** Of each EXPOSE, triggers of ONBUILD included, in the order of the file. */
export const portSpecs = oncePerBuild((document, buildArguments): readonly PortSpec[] => {
  if (!document.instructions.some(exposeOf)) return [];
  const specs: PortSpec[] = [];
  const add = (instruction: Instruction, variables: Variables) => {
    for (const word of exposeOf(instruction)?.words ?? []) specs.push(specOf(document, word, variables));
  };
  visitWithVariables(document, add, buildArguments);
  return specs;
});

function exposeOf(instruction: Instruction): Instruction | undefined {
  const meant = instruction.keyword === 'ONBUILD' ? instruction.inner : instruction;
  return meant?.keyword === 'EXPOSE' ? meant : undefined;
}

function specOf(document: DockerfileDocument, word: Word, variables: Variables): PortSpec {
  const expanded = expand(word.text, variables);
  const text = expanded === undefined ? undefined : withoutQuotes(expanded, document.escape);
  return { word, text, isLiteral: text === word.text && word.end - word.start === text.length };
}
