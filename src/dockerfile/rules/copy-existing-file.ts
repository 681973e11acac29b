// What COPY copies is there. Only said where other sources show that the Dockerfile's folder is the build context.
import { copyArguments } from '../copy-arguments.ts';
import type { Word } from '../document.ts';
import { isRemote } from '../file-kinds.ts';
import { nearest } from '../nearest.ts';
import type { Rule } from '../rule.ts';
import { shown } from '../shown.ts';

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
  check(document, report, { contextFiles, contextFolders }) {
    if (!contextFiles || !contextFolders) return;
    let isContext = false;
    const missing: { readonly source: Word; readonly name: string }[] = [];
    for (const instruction of document.instructions) {
      const copy = copyArguments(document, instruction);
      if (!copy || copy.from) continue;
      for (const source of copy.sources) {
        const name = firstName(source.text);
        if (name === undefined) continue;
        if (contextFiles.has(name) || contextFolders.has(name)) isContext = true;
        else if (!isMadeLater(name)) missing.push({ source, name });
      }
    }
    if (!isContext) return;
    const names = [...contextFiles, ...contextFolders];
    for (const { source, name } of missing) {
      const meant = names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? nearest(name, names);
      const written = document.text.slice(source.start, source.end);
      report({
        range: document.rangeOf(source),
        message: `There is no ${shown(name)} beside the Dockerfile${meant === undefined ? '' : `; did you mean ${shown(meant)}?`}`,
        fix:
          meant === undefined || !written.includes(name) || /[^\w.@+-]/.test(meant)
            ? undefined
            : {
                title: `Change to ${meant}`,
                edits: [{ range: document.rangeOf(source), text: written.replace(name, () => meant) }],
                safe: false,
              },
      });
    }
  },
};

/** The part at the context's first level; undefined for the context itself, patterns, variables, addresses. */
function firstName(path: string): string | undefined {
  if (isRemote(path) || /[$*?[\]\\]/.test(path)) return undefined;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts[0];
}

/** What a build outside of Docker makes, so that it is not there yet. */
function isMadeLater(name: string): boolean {
  return /^(?:\.next|\.output|_build|artifacts?|bin|build|dist|lib|node_modules|obj|out|output|public|publish|rel|release|result|target|vendor|wheels?)$|\.(?:deb|rpm|apk|jar|war|whl|so|exe|zip|tar|t?gz|xz)$/i.test(
    name,
  );
}
