// RUN does not start what never ends.

import * as l10n from '@vscode/l10n';
import { rootBase } from '../meaning/stage-bases.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import { onEachScript } from '../rule-parts/on-each.ts';
import type { Fix, Rule } from '../rule-parts/rule.ts';
import type { ShellCommand, ShellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { BuildArguments } from '../text/read-once.ts';
import { isLongRunning, mayBeLongRunning } from './no-server-in-run/long-running.ts';

export const noServerInRun: Rule = {
  id: 'no-server-in-run',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Start servers with CMD, not RUN'),
  why: l10n.t(
    'RUN runs during the build, and the build waits until it ends. A server does not end, so the build hangs. What runs during the build is not running in the container anyway. Use CMD to set what a container runs.',
  ),
  bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN ⟦node server.js⟧\n',
  good: 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n',
  check: onEachScript((script, run, { document, report, surroundings }) => {
    for (const loop of script.endlessLoops) {
      report({
        range: document.rangeOf(loop),
        message: l10n.t('This loop never ends, so the build never ends; start it with CMD'),
      });
    }
    for (const command of script.commands) {
      // `server | head -1` ends when head does.
      if (command.background || command.conditional || command.deferred || command.piped) continue;
      if (!mayBeLongRunning(command.name)) continue;
      const hasFpmImage = command.name === 'php-fpm' && isFpmImage(document, run, surroundings.buildArguments);
      const values = command.args.map(({ value }) => value);
      const words = command.words.slice(command.wrapperCount);
      if (!isLongRunning(command.name, values, { path: words[0]?.value, hasFpmImage })) continue;
      const range = document.rangeOf({
        start: words[0]?.start ?? command.start,
        end: words.at(-1)?.end ?? command.end,
      });
      report({
        range,
        message: l10n.t(
          '{0} keeps running, so the build never ends; start it with CMD',
          excerpt(words.map(({ value }) => value).join(' ')),
        ),
        fix: cmdFix(document, run, script, command),
      });
    }
  }),
};

/** In `php:8.4-fpm` it stays in the foreground; as a package of a distribution it goes to the background. */
function isFpmImage(
  document: DockerfileDocument,
  { stageIndex }: Instruction,
  buildArguments: BuildArguments,
): boolean {
  const base = rootBase(document, stageIndex, buildArguments);
  return base?.kind === 'image' && /(^|\/)php:[^/]*fpm/.test(base.reference);
}

/** They may stand behind CMD as well as before it. */
const metadata = new Set(['EXPOSE', 'LABEL', 'ENV', 'HEALTHCHECK', 'STOPSIGNAL', 'VOLUME', 'USER']);

/** Only if the RUN does nothing else, nothing is built after it, and the stage is the image that comes out. */
function cmdFix(
  document: DockerfileDocument,
  run: Instruction,
  { single }: ShellScript,
  command: ShellCommand,
): Fix | undefined {
  const stage = document.stages.at(-1);
  if (single !== command || command.wrapperCount > 0 || run.flags.length > 0 || run.heredocs.length > 0)
    return undefined;
  if (!stage || run.stageIndex !== stage.index) return undefined;
  const last = stage.instructions.findLast(({ keyword }) => !metadata.has(keyword));
  if (!last || last.start > run.start) return undefined;
  if (stage.instructions.some(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT')) return undefined;
  const words = command.words.map(({ value }) => JSON.stringify(value)).join(', ');
  return {
    title: l10n.t('Start it with CMD instead'),
    edits: [{ range: document.rangeOf(run), text: `CMD [${words}]` }],
    safe: false,
  };
}
