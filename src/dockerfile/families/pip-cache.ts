// What pip keeps of its downloads, and the option that keeps it from that: for the rules that want it.

import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import { basesOf, inherited } from '../meaning/stage-bases.ts';
import { does } from '../packages/calls.ts';
import { hasOption, wordSet } from '../shell/command-options.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { WantedOption } from './add-option.ts';
import { removes } from './left-behind.ts';

const install = wordSet('install');
const variable = 'PIP_NO_CACHE_DIR';
const isYes = /^(1|true|on|yes)$/i;

export const pipCache: WantedOption = {
  managers: ['pip'],
  option: '--no-cache-dir',
  lacks: (document) => {
    const isSwitchedOff = document.text.includes(variable) ? switchedOff(document) : () => false;
    const lastCleanings = new Map<Instruction, number>();
    return (call) => {
      const { run, command } = call;
      if (!does(call, install) || hasOption(call, 'no-cache-dir')) return false;
      const lastCleaning = lastCleanings.get(run) ?? lastCleaningOf(document, run);
      lastCleanings.set(run, lastCleaning);
      return lastCleaning < command.start && !isSwitchedOff(run);
    };
  },
  mounted: /\.cache(\/pip|\/?$)/,
  message: () => l10n.t('pip downloads stay in the image; add --no-cache-dir, or use a cache mount'),
  safe: true,
  stages: 'product',
};

/** By the variable, in a RUN or in an ENV in front of it; asked once for each RUN. */
function switchedOff(document: DockerfileDocument): (run: Instruction) => boolean {
  const known = new Map<Instruction, boolean>();
  const own = new Map<number, number>();
  for (const instruction of document.instructions) {
    const { keyword, stageIndex, start } = instruction;
    if (keyword !== 'ENV' || own.has(stageIndex)) continue;
    const sets = pairsOf(document, instruction).some(({ name, value = '' }) => name === variable && isYes.test(value));
    if (sets) own.set(stageIndex, start);
  }
  const firsts = inherited<number | undefined>(basesOf(document), (index, before) => before ?? own.get(index));
  return (run) => {
    const before = known.get(run);
    if (before !== undefined) return before;
    const first = firsts[run.stageIndex] ?? own.get(run.stageIndex) ?? run.start;
    const isOff =
      first < run.start || /PIP_NO_CACHE_DIR=["']?(1|true|on|yes)\b/i.test(document.text.slice(run.start, run.end));
    known.set(run, isOff);
    return isOff;
  };
}

/** Where the last command stands that removes what pip keeps; -1 if none does. */
function lastCleaningOf(document: DockerfileDocument, run: Instruction): number {
  return shellScript(document, run).commands.reduce((last, command) => {
    const [first, second] = command.args;
    const isPurge = /^pip[\d.]*$/.test(command.name) && first?.value === 'cache' && second?.value === 'purge';
    return isPurge || removes(command, /\.cache(\/pip|\/?$|\/\*)/) ? Math.max(last, command.start) : last;
  }, -1);
}
