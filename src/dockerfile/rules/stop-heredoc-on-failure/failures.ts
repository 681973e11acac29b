// Which commands of a script in a heredoc may fail without the build noticing.
import { type ShellCommand, scriptSource } from '../../shell/shell.ts';
import { shellInForce } from '../../shell/shell-in-force.ts';
import { ownCommands } from '../../shell/shell-pipes.ts';
import type { DockerfileDocument, Instruction } from '../../text/document.ts';

/** Those that hardly fail, or after whose failure all that follows is as it was meant. */
const harmless = new Set(
  '. : [ [[ alias cat cd chgrp chmod chown clear date declare df du echo env export exit false find free grep history hostname id kill ldconfig ln local ls mkdir popd printenv printf ps pushd pwd read readonly rm rmdir set shift shopt sleep source sync test time touch trap true type typeset ulimit umask unalias uname unset wait wc which whoami'.split(
    ' ',
  ),
);

const optionE = /^-[a-zA-Z]*e[a-zA-Z]*$/;

/** The shell in force, the one beside the heredoc, the script's first line or a command in it says so. */
export function stopsOnFailure(document: DockerfileDocument, run: Instruction): boolean {
  const { setBy } = shellInForce(document, run);
  const around = run.words.map(({ text }) => text);
  const words = [...(setBy?.json ?? []).map(({ text }) => text), ...around];
  if (words.some((word) => optionE.test(word) || word === 'errexit')) return true;
  const shebang = /^#![^\r\n]*/.exec(scriptSource(document, run)?.text ?? '')?.[0] ?? '';
  if (/\s-[a-zA-Z]*e[a-zA-Z]*\b/.test(shebang)) return true;
  return ownCommands(document, run).some(
    ({ name, args }) =>
      name === 'trap' || (name === 'set' && args.some(({ value }) => optionE.test(value) || value === 'errexit')),
  );
}

/** The first command that may fail, unlike the last, and that no && or || makes the rest depend on. */
export function unseenFailure(document: DockerfileDocument, run: Instruction): ShellCommand | undefined {
  const commands = ownCommands(document, run);
  const statements: ShellCommand[][] = [];
  for (const command of commands) {
    const last = statements.at(-1);
    if (command.connector === 'start' || command.connector === ';' || !last) statements.push([command]);
    else last.push(command);
  }
  for (const statement of statements) {
    // What stands in a loop, a condition or a substitution is a part of another step.
    if (statement[0]?.nested !== false) continue;
    const end = Math.max(...statement.map((command) => command.end));
    if (!commands.some(({ start }) => start >= end)) continue;
    if (statement.some(({ connector, background }) => connector === '||' || background)) continue;
    const risky = statement.find(({ name, nested }) => !nested && name !== '' && !harmless.has(name));
    if (risky) return risky;
  }
  return undefined;
}
