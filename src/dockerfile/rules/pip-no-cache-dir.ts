// pip install that leaves no downloads behind.
import { stageLineage } from '../base-image.ts';
import { hasOption, wordSet } from '../command-options.ts';
import type { DockerfileDocument, Instruction } from '../document.ts';
import { wantedOptionCheck } from '../packages/add-option.ts';
import { does, type PackageCall } from '../packages/calls.ts';
import { removes } from '../packages/left-behind.ts';
import { pairsOf } from '../pairs.ts';
import type { Rule } from '../rule.ts';
import { shellScript } from '../shell.ts';
import { globalVariables } from '../variables.ts';

const install = wordSet('install');
const variable = 'PIP_NO_CACHE_DIR';

export const pipNoCacheDir: Rule = {
  id: 'pip-no-cache-dir',
  aliases: ['DL3042', 'pipUseNoCacheDir'],
  severity: 'info',
  title: 'Use pip install with --no-cache-dir',
  why: 'By default pip keeps a copy of all it downloads in ~/.cache/pip, which nobody needs once the packages are installed; it only makes the image larger. With RUN --mount=type=cache,target=/root/.cache/pip it is outside of the image and makes the next build faster.',
  bad: 'FROM python:3.13-slim\nRUN ⟦pip install⟧ flask==3.1.0\n',
  good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.1.0\n',
  check: wantedOptionCheck({
    managers: ['pip'],
    option: '--no-cache-dir',
    lacks: (call, document) =>
      does(call, install) &&
      !hasOption(call, 'no-cache-dir') &&
      !isSwitchedOff(document, call) &&
      !isCleaned(document, call),
    mounted: /\.cache(\/pip|\/?$)/,
    message: () => 'What pip downloads stays in the image; add --no-cache-dir, or mount a cache',
    safe: true,
  }),
};

/** By the variable, in this RUN or in an ENV in front of it. */
function isSwitchedOff(document: DockerfileDocument, { run }: PackageCall): boolean {
  if (!document.text.includes(variable)) return false;
  if (/PIP_NO_CACHE_DIR=["']?(1|true|on|yes)\b/i.test(document.text.slice(run.start, run.end))) return true;
  const stage = document.stages[run.stageIndex];
  const groups: (readonly Instruction[])[] = stage
    ? stageLineage(document, stage, globalVariables(document)).map(({ instructions }) => instructions)
    : [document.instructions];
  return groups.some((instructions) =>
    instructions.some(
      (instruction) =>
        instruction.keyword === 'ENV' &&
        instruction.start < run.start &&
        pairsOf(document, instruction).some(
          ({ name, value = '' }) => name === variable && /^(1|true|on|yes)$/i.test(value),
        ),
    ),
  );
}

function isCleaned(document: DockerfileDocument, { run, command }: PackageCall): boolean {
  return shellScript(document, run).commands.some(
    (other) =>
      other.start > command.start &&
      (removes(other, /\.cache(\/pip|\/?$|\/\*)/) ||
        (/^pip[\d.]*$/.test(other.name) && other.args[0]?.value === 'cache' && other.args[1]?.value === 'purge')),
  );
}
