// Where words lead: images to their page in a registry, addresses of ADD, files of the build context.
import { parseImageReference } from '../../image-reference.ts';
import { isRemote } from '../knowledge/file-kinds.ts';
import { registryPage } from '../knowledge/registry-pages.ts';
import { contextSources, copyArguments } from '../meaning/copy-arguments.ts';
import { stageNamed } from '../meaning/named-stage.ts';
import { contextPath } from '../meaning/source-folders.ts';
import type { LintSurroundings } from '../rule-parts/rule.ts';
import type { DockerfileDocument, Stage } from '../text/document.ts';
import type { Range } from '../text/range.ts';

export interface Link {
  readonly range: Range;
  /** An address, or the path of a file below the Dockerfile's folder, with `..` where it is above. */
  readonly target: { readonly address: string } | { readonly path: string };
}

/** Whether something of what surrounds the file may lead to more links. */
export function mayLinkToFiles({ instructions }: DockerfileDocument): boolean {
  return instructions.some(({ keyword }) => keyword === 'COPY' || keyword === 'ADD');
}

export function links(document: DockerfileDocument, surroundings: LintSurroundings = {}): Link[] {
  const found: Link[] = document.stages.flatMap((stage) => imageLink(document, stage) ?? []);
  for (const instruction of document.instructions) {
    if (instruction.keyword !== 'ADD' && instruction.keyword !== 'COPY') continue;
    for (const { text, start, end } of copyArguments(document, instruction)?.sources ?? []) {
      if (isRemote(text) && /^https?:\/\/[^\s$]+$/.test(text)) {
        found.push({ range: document.rangeOf({ start, end }), target: { address: text } });
      }
    }
    for (const word of contextSources(document, instruction)) {
      const path = contextPath(word.text)?.join('/');
      if (path === undefined || !isFile(path, surroundings)) continue;
      const { contextPath: context } = surroundings;
      found.push({
        range: document.rangeOf(word),
        target: { path: context === undefined ? path : `${context}/${path}` },
      });
    }
  }
  return found;
}

/** Of what is not known in full (a variable), of stages and of scratch there is no page. */
function imageLink(document: DockerfileDocument, { base, index }: Stage): Link | undefined {
  if (!base || base.text === 'scratch' || stageNamed(document, base.text, index)) return undefined;
  const name = base.text.replace(/@.*$/, '');
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const repository = colon < 0 ? name : name.slice(0, colon);
  const reference = parseImageReference(repository);
  const address = reference && registryPage(reference);
  if (address === undefined || document.text.slice(base.start, base.end) !== base.text) return undefined;
  return {
    range: document.rangeOf({ start: base.start, end: base.start + repository.length }),
    target: { address },
  };
}

function isFile(path: string, { contextFiles, contextEntries }: LintSurroundings): boolean {
  const slash = path.lastIndexOf('/');
  if (slash < 0) return contextFiles?.has(path) ?? false;
  // A folder opens nothing: what has no ending may be one.
  const name = path.slice(slash + 1);
  return name.includes('.') && (contextEntries?.get(path.slice(0, slash))?.has(name) ?? false);
}
