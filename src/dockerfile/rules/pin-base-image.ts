// FROM names an image's tag or digest, and not the tag latest.
import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { isLocalName } from '../knowledge/official-images.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import { isNamedContext } from '../rule-parts/named-context.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const pinBaseImage: Rule = {
  id: 'pin-base-image',
  aliases: ['DL3006', 'DL3007'],
  severity: 'warning',
  title: l10n.t('Pin the version of the base image'),
  why: l10n.t(
    'An image without a tag has the tag latest, which changes with every new version. The same Dockerfile then creates different images over time, and may stop working. With a tag such as node:22-slim, or a digest, you decide when it changes.',
  ),
  bad: 'FROM ⟦node⟧\n',
  good: 'FROM node:22-slim\n',
  check(document, report, surroundings) {
    const { buildArguments } = surroundings;
    const bases = basesOf(document, buildArguments);
    for (const stage of document.stages) {
      const base = bases[stage.index];
      if (!stage.base || !base) continue;
      // Of a name that only the build knows, the tag may still stand there.
      const isLatest = base.kind === 'unknown' && stage.base.text.endsWith(':latest');
      const reference = base.kind === 'image' ? parseImageReference(base.reference) : undefined;
      const name = base.kind === 'image' ? base.reference : stage.base.text;
      // A context of that name is taken in place of the image, and one of the stage's name in place of the stage.
      if (isNamedContext(surroundings, name) || isNamedContext(surroundings, stage.key)) continue;
      // Nobody publishes it: it is built here. Or it is only the default of a variable, which the build gives.
      const isUnpinned = reference && reference.tag === undefined && reference.digest === undefined;
      if (!isLatest && !isUnpinned && reference?.tag !== 'latest') continue;
      const isOwn =
        isLocalName(name.replace(/[:@].*/, '')) ||
        /^localhost\//.test(name) ||
        isDefault(stage.base.text, buildArguments);
      const severity = isOwn ? 'info' : undefined;
      const range = document.rangeOf(stage.base);
      if (isLatest || (reference?.tag === 'latest' && reference.digest === undefined)) {
        report({
          range,
          message: l10n.t('{0} changes with every new version; use a version tag', name),
          aliases: ['DL3007'],
          severity,
        });
      } else if (isUnpinned) {
        report({
          range,
          message: l10n.t('{0} has no tag, so the latest image at build time is used; use a version tag ({0}:…)', name),
          aliases: ['DL3006'],
          severity,
        });
      }
    }
  },
};

/** `$BASE`, `${IMAGE}:${TAG}`, of which the build gives none. */
function isDefault(text: string, buildArguments: ReadonlyMap<string, string> | undefined): boolean {
  const variable = /\$(?:(\w+)|\{(\w+)[^}]*\})/g;
  const names = [...text.matchAll(variable)].map(([, plain, braced]) => plain ?? braced ?? '');
  if (names.length === 0 || names.some((name) => buildArguments?.has(name))) return false;
  return /^["':/@]*$/.test(text.replace(variable, ''));
}
