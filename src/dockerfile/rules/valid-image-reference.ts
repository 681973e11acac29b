// FROM names an image as images are named.
import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { trimQuotes } from '../meaning/copy-arguments.ts';
import { stageNamed } from '../meaning/named-stage.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Word } from '../text/document.ts';
import { isTemplate, isTemplated } from '../text/template.ts';

export const validImageReference: Rule = {
  id: 'valid-image-reference',
  aliases: ['INVALID_REFERENCE_FORMAT'],
  severity: 'error',
  title: l10n.t('Use a valid image reference as the base image'),
  why: l10n.t(
    'An image name is in lowercase, optionally with a registry before it and a tag or digest after it: ghcr.io/team/app:1.2. The builder rejects a name with other characters, or a colon without a tag, before it looks for the image.',
  ),
  bad: 'FROM ⟦Alpine:3.20⟧\n',
  good: 'FROM alpine:3.20\n',
  check(document, report) {
    for (const { base, from, index } of document.stages) {
      if (!base || base.text.includes('$') || isTemplated(document, from) || isTemplate(document)) continue;
      const name = trimQuotes(base.text);
      if (name === '' || stageNamed(document, name, index) || parseImageReference(name)) continue;
      const lower = name.toLowerCase();
      const range = document.rangeOf(faultyPart(document, base, name));
      const isCase = parseImageReference(lower) !== undefined;
      report({
        range,
        message: isCase
          ? l10n.t('Write image names in lowercase: {0}', excerpt(lower))
          : l10n.t('"{0}" is not a valid image name; use name:tag or name@digest', excerpt(name)),
        fix: isCase
          ? { title: l10n.t('Change to {0}', excerpt(lower)), edits: [{ range, text: lower }], safe: false }
          : undefined,
      });
    }
  },
};

/** The tag, if that alone is wrong. */
function faultyPart(document: DockerfileDocument, base: Word, name: string) {
  const colon = name.lastIndexOf(':');
  const isTag = colon > name.lastIndexOf('/') && !name.includes('@') && parseImageReference(name.slice(0, colon));
  if (!isTag || colon + 1 === name.length || document.text.slice(base.start, base.end) !== name) return base;
  return { start: base.start + colon + 1, end: base.end };
}
