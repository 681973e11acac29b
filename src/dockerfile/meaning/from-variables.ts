// The variables that FROM names: which of them are declared, and what an image is called if the build sets none.

import { platformVariables } from '../knowledge/platform-variables.ts';
import type { DockerfileDocument, Stage } from '../text/document.ts';
import type { VariableReference } from './variable-references.ts';
import { variableReferences } from './variable-references.ts';
import { expand, type Variables } from './variables.ts';

/** References to what no ARG before the first FROM declares, with a default in braces left out. */
export function undeclaredInFrom(
  document: DockerfileDocument,
  { from }: Stage,
  variables: Variables,
): VariableReference[] {
  return variableReferences(document, from).filter(
    ({ name, modifier }) => modifier === '' && !variables.has(name) && !platformVariables.has(name),
  );
}

/** The name of the stage's base as BuildKit has it without any --build-arg: what is not set is empty. */
export function defaultBaseName(document: DockerfileDocument, stage: Stage, variables: Variables): string | undefined {
  if (!stage.base) return undefined;
  const known = new Map<string, string | undefined>([...platformVariables, ...variables]);
  for (const { name, modifier } of variableReferences(document, stage.from)) {
    if (modifier === '' && known.get(name) === undefined) known.set(name, '');
  }
  return expand(stage.base.text.replace(/^(["'])(.*)\1$/, '$2'), known);
}
