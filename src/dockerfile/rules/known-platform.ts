// FROM --platform names a platform that there is.
import { nearest } from '../knowledge/nearest.ts';
import { commonArchitectures, commonSystems, type PlatformFault, platformFault } from '../knowledge/platforms.ts';
import { builderInstructions, flagValue } from '../meaning/builder-instructions.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import { expand, globalVariables } from '../meaning/variables.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { shown } from '../rule-parts/shown.ts';

export const knownPlatform: Rule = {
  id: 'known-platform',
  aliases: [],
  severity: 'error',
  title: 'Name a platform that there is',
  why: 'A platform is a system and an architecture: linux/amd64, linux/arm64, perhaps with a variant: linux/arm/v7. With a slip of the pen in it the builder finds no image for that platform, and refuses the file.',
  bad: 'FROM --platform=⟦linus⟧/amd64 alpine:3.20 AS linux-build\n',
  good: 'FROM --platform=linux/amd64 alpine:3.20 AS linux-build\n',
  check(document, report, { buildArguments }) {
    const bases = () => basesOf(document, buildArguments);
    for (const from of builderInstructions(document)) {
      const flag = from.keyword === 'FROM' ? from.flags.find(({ name }) => name === 'platform') : undefined;
      const written = flag && flagValue(document, flag);
      if (!flag?.value || written === undefined) continue;
      const platform = expand(written, globalVariables(document, buildArguments));
      const fault = platform === undefined ? undefined : platformFault(platform);
      if (!fault) continue;
      const isWord = fault.kind === 'system' || fault.kind === 'architecture';
      // Nothing is fetched for a stage from scratch: the builder takes any two words.
      if (isWord && bases()[from.stageIndex]?.kind === 'scratch') continue;
      const at = 'word' in fault && written === platform ? flag.value.text.indexOf(fault.word) : -1;
      const isPlain = at >= 0 && document.text.slice(flag.value.start, flag.value.end) === flag.value.text;
      const start = isPlain ? flag.value.start + at : flag.value.start;
      const range = document.rangeOf(
        isPlain && 'word' in fault ? { start, end: start + fault.word.length } : written === '' ? flag : flag.value,
      );
      const meant = meantBy(fault);
      report({
        range,
        message: `${messageOf(fault, platform ?? '')}${meant === undefined ? '; write one such as linux/amd64' : `; did you mean ${meant}`}`,
        fix:
          meant === undefined || !isPlain
            ? undefined
            : { title: `Change to ${meant}`, edits: [{ range, text: meant }], safe: false },
      });
    }
  },
};

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

function messageOf(fault: PlatformFault, platform: string): string {
  switch (fault.kind) {
    case 'empty':
      return '--platform= names nothing';
    case 'form':
      return `"${shown(platform)}" is not written like a platform`;
    case 'word':
      return `"${shown(fault.word)}" is neither a system nor an architecture`;
    default:
      return `There is no ${fault.kind} "${shown(fault.word)}"`;
  }
}
