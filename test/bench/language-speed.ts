// How long each feature takes, in a document that is parsed but of which nothing else is known yet.
import { completionAt } from '../../src/dockerfile/language/completion.ts';
import { definitionsAt } from '../../src/dockerfile/language/definition.ts';
import { folds } from '../../src/dockerfile/language/folding.ts';
import { formatEdits } from '../../src/dockerfile/language/format.ts';
import { defaultFormatStyle } from '../../src/dockerfile/language/format-style.ts';
import { hoverAt } from '../../src/dockerfile/language/hover.ts';
import { links } from '../../src/dockerfile/language/links.ts';
import { referencesAt } from '../../src/dockerfile/language/references.ts';
import { semanticTokens } from '../../src/dockerfile/language/semantic-tokens.ts';
import { signatureHelpAt } from '../../src/dockerfile/language/signature.ts';
import { outline } from '../../src/dockerfile/language/symbols.ts';
import { type DockerfileDocument, parseDockerfile } from '../../src/dockerfile/text/document.ts';

const asked: Readonly<Record<string, (document: DockerfileDocument, offset: number) => unknown>> = {
  symbols: outline,
  folding: folds,
  links: (document) => links(document),
  tokens: semanticTokens,
  format: (document) => formatEdits(document, defaultFormatStyle),
  completion: completionAt,
  hover: hoverAt,
  signature: signatureHelpAt,
  definition: definitionsAt,
  references: referencesAt,
};

export const features: readonly string[] = Object.keys(asked);

/** Milliseconds, at several places of the text. */
export function timesOf(feature: string, text: string): number[] {
  return [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => {
    const document = parseDockerfile(text);
    const offset = Math.floor(text.length * part);
    const start = performance.now();
    asked[feature]?.(document, offset);
    return performance.now() - start;
  });
}
