// Installs that run again after each change of the sources, since those were copied before.
import { contextSources } from '../meaning/copy-arguments.ts';
import { runMounts } from '../meaning/run-mounts.ts';
import { basesOf } from '../meaning/stage-bases.ts';
import { visitWithVariables } from '../meaning/variable-walk.ts';
import { expand } from '../meaning/variables.ts';
import { commandsOf } from '../shell/commands-of.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import type { BuildArguments } from '../text/read-once.ts';
import { installOf, mayBeInstall } from './dependency-install.ts';
import { fetchesPlainly } from './fetch-tasks.ts';
import type { InstallRun } from './install-places.ts';
import { type KnownContext, mayBeSources, needlessSources, type ProjectCopy, projectCopyOf } from './project-copy.ts';

export interface LateInstalls {
  readonly copy: ProjectCopy;
  /** The words of it that bring more than the installs need; at least one, in order. */
  readonly sources: readonly Word[];
  /** In order; at least one. */
  readonly installs: readonly InstallRun[];
}

/** More copies than anyone writes in a stage; beyond, none is looked at. */
const mostCopies = 20;

interface Late {
  readonly copy: ProjectCopy;
  readonly copiesAll: boolean;
  sources: readonly Word[];
  readonly installs: InstallRun[];
}

/** What a stage knows, and those made from it start with. */
interface State {
  readonly copies: readonly Late[];
  /** Families whose packages were fetched before the sources came: what is left is quick. */
  readonly done: ReadonlySet<string>;
  /** Families whose packages are there at all. */
  readonly fetched: ReadonlySet<string>;
}

const nothing: State = { copies: [], done: new Set(), fetched: new Set() };
const everyFamily = 'every';

/** Each copy of sources that stands before an install which would be kept if it stood behind; in the order of the file. */
export function lateInstalls(
  document: DockerfileDocument,
  context: KnownContext = {},
  buildArguments?: BuildArguments,
): LateInstalls[] {
  const mayBringSources = (instruction: Instruction) =>
    contextSources(document, (instruction.keyword === 'ONBUILD' && instruction.inner) || instruction).some(
      mayBeSources,
    );
  if (![...commandsOf(document).keys()].some(mayBeInstall) || !document.instructions.some(mayBringSources)) return [];
  const pathOf = sourceValues(document, buildArguments);
  const bases = basesOf(document, buildArguments);
  const found: Late[] = [];
  const ends: { readonly own: State; readonly triggers: State }[] = [];
  for (const stage of document.stages) {
    const base = bases[stage.index];
    const parent = base?.kind === 'stage' ? ends[base.stage.index] : undefined;
    const walk = (instructions: readonly Instruction[], inOnbuild: boolean, from: State) => {
      const end = walkStage(document, instructions, inOnbuild, from, context, pathOf);
      found.push(...end.copies.slice(from.copies.length));
      return end;
    };
    const start = parent ? joined(parent.own, parent.triggers) : nothing;
    const triggers = stage.instructions.flatMap(({ keyword, inner }) =>
      keyword === 'ONBUILD' && inner ? [inner] : [],
    );
    ends.push({ own: walk(stage.instructions, false, start), triggers: walk(triggers, true, nothing) });
  }
  return found
    .filter(({ installs }) => installs.length > 0)
    .sort((a, b) => a.copy.instruction.start - b.copy.instruction.start);
}

/** A stage made from another has what that fetched, and may use it. */
function joined(own: State, triggers: State): State {
  const fetched = new Set([...own.fetched, ...triggers.fetched]);
  return { copies: [...own.copies, ...triggers.copies], done: fetched, fetched };
}

