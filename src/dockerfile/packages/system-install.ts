// RUNs that only install packages of the system, and so need nothing of what was copied before them.
import { runMounts } from '../meaning/run-mounts.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { type PackageCall, packageCalls } from './calls.ts';
import type { ManagerName } from './managers.ts';

export const systemManagers: readonly ManagerName[] = ['apt-get', 'apt', 'apk', 'yum', 'dnf', 'microdnf', 'zypper'];
const installing = new Set(['install', 'add', 'in']);

export type SystemInstalls = ReadonlyMap<Instruction, readonly PackageCall[]>;

/** Calls that install packages of the system, by their RUN, in the order of the file; triggers of ONBUILD left out. */
export function systemInstalls(document: DockerfileDocument): SystemInstalls {
  const installs = new Map<Instruction, PackageCall[]>();
  for (const call of packageCalls(document, systemManagers)) {
    if (!call.action || !installing.has(call.action.value) || call.inOnbuild) continue;
    const same = installs.get(call.run);
    if (same) same.push(call);
    else installs.set(call.run, [call]);
  }
  return installs;
}

/** What may stand beside a package manager without asking for a file of the project. */
const harmless = new Set(['', 'rm', 'set', 'export', 'true', ':', 'update-ca-certificates']);

/** The RUN's commands are those of package managers, on packages by their names: no files, no lists of the project's. */
function isPlain(document: DockerfileDocument, run: Instruction, installs: readonly PackageCall[]): boolean {
  if (run.json || run.heredocs.length > 0 || /\$\(|[`<|]/.test(document.text.slice(run.start, run.end))) return false;
  if (runMounts(document, run).some(({ type }) => type !== 'cache' && type !== 'tmpfs')) {
    return false;
  }
  const packages = installs.flatMap(({ subjects }) => subjects.map(({ value }) => value));
  if (packages.some((value) => value === '.' || /[/\\]|\.(?:deb|rpm|apk)$/.test(value))) return false;
  const { commands } = shellScript(document, run);
  return (
    commands.length > 0 &&
    commands.every(({ name }) => harmless.has(name) || (systemManagers as readonly string[]).includes(name))
  );
}

/** What may say from where packages come, or bring them. */
const mayPrepare =
  /\b(?:apt|apk|yum|dnf|zypper|rpm|dpkg|gpg)\b|\/etc\b|keyring|repos?\b|sources?\.|\.sh\b|(?:^|\s)\.\//;

/**
 * Installs below `copy`, in its stage, that would do the same above it: nothing from `copy` on prepares them, as far as
 * the file shows. In doubt they are left out.
 */
export function independentInstalls(
  document: DockerfileDocument,
  copy: Instruction,
  installs: SystemInstalls,
): PackageCall[] {
  const found: PackageCall[] = [];
  for (const instruction of document.stages[copy.stageIndex]?.instructions ?? []) {
    const { keyword, start, end } = instruction;
    if (start <= copy.start) continue;
    if (keyword === 'USER' || keyword === 'SHELL') break;
    if (!/^(?:RUN|COPY|ADD)$/.test(keyword)) continue;
    const own = installs.get(instruction) ?? [];
    if (keyword === 'RUN' && isPlain(document, instruction, own)) found.push(...own.slice(0, 1));
    else if (mayPrepare.test(document.text.slice(start, end))) break;
  }
  return found;
}
