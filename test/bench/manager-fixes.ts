// What the fix of copy-manifest-before-install makes of a project in a folder, and which steps a build of that is. The
// verdicts of the package managers are in manager-verdicts.json, made by `npm run package-managers -- --record`.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { applyFix } from '../../src/dockerfile/linting/apply-fixes.ts';
import { lintWith } from '../../src/dockerfile/linting/lint.ts';
import { copyArguments } from '../../src/dockerfile/meaning/copy-arguments.ts';
import { copyManifestBeforeInstall } from '../../src/dockerfile/rules/copy-manifest-before-install.ts';
import { parseDockerfile } from '../../src/dockerfile/text/document.ts';
import { diskFolder } from '../../src/surroundings/disk-folder.ts';
import { surroundingsOf } from '../../src/surroundings/surroundings.ts';
import { dockerfileOf, type ManagerProject } from './manager-projects.ts';

export { dockerfileOf, managerProjects } from './manager-projects.ts';

/** What is kept of a project. */
export interface ManagerVerdict {
  /** Of the project. */
  readonly name: string;
  /** What `prepare` made, beside the project's own files. */
  readonly made: readonly string[];
  /** The Dockerfile after the fix; absent: none is offered. */
  readonly fixed?: string;
  /** Whether the manager installs in the build of it. */
  readonly installs?: boolean;
  /** Where no fix is offered: whether the manager fails with the manifests alone. */
  readonly failsWithManifests?: boolean;
}

export interface ManagerVerdicts {
  /** Name → version, of those that were run. */
  readonly managers: Readonly<Record<string, string>>;
  readonly verdicts: readonly ManagerVerdict[];
}

/** Into an empty folder. `made`: files that a manager would have made there; what stands in them matters to nobody. */
export function writeProject({ files }: ManagerProject, folder: string, made: readonly string[] = []): void {
  const all = [...Object.entries(files), ...made.map((path) => [path, ''] as const)];
  for (const [path, text] of all) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** All files, by their paths with `/`. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/**
 * The Dockerfile with the fix; undefined: none is offered. `withTexts` false: as if nobody had read the project's files, so
 * that the manifests alone are copied. Rejects if the rule does not speak at all.
 */
export async function fixedDockerfile(
  project: ManagerProject,
  folder: string,
  withTexts = true,
): Promise<string | undefined> {
  const text = dockerfileOf(project);
  const document = parseDockerfile(text);
  const { contextTexts, ...known } = await surroundingsOf(diskFolder(folder), 'Dockerfile', document);
  const surroundings = withTexts ? { ...known, contextTexts } : known;
  const [problem] = lintWith([copyManifestBeforeInstall], document, { surroundings, allRules: true });
  if (!problem) throw new Error(`Nothing is said of ${project.name}.`);
  return problem.fix && applyFix(text, problem.fix);
}

export type BuildStep =
  | { readonly kind: 'copy'; readonly sources: readonly string[]; readonly destination: string }
  | { readonly kind: 'run'; readonly command: string };

/** All are in /app. */
export function buildSteps(text: string): BuildStep[] {
  const document = parseDockerfile(text);
  return document.instructions.flatMap((instruction): BuildStep[] => {
    if (instruction.keyword === 'RUN') return [{ kind: 'run', command: instruction.rest.text }];
    const copy = copyArguments(document, instruction);
    if (!copy) return [];
    return [{ kind: 'copy', sources: copy.sources.map((word) => word.text), destination: copy.destination.text }];
  });
}