function walkStage(
  document: DockerfileDocument,
  instructions: readonly Instruction[],
  inOnbuild: boolean,
  from: State,
  context: KnownContext,
  pathOf: (word: Word) => string | undefined,
): State {
  const copies = [...from.copies];
  const done = new Set(from.done);
  const fetched = new Set(from.fetched);
  let hasFiles = copies.length > 0;
  for (const instruction of instructions) {
    if (contextSources(document, instruction).length > 0) hasFiles = true;
    const copy = copies.length < mostCopies ? projectCopyOf(document, instruction, inOnbuild, pathOf) : undefined;
    if (copy) copies.push({ copy, copiesAll: copiesAll(copy.sources), sources: [], installs: [] });
    if (instruction.keyword !== 'RUN') continue;
    const isBound = bindsContext(document, instruction);
    let isLate = false;
    for (const installRun of installsIn(document, instruction)) {
      const { family } = installRun.install.ecosystem;
      fetched.add(family);
      // Fetched before the sources came: what is left is quick.
      if (done.has(family) || done.has(everyFamily)) continue;
      const blamed = isBound ? undefined : blamedCopy(document, copies, installRun, context);
      if (!blamed) {
        if (!copies.some((late) => late.copiesAll)) done.add(family);
        continue;
      }
      isLate = true;
      blamed.late.sources = mergedWords(blamed.late.sources, blamed.sources);
      blamed.late.installs.push(installRun);
    }
    if (isLate || !(hasFiles || isBound) || copies.some((late) => late.copiesAll)) continue;
    if (fetchesPlainly(document, instruction)) done.add(everyFamily);
  }
  return { copies, done, fetched };
}

const copiesAll = (sources: ProjectCopy['sources']) => sources.some(({ path }) => /^(?:\.|\/|\*|\.\/\*?)$/.test(path));

function blamedCopy(
  document: DockerfileDocument,
  copies: readonly Late[],
  installRun: InstallRun,
  context: KnownContext,
): { readonly late: Late; readonly sources: readonly Word[] } | undefined {
  const { ecosystem } = installRun.install;
  // `go build` fetches nothing where the packages lie in the project.
  if (ecosystem.tool === 'go' && context.contextFolders?.has('vendor')) return undefined;
  for (const [index, late] of copies.entries()) {
    const earlier = copies.slice(0, index).map(({ copy }) => copy);
    const all = copies.filter((other) => other !== late).map(({ copy }) => copy);
    const sources = needlessSources(
      document,
      late.copy,
      ecosystem.fetch === undefined ? all : earlier,
      installRun,
      context,
    );
    if (sources.length > 0) return { late, sources };
  }
  return undefined;
}

function mergedWords(one: readonly Word[], other: readonly Word[]): readonly Word[] {
  return [...new Set([...one, ...other])].sort((a, b) => a.start - b.start);
}

function installsIn(document: DockerfileDocument, run: Instruction): InstallRun[] {
  const script = shellScript(document, run);
  return script.commands.flatMap((command) => {
    if (command.deferred || !mayBeInstall(command.name)) return [];
    const install = installOf(
      command.name,
      command.args.map(({ value }) => value),
    );
    // What compiles, too, has to run again anyway; with a cache it need not fetch again.
    if (!install || (install.ecosystem.fetch !== undefined && hasCache(document, run))) return [];
    return [{ run, script, command, install }];
  });
}

function hasCache(document: DockerfileDocument, run: Instruction): boolean {
  return runMounts(document, run).some(({ type }) => type === 'cache');
}

/** `--mount=type=bind` (also the default type) gives the RUN files without a COPY. */
function bindsContext(document: DockerfileDocument, run: Instruction): boolean {
  return runMounts(document, run).some(({ type, from }) => type === 'bind' && !from);
}

/** `COPY $SRC .`: what the variables say; undefined where only the build knows. */
function sourceValues(
  document: DockerfileDocument,
  buildArguments: BuildArguments,
): (word: Word) => string | undefined {
  const values = new Map<number, string | undefined>();
  const hasVariable = document.instructions.some((instruction) =>
    contextSources(document, instruction).some(({ text }) => text.includes('$')),
  );
  if (hasVariable) {
    visitWithVariables(
      document,
      (instruction, variables) => {
        for (const { text, start } of contextSources(document, instruction)) {
          if (text.includes('$')) values.set(start, expand(text, variables));
        }
      },
      buildArguments,
    );
  }
  return ({ start }) => values.get(start);
}
