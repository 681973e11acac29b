// Versions in names of RPM packages: `git-core-2.51.0-2.fc42`.

import { pairsOf } from '../meaning/pairs.ts';
import { stageLineage } from '../meaning/stage-bases.ts';
import type { PackageCall } from '../packages/calls.ts';
import { installsModules } from '../packages/rpm-packages.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { onceForEach } from '../text/read-once.ts';
import { variablesIn } from './pinned.ts';

/** A part behind a dash that begins with a digit is a version; a variable that the file sets is taken for one. */
export function hasRpmVersion(name: string, call: PackageCall, document: DockerfileDocument): boolean {
  const { run } = call;
  if (/\.rpm$/.test(name)) return true;
  if (installsModules(call)) return /:[^/]/.test(name);
  const [, ...parts] = name.split('-');
  if (parts.length === 0) return false;
  if (name.includes('$')) {
    const variables = variablesOf(document, run.stageIndex);
    return variablesIn(name).some((variable) => variables.has(variable));
  }
  return parts.every((part) => /^[\w.~^:+]*$/.test(part)) && parts.some((part) => /^\d/.test(part));
}

/** ARGs of the whole file, since one before FROM may be meant, and ENVs of the stage and those it starts from. */
const variablesOf = onceForEach((document, stageIndex: number): ReadonlySet<string> => {
  const stage = document.stages[stageIndex];
  const lineage = stage ? stageLineage(document, stage) : [];
  return new Set(
    document.instructions
      .filter(
        ({ keyword, stageIndex: index }) =>
          keyword === 'ARG' || (keyword === 'ENV' && (index < 0 || lineage.some((one) => one.index === index))),
      )
      .flatMap((instruction) => pairsOf(document, instruction).map(({ name }) => name)),
  );
});
