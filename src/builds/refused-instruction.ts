// Which instruction an engine means that refuses a Dockerfile: it names a line, or what a FROM starts from.
import { expand, globalVariables } from '../dockerfile/meaning/variables.ts';
import type { DockerfileDocument, Instruction } from '../dockerfile/text/document.ts';
import type { DockerfilePlace } from '../errors.ts';

/** undefined: none that is certain. */
export function refusedInstruction(
  document: DockerfileDocument,
  place: DockerfilePlace,
  buildArguments: ReadonlyMap<string, string>,
): Instruction | undefined {
  const { instructions, stages } = document;
  if ('line' in place) {
    // An instruction may begin some lines above the one that is named.
    return instructions.findLast(({ start }) => document.positionAt(start).line <= place.line) ?? instructions[0];
  }
  const declared = globalVariables(document, buildArguments);
  // An engine takes a variable without a value for empty.
  const variables = new Map([...declared].map(([name, value]) => [name, value ?? '']));
  const texts = stages.map(({ base }) => base?.text ?? '');
  const found = stages.find(
    (_stage, index) => texts[index] === place.base || expand(texts[index] ?? '', variables) === place.base,
  );
  const [only, ...others] = stages.filter((_stage, index) => texts[index]?.includes('$'));
  return (found ?? (others.length === 0 ? only : undefined))?.from;
}
