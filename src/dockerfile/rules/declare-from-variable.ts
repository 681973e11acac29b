// Variables in FROM are declared by an ARG before it.

import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { platformVariables } from '../knowledge/platform-variables.ts';
import { defaultBaseName, undeclaredInFrom } from '../meaning/from-variables.ts';
import type { VariableReference } from '../meaning/variable-references.ts';
import { globalVariables } from '../meaning/variables.ts';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';

export const declareFromVariable: Rule = {
  id: 'declare-from-variable',
  aliases: ['UndefinedArgInFrom'],
  severity: 'warning',
  title: l10n.t('Declare variables used in FROM with ARG'),
  why: l10n.t(
    'A variable in FROM only has a value if an ARG before the first FROM declares it. Otherwise it is empty, even with --build-arg, and the build uses a different image than intended.',
  ),
  bad: `FROM node:22⟦\${VARIANT}⟧\n`,
  good: `ARG VARIANT\nFROM node:22\${VARIANT}\n`,
  check(document, report, { buildArguments }) {
    const variables = globalVariables(document, buildArguments);
    for (const stage of document.stages) {
      const undeclared = undeclaredInFrom(document, stage, variables);
      // Without a name at all the build fails, which is said elsewhere.
      if (undeclared.length === 0 || defaultBaseName(document, stage, variables) === '') continue;
      for (const reference of undeclared) {
        const meant = nearest(reference.name, [...variables.keys(), ...platformVariables.keys()]);
        report({
          range: document.rangeOf(reference),
          message: meant
            ? l10n.t(
                '{0} is empty, since no ARG before the first FROM declares it; did you mean {1}?',
                reference.name,
                meant,
              )
            : l10n.t('{0} is empty, since no ARG before the first FROM declares it', reference.name),
          fix: meant ? replaceName(document, reference, meant) : declare(document, reference.name),
        });
      }
    }
  },
};

function replaceName(document: DockerfileDocument, { nameSpan }: VariableReference, meant: string): Fix {
  return {
    title: l10n.t('Change to {0}', meant),
    edits: [{ range: document.rangeOf(nameSpan), text: meant }],
    safe: false,
  };
}

function declare(document: DockerfileDocument, name: string): Fix | undefined {
  const first = document.stages[0];
  if (!first) return undefined;
  const { line } = document.positionAt(first.from.start);
  const at = { line, character: 0 };
  return {
    title: l10n.t('Declare it: ARG {0}', name),
    edits: [{ range: { start: at, end: at }, text: `ARG ${name}${lineBreak(document)}` }],
    safe: false,
  };
}
