// What COPY copies is there. Only said where other sources show that the Dockerfile's folder is the build context.

import { nearest } from '../knowledge/nearest.ts';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { contextPath } from '../meaning/source-folders.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { shown } from '../rule-parts/shown.ts';
import type { Word } from '../text/document.ts';

export const copyExistingFile: Rule = {
  id: 'copy-existing-file',
  aliases: [],
  severity: 'info',
  title: 'Copy files that are there',
  why: 'COPY takes files from the build context, the folder that docker build is given. A file that is not there stops the build. Mind upper and lower case: for Docker they differ, also where your own system does not care.',
  bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json ⟦tsconfg.json⟧ ./\n',
  good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json tsconfig.json ./\n',
  exampleSurroundings: {
    contextFiles: new Set(['Dockerfile', 'package.json', 'tsconfig.json']),
    contextFolders: new Set(['src']),
  },
  check(document, report, { contextFiles, contextFolders, contextEntries }) {
    if (!contextFiles || !contextFolders) return;
    const root = new Set([...contextFiles, ...contextFolders]);
    let isContext = false;
    const missing: Missing[] = [];
    for (const instruction of document.instructions) {
      const copy = copyArguments(document, instruction);
      if (!copy || copy.from) continue;
      for (const source of copy.sources) {
        const parts = contextPath(source.text);
        if (!parts) continue;
        isContext ||= root.has(parts[0] ?? '');
        const depth = firstMissing(parts, root, contextEntries);
        if (depth !== undefined) missing.push({ source, parts, depth });
      }
    }
    if (!isContext) return;
    for (const { source, parts, depth } of missing) {
      const folder = parts.slice(0, depth).join('/');
      const names = [...(depth === 0 ? root : (contextEntries?.get(folder) ?? []))];
      const name = parts[depth] ?? '';
      const meant = names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? nearest(name, names);
      const path = [...parts.slice(0, depth), name].join('/');
      const written = document.text.slice(source.start, source.end);
      report({
        range: document.rangeOf(source),
        message: `There is no ${shown(path)} beside the Dockerfile${meant === undefined ? '' : `; did you mean ${shown(meant)}?`}`,
        fix:
          meant === undefined || !written.includes(path) || /[^\w.@+-]/.test(meant)
            ? undefined
            : {
                title: `Change to ${meant}`,
                edits: [
                  {
                    range: document.rangeOf(source),
                    text: written.replace(path, () => [...parts.slice(0, depth), meant].join('/')),
                  },
                ],
                safe: false,
              },
      });
    }
  },
};

interface Missing {
  readonly source: Word;
  readonly parts: readonly string[];
  /** The place in `parts` of the first one that is not there. */
  readonly depth: number;
}

/** undefined if all is there, as far as the folders are known, or may be made later. */
function firstMissing(
  parts: readonly string[],
  root: ReadonlySet<string>,
  entries: ReadonlyMap<string, ReadonlySet<string>> | undefined,
): number | undefined {
  for (const [depth, name] of parts.entries()) {
    const names = depth === 0 ? root : entries?.get(parts.slice(0, depth).join('/'));
    if (!names || isMadeLater(name)) return undefined;
    if (!names.has(name)) return depth;
  }
  return undefined;
}

/** What a build outside of Docker makes, so that it is not there yet. */
function isMadeLater(name: string): boolean {
  return /^(?:\.next|\.output|_build|artifacts?|bin|build|dist|lib|node_modules|obj|out|output|public|publish|rel|release|result|target|vendor|wheels?)$|\.(?:deb|rpm|apk|jar|war|whl|so|exe|zip|tar|t?gz|xz)$/i.test(
    name,
  );
}
