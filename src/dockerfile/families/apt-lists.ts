// The lists that `apt-get update` fetches: where they stay behind, and who needs them.

import { does, type PackageCall, packageCalls } from '../packages/calls.ts';
import { wordSet } from '../shell/command-options.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { type LeftBehind, removes } from './left-behind.ts';

const apt = ['apt-get', 'apt', 'aptitude'] as const;
const update = wordSet('update');
const install = wordSet('install');

export function aptUpdates(document: DockerfileDocument): readonly PackageCall[] {
  return packageCalls(document, apt).filter((call) => does(call, update));
}

export function aptInstalls(document: DockerfileDocument): readonly PackageCall[] {
  return packageCalls(document, apt).filter((call) => does(call, install));
}

/** Installs with no update in front of them in their own RUN. */
export function aptInstallsWithoutUpdate(document: DockerfileDocument): readonly PackageCall[] {
  const firstUpdates = new Map<Instruction, number>();
  for (const { run, command } of aptUpdates(document)) {
    firstUpdates.set(run, Math.min(firstUpdates.get(run) ?? command.start, command.start));
  }
  return aptInstalls(document).filter(
    ({ run, command }) => (firstUpdates.get(run) ?? Number.POSITIVE_INFINITY) > command.start,
  );
}

export const aptLists: LeftBehind = {
  stages: 'product',
  calls: aptUpdates,
  cleans: (command) =>
    removes(command, /^\/var\/lib\/(apt|\{.*apt|\*)/) || (command.name === 'apt-get' && command.args.some(isDistClean)),
  isMounted: (targets) => targets.some((target) => /\/var\/lib\/apt\b/.test(target)),
  remedy: () => 'rm -rf /var/lib/apt/lists/*',
};

function isDistClean({ value }: { readonly value: string }): boolean {
  return value === 'dist-clean' || value === 'distclean';
}
