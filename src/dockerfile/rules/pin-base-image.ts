// FROM names an image's tag or digest, and not the tag latest.
import { parseImageReference } from '../../image-reference.ts';
import { baseOf } from '../base-image.ts';
import type { Rule } from '../rule.ts';
import { globalVariables } from '../variables.ts';

export const pinBaseImage: Rule = {
  id: 'pin-base-image',
  aliases: ['DL3006', 'DL3007'],
  severity: 'warning',
  title: 'Say which version of the base image is meant',
  why: 'An image without a tag is the one tagged latest, and that changes whenever its makers publish another version. The same Dockerfile then gives other images over time, and one day none. With a tag such as node:22-slim, or a digest, you decide when it changes.',
  bad: 'FROM ⟦node⟧\n',
  good: 'FROM node:22-slim\n',
  check(document, report, { buildArguments }) {
    const variables = globalVariables(document, buildArguments);
    for (const stage of document.stages) {
      const base = baseOf(document, stage, variables);
      const reference = base.kind === 'image' ? parseImageReference(base.reference) : undefined;
      if (base.kind !== 'image' || !stage.base || !reference || reference.digest !== undefined) continue;
      const range = document.rangeOf(stage.base);
      if (reference.tag === undefined) {
        report({
          range,
          message: `${base.reference} has no tag, so it is whatever is latest on the day of the build; name a version (${base.reference}:…)`,
          aliases: ['DL3006'],
        });
      } else if (reference.tag === 'latest') {
        report({
          range,
          message: `${base.reference} changes whenever a new version is published; name a version`,
          aliases: ['DL3007'],
        });
      }
    }
  },
};
