// What an install reads of a project beside its manifests: patches, scripts of its own, local packages. The fix copies it, or
// is withheld, and then says for whose sake.
import type { Install } from '../../packages/dependency-install.ts';
import { javascriptNeeds } from './javascript-needs.ts';
import { jvmNeeds } from './jvm-needs.ts';
import { type KnownProject, noNeeds, type ProjectNeeds } from './needs.ts';
import { otherNeeds } from './other-needs.ts';
import { pythonNeeds } from './python-needs.ts';

/** `manifests`: the files that are copied anyway. */
export function needsOf(
  install: Install,
  args: readonly string[],
  manifests: readonly string[],
  project: KnownProject,
): ProjectNeeds {
  const { contextTexts } = project;
  // Nothing is known of an untitled file's project.
  if (!contextTexts) return noNeeds;
  const { tool, family } = install.ecosystem;
  const read = (path: string) => contextTexts.get(path.replace(/^\.\//, ''));
  if (family === 'javascript') return javascriptNeeds(tool, args, read, project);
  if (family === 'python') return pythonNeeds(tool, args, manifests, read);
  if (family === 'jvm') return jvmNeeds(tool, read, project);
  return otherNeeds(tool, manifests, read, project);
}
