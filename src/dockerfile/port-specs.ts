// What EXPOSE lists. Source: BuildKit's frontend/dockerfile/dockerfile2llb/convert_expose.go.
import { baseOf } from './base-image.ts';
import type { DockerfileDocument, Instruction, Stage, Word } from './document.ts';
import { pairsOf } from './pairs.ts';
import { withoutQuotes } from './quoted-words.ts';
import { expand, globalVariables, type Variables } from './variables.ts';

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

/** Of each EXPOSE, triggers of ONBUILD included. */
export function forEachPortSpec(
  document: DockerfileDocument,
  buildArguments: ReadonlyMap<string, string> | undefined,
  visit: (spec: PortSpec) => void,
): void {
  const hasExpose = document.instructions.some(
    ({ keyword, inner }) => keyword === 'EXPOSE' || inner?.keyword === 'EXPOSE',
  );
  if (!hasExpose) return;
  const globals = globalVariables(document, buildArguments);
  const exposes = (instructions: readonly Instruction[], known: Map<string, string | undefined>) => {
    for (const outer of instructions) {
      const instruction = outer.keyword === 'ONBUILD' ? (outer.inner ?? outer) : outer;
      if (instruction.keyword === 'EXPOSE') for (const word of instruction.words) visit(specOf(document, word, known));
      else declare(document, instruction, known, globals, buildArguments);
    }
  };
  exposes(
    document.instructions.filter(({ stageIndex }) => stageIndex < 0),
    new Map(),
  );
  /** ENV of a stage is known in those that start from it. */
  const environments = new Map<Stage, ReadonlyMap<string, string | undefined>>();
  for (const stage of document.stages) {
    const base = baseOf(document, stage, globals);
    const known = new Map(base.kind === 'stage' ? environments.get(base.stage) : undefined);
    exposes(stage.instructions, known);
    environments.set(stage, known);
  }
}

function declare(
  document: DockerfileDocument,
  instruction: Instruction,
  known: Map<string, string | undefined>,
  globals: Variables,
  buildArguments: ReadonlyMap<string, string> = new Map(),
): void {
  if (instruction.keyword !== 'ARG' && instruction.keyword !== 'ENV') return;
  for (const { name, value } of pairsOf(document, instruction)) {
    const own = value === undefined ? undefined : expand(value, known);
    known.set(name, instruction.keyword === 'ENV' ? own : (buildArguments.get(name) ?? own ?? globals.get(name)));
  }
}

function specOf(document: DockerfileDocument, word: Word, known: Variables): PortSpec {
  const expanded = expand(word.text, known);
  const text = expanded === undefined ? undefined : withoutQuotes(expanded, document.escape);
  return { word, text, isLiteral: text === word.text && word.end - word.start === text.length };
}
