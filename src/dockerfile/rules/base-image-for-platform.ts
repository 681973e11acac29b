// The base image is there for the platform that is built for. Only who knows the engine and the registry can tell.
import * as l10n from '@vscode/l10n';
import { formatImageReference, parseImageReference, withDefaultTag } from '../../image-reference.ts';
import { isSameSystem } from '../../platform.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import { expand, globalVariables } from '../meaning/variables.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { flagNamed } from '../rule-parts/remove-flag.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const baseImageForPlatform: Rule = {
  id: 'base-image-for-platform',
  aliases: ['InvalidBaseImagePlatform'],
  severity: 'warning',
  title: l10n.t('Use a base image that exists for your platform'),
  why: l10n.t(
    'An image contains programs for one kind of machine: linux/amd64 for most servers, linux/arm64 for newer Macs and many clouds. On another kind, they run slowly in an emulator, or not at all (“exec format error”). Many images are published for several platforms. Choose one of those, or set --platform.',
  ),
  bad: 'FROM ⟦team/tool:1⟧\n',
  good: 'FROM alpine:3.20\n',
  exampleSurroundings: {
    buildPlatform: 'linux/arm64',
    imagePlatforms: new Map([
      ['team/tool:1', ['linux/amd64']],
      ['alpine:3.20', ['linux/amd64', 'linux/arm64/v8']],
    ]),
  },
  check(document, report, { buildPlatform, imagePlatforms, buildArguments }) {
    if (buildPlatform === undefined || !imagePlatforms?.size) return;
    const bases = basesOf(document, buildArguments);
    for (const { index, base, from } of document.stages) {
      const image = bases[index];
      const reference = image?.kind === 'image' ? parseImageReference(image.reference) : undefined;
      const name = reference && formatImageReference(withDefaultTag(reference));
      const there = name === undefined ? undefined : imagePlatforms.get(name);
      const wanted = platformOf(document, from, buildPlatform, buildArguments);
      if (!base || !there?.length || wanted === undefined || there.some((one) => isSameSystem(one, wanted))) continue;
      report({
        range: document.rangeOf(base),
        message: l10n.t(
          '{0} is only available for {1}, but this build is for {2}; use an image for that platform, or set --platform',
          excerpt(name ?? ''),
          there.map(excerpt).join(', '),
          excerpt(wanted),
        ),
      });
    }
  },
};

/** undefined if only the build knows it. */
function platformOf(
  document: DockerfileDocument,
  from: Instruction,
  buildPlatform: string,
  buildArguments: ReadonlyMap<string, string> | undefined,
): string | undefined {
  const flag = flagNamed(from, 'platform')?.value?.text.replace(/^(["'])(.*)\1$/, '$2');
  if (flag === undefined) return buildPlatform;
  const [system = '', architecture = ''] = buildPlatform.split('/');
  const own = ['TARGET', 'BUILD'].flatMap((side): [string, string][] => [
    [`${side}PLATFORM`, buildPlatform],
    [`${side}OS`, system],
    [`${side}ARCH`, architecture],
  ]);
  const platform = expand(flag, new Map([...own, ...globalVariables(document, buildArguments)]));
  return platform?.includes('/') ? platform : undefined;
}
