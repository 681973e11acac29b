// What COPY copies is there. Only said where other sources show which folder is the build context, and where nothing tells
// that somebody makes the file before the build.

import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { contextPath } from '../meaning/source-folders.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { Word } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

export const copyExistingFile: Rule = {
  id: 'copy-existing-file',
  aliases: [],
  severity: 'info',
  title: l10n.t('Copy files that exist'),
  why: l10n.t(
    'COPY takes files from the build context, the folder that is passed to docker build. If a file does not exist, the build fails. Names are case-sensitive in the image, even if they are not on your machine.',
  ),
  bad: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json ⟦tsconfg.json⟧ ./\n',
  good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json tsconfig.json ./\n',
  exampleSurroundings: {
    contextFiles: new Set(['Dockerfile', 'package.json', 'tsconfig.json']),
    contextFolders: new Set(['src']),
  },
  check(document, report, { contextFiles, contextFolders, contextEntries, contextPath: context, madeElsewhere }) {
    if (!contextFiles || !contextFolders) return;
    const root = new Set([...contextFiles, ...contextFolders]);
    let found = 0;
    const missing: Missing[] = [];
    for (const instruction of instructionsOf(document, 'COPY', 'ADD')) {
      const copy = copyArguments(document, instruction);
      if (!copy || copy.from) continue;
      for (const source of copy.sources) {
        const parts = contextPath(source.text);
        if (!parts) continue;
        const depth = firstMissing(parts, root, contextEntries);
        if (depth === undefined ? root.has(parts[0] ?? '') : differsInCase(parts, depth, contextEntries)) found++;
        if (depth === undefined || madeElsewhere?.has(parts.join('/'))) continue;
        const names = depth === 0 ? root : (contextEntries?.get(parts.slice(0, depth).join('/')) ?? []);
        missing.push({ source, parts, depth, meant: nameMeant(parts[depth] ?? '', [...names]) });
      }
    }
    if (found === 0) return;
    // Where less is there than not, another folder may be meant; a slip of the pen is one all the same.
    const isSure = missing.filter(({ meant }) => meant === undefined).length <= found;
    for (const { source, parts, depth, meant } of missing) {
      if (!isSure && meant === undefined) continue;
      const path = parts.slice(0, depth + 1).join('/');
      const written = document.text.slice(source.start, source.end);
      report({
        range: document.rangeOf(source),
        message: messageOf(excerpt(path), context, meant === undefined ? undefined : excerpt(meant)),
        fix:
          meant === undefined || !written.includes(path) || /[^\w.@+-]/.test(meant)
            ? undefined
            : {
                title: l10n.t('Change to {0}', meant),
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

/** `context`: its path, where it is not the Dockerfile's folder. */
function messageOf(path: string, context: string | undefined, meant: string | undefined): string {
  if (context === undefined) {
    return meant === undefined
      ? l10n.t('{0} does not exist in the folder of the Dockerfile', path)
      : l10n.t('{0} does not exist in the folder of the Dockerfile; did you mean {1}?', path, meant);
  }
  return meant === undefined
    ? l10n.t('{0} does not exist in the build context ({1})', path, context)
    : l10n.t('{0} does not exist in the build context ({1}); did you mean {2}?', path, context, meant);
}

interface Missing {
  readonly source: Word;
  readonly parts: readonly string[];
  /** The place in `parts` of the first one that is not there. */
  readonly depth: number;
  /** What is there under nearly the same name. */
  readonly meant: string | undefined;
}

function nameMeant(name: string, names: readonly string[]): string | undefined {
  return names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? nearest(name, names);
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

/** In a folder that is there, a file whose name differs in case alone: that shows the context as well as the file itself. */
function differsInCase(
  parts: readonly string[],
  depth: number,
  entries: ReadonlyMap<string, ReadonlySet<string>> | undefined,
): boolean {
  if (depth === 0 || depth < parts.length - 1) return false;
  const name = parts[depth]?.toLowerCase();
  return [...(entries?.get(parts.slice(0, depth).join('/')) ?? [])].some((other) => other.toLowerCase() === name);
}

/** What a build outside of Docker makes, so that it is not there yet. */
function isMadeLater(name: string): boolean {
  return /^\.env(?:\.[\w-]+)?$|^(?:\.next|\.output|_build|artifacts?|bin|build|dist|lib|node_modules|obj|out|output|public|publish|rel|release|result|target|vendor|wheels?)$|\.(?:deb|rpm|apk|jar|war|whl|so|exe|zip|tar|t?gz|xz)$/i.test(
    name,
  );
}
