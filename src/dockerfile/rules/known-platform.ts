// FROM --platform names a platform that there is.
import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { commonArchitectures, commonSystems, type PlatformFault, platformFault } from '../knowledge/platforms.ts';
import { builderInstructionsOf, flagValue } from '../meaning/builder-instructions.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import { expand, globalVariables } from '../meaning/variables.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Word } from '../text/document.ts';
import type { Span } from '../text/range.ts';

export const knownPlatform: Rule = {
  id: 'known-platform',
  aliases: [],
  severity: 'error',
  title: l10n.t('Use a platform that exists'),
  why: l10n.t(
    'A platform is an operating system and an architecture, optionally with a variant: linux/amd64, linux/arm64, linux/arm/v7. If it contains a typo, the builder finds no image for the platform, and rejects the file.',
  ),
  bad: 'FROM --platform=⟦linus⟧/amd64 alpine:3.20 AS linux-build\n',
  good: 'FROM --platform=linux/amd64 alpine:3.20 AS linux-build\n',
  check(document, report, { buildArguments }) {
    for (const from of builderInstructionsOf(document, 'FROM')) {
      const flag = from.keyword === 'FROM' ? from.flags.find(({ name }) => name === 'platform') : undefined;
      const written = flag && flagValue(document, flag);
      // Without a value it is as good as not there.
      if (!flag?.value || written === undefined || written === '') continue;
      const platform = expand(written, globalVariables(document, buildArguments));
      const fault = platform === undefined ? undefined : platformFault(platform);
      if (platform === undefined || !fault) continue;
      // Where no image is fetched, the builder takes any two words.
      const base = basesOf(document, buildArguments)[from.stageIndex];
      const isFetched = base?.kind !== 'scratch' && base?.kind !== 'stage';
      if (!isFetched && (fault.kind === 'system' || fault.kind === 'architecture')) continue;
      const word = wordSpan(document, flag.value, fault);
      const range = document.rangeOf(word ?? flag.value);
      const meant = meantBy(fault);
      report({
        range,
        message: messageOf(fault, written, platform, meant),
        fix:
          meant === undefined || !word
            ? undefined
            : { title: l10n.t('Change to {0}', meant), edits: [{ range, text: meant }], safe: false },
      });
    }
  },
};

/** Of the part that is wrong; undefined where a variable holds it, or the value goes over several lines. */
function wordSpan(document: DockerfileDocument, value: Word, fault: PlatformFault): Span | undefined {
  const at = 'word' in fault ? value.text.indexOf(fault.word) : -1;
  if (at < 0 || !('word' in fault) || document.text.slice(value.start, value.end) !== value.text) return undefined;
  return { start: value.start + at, end: value.start + at + fault.word.length };
}

function meantBy(fault: PlatformFault): string | undefined {
  if (!('word' in fault)) return undefined;
  const candidates =
    fault.kind === 'system'
      ? commonSystems
      : fault.kind === 'architecture'
        ? commonArchitectures
        : [...commonSystems, ...commonArchitectures];
  return nearest(fault.word.toLowerCase(), candidates);
}

function messageOf(fault: PlatformFault, written: string, platform: string, meant: string | undefined): string {
  if (meant !== undefined && 'word' in fault)
    return l10n.t('"{0}" is not a known platform; did you mean {1}?', excerpt(fault.word), meant);
  switch (fault.kind) {
    case 'empty':
      return l10n.t('{0} is empty; use a platform such as linux/amd64', excerpt(written));
    case 'form':
      return l10n.t('"{0}" is not a valid platform; use one such as linux/amd64', excerpt(platform));
    case 'word':
      return l10n.t(
        '"{0}" is not an operating system or an architecture; use a platform such as linux/amd64',
        excerpt(fault.word),
      );
    case 'system':
      return l10n.t('There is no operating system "{0}"; use a platform such as linux/amd64', excerpt(fault.word));
    case 'architecture':
      return l10n.t('There is no architecture "{0}"; use a platform such as linux/amd64', excerpt(fault.word));
  }
}
