// Variables in instructions have been declared by ARG or ENV. Quiet where the base image may have set them.

import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { platformVariables } from '../knowledge/platform-variables.ts';
import { baseEnvironment } from '../meaning/base-environment.ts';
import { pairsOf } from '../meaning/pairs.ts';
import { type VariableReference, variableReferences } from '../meaning/variable-references.ts';
import { visitWithVariables } from '../meaning/variable-walk.ts';
import { globalVariables, type Variables } from '../meaning/variables.ts';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix, Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

/** Those whose arguments the builder expands itself; in RUN, CMD and ENTRYPOINT the shell does. */
const expanding = new Set('ADD ARG COPY ENV EXPOSE LABEL STOPSIGNAL USER VOLUME WORKDIR'.split(' '));

export const declareVariable: Rule = {
  id: 'declare-variable',
  aliases: ['UndefinedVar'],
  severity: 'warning',
  title: l10n.t('Declare variables before using them'),
  why: l10n.t(
    'A variable that neither ARG nor ENV sets is empty, without a warning: COPY $DIR/app /app then copies from the wrong place. An ARG before the first FROM is only valid in FROM. Repeat it in the stage: ARG VERSION.',
  ),
  bad: 'ARG VERSION=1.2\nFROM alpine:3.20\nCOPY app-⟦$VERSION⟧.conf /etc/app.conf\n',
  good: 'ARG VERSION=1.2\nFROM alpine:3.20\nARG VERSION\nCOPY app-$VERSION.conf /etc/app.conf\n',
  check(document, report, { buildArguments }) {
    const isReferring = ({ keyword, line }: Instruction) => expanding.has(keyword) && line.text.includes('$');
    if (!document.instructions.some(isReferring)) return;
    const globals = globalVariables(document, buildArguments);
    const environmentOf = baseEnvironment(document, buildArguments);
    visitWithVariables(document, (instruction, variables) => {
      if (!expanding.has(instruction.keyword) || instruction.stageIndex < 0) return;
      const references = variableReferences(document, instruction);
      if (references.length > 0)
        checkReferences(document, instruction, references, { variables, globals, environmentOf }, report);
    });
  },
};

interface Known {
  readonly variables: Variables;
  readonly globals: Variables;
  readonly environmentOf: ReturnType<typeof baseEnvironment>;
}

function checkReferences(
  document: DockerfileDocument,
  instruction: Instruction,
  references: readonly VariableReference[],
  { variables, globals, environmentOf }: Known,
  report: Report,
): void {
  const environment = environmentOf(instruction.stageIndex);
  const isPairs = instruction.keyword === 'ENV' || instruction.keyword === 'ARG';
  const own = isPairs ? pairsOf(document, instruction) : [];
  const isSetHere = ({ name, start }: VariableReference) =>
    own.some((pair) => {
      if (pair.name !== name) return false;
      // Each ARG sees those before it; the pairs of one ENV are another rule's.
      return instruction.keyword === 'ARG' ? document.offsetAt(pair.range.end) <= start : own.length > 1;
    });
  for (const reference of references) {
    const { name, modifier } = reference;
    if (modifier !== '' || variables.has(name) || environment.names.has(name) || isSetHere(reference)) continue;
    const mayBeDeclared = platformVariables.has(name) || (globals.has(name) && !environment.maySet(name));
    const meant = mayBeDeclared ? undefined : nearest(name, inTurn(variables.keys(), environment.names));
    if (!environment.isKnown && !mayBeDeclared && (meant === undefined || !isSlip(name, meant))) continue;
    report({
      range: document.rangeOf(reference),
      message: messageFor(name, meant, globals.has(name)),
      fix: mayBeDeclared
        ? declareFix(document, instruction, name)
        : meant === undefined
          ? undefined
          : {
              title: l10n.t('Change to {0}', meant),
              edits: [{ range: document.rangeOf(reference.nameSpan), text: meant }],
              safe: false,
            },
    });
  }
}

/** Not copied into a list: that would be done for each reference. */
function* inTurn(...groups: readonly Iterable<string>[]): Iterable<string> {
  for (const group of groups) yield* group;
}

function messageFor(name: string, meant: string | undefined, isGlobal: boolean): string {
  if (isGlobal)
    return l10n.t('The ARG {0} before FROM is only valid in FROM, so it is empty here; repeat it in this stage', name);
  return meant === undefined
    ? l10n.t('{0} is empty, since neither ARG nor ENV sets it', name)
    : l10n.t('{0} is empty, since neither ARG nor ENV sets it; did you mean {1}?', name, meant);
}

/** Where the base image may have set more, only a long name with two letters swapped, or one too many or few, is a slip. */
function isSlip(name: string, meant: string): boolean {
  if (name.length < 5 || Math.abs(name.length - meant.length) > 1) return false;
  const letters = (text: string) => [...text].sort().join('');
  return name.length === meant.length
    ? letters(name) === letters(meant)
    : nearest(name, [meant]) !== undefined && !/\d/.test(name + meant);
}

function declareFix(document: DockerfileDocument, { start }: Instruction, name: string): Fix {
  const { line } = document.positionAt(start);
  const at = { line, character: 0 };
  return {
    title: l10n.t('Declare it: ARG {0}', name),
    edits: [{ range: { start: at, end: at }, text: `ARG ${name}${lineBreak(document)}` }],
    safe: false,
  };
}
