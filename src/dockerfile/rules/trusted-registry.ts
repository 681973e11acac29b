// Images come from registries that the project trusts. Silent where it names none.
import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { stageNamed } from '../meaning/named-stage.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import { sourceNames } from '../meaning/stage-names.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { isNamedContext } from '../rule-parts/named-context.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Word } from '../text/document.ts';

export const trustedRegistry: Rule = {
  id: 'trusted-registry',
  aliases: ['DL3026'],
  severity: 'error',
  title: l10n.t('Use images from trusted registries only'),
  why: l10n.t(
    'The contents of the base image run in yours. The project’s configuration lists trusted registries, and this image comes from another one. Use an image from a trusted registry, or add its registry to trustedRegistries.',
  ),
  bad: 'FROM ⟦quay.io/team/app:1⟧\n',
  good: 'FROM ghcr.io/team/app:1\n',
  exampleSurroundings: { policy: { trustedRegistries: ['ghcr.io'] } },
  check(document, report, surroundings) {
    const { policy, buildArguments } = surroundings;
    const trusted = policy?.trustedRegistries ?? [];
    if (trusted.length === 0) return;
    const bases = basesOf(document, buildArguments);
    const reportImage = (reference: string, word: Word) => {
      if (isNamedContext(surroundings, reference)) return;
      const registry = registryOf(reference);
      if (registry === undefined || trusted.some((pattern) => isMatch(pattern, registry))) return;
      report({
        range: document.rangeOf(word),
        message: l10n.t(
          '{0} comes from {1}, which is not a trusted registry ({2})',
          excerpt(reference),
          registry,
          excerpt(trusted.join(', ')),
        ),
      });
    };
    for (const stage of document.stages) {
      const base = bases[stage.index];
      if (stage.base && base?.kind === 'image') reportImage(base.reference, stage.base);
    }
    for (const instruction of document.instructions) {
      for (const from of sourceNames(document, instruction)) {
        if (from.text !== '' && !isStage(document, from.text, instruction.stageIndex)) reportImage(from.text, from);
      }
    }
  },
};

function isStage(document: DockerfileDocument, name: string, before: number): boolean {
  return /^\d+$/.test(name) || name === 'scratch' || stageNamed(document, name, before + 1) !== undefined;
}

/** undefined where variables leave it open. */
function registryOf(reference: string): string | undefined {
  if (!reference.includes('$')) return parseImageReference(reference)?.registry;
  const host = /^([^$/]*[.:][^$/]*)\//.exec(reference)?.[1];
  return host;
}

/** `*` stands for anything at the start or end: `*.example.com`, `registry.*`. Docker Hub has several names. */
function isMatch(pattern: string, registry: string): boolean {
  if (pattern === '*') return true;
  if (pattern.startsWith('*')) return registry.endsWith(pattern.slice(1));
  if (pattern.endsWith('*')) return registry.startsWith(pattern.slice(0, -1));
  return pattern === registry || (registry === 'docker.io' && ['hub.docker.com', 'index.docker.io'].includes(pattern));
}
