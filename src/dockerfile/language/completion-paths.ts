// Paths: sources of COPY and ADD from the build context, destinations from the working directory.
import { isIgnored, mayHoldUnignored, parseIgnoreFile } from '../../build-context/ignore-file.ts';
import { workingDirectory } from '../meaning/working-directory.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { CompletionItem, CompletionSurroundings, Found } from './completion-item.ts';
import { type TypedWords, typedWords } from './completion-typed.ts';
import { placeAt } from './place.ts';

/** Which folder of the build context is being completed, as `''` or `src/app`; undefined where no source is typed. */
export function contextFolderAt(document: DockerfileDocument, offset: number): string | undefined {
  const place = placeAt(document, offset);
  if (!('typed' in place) || place.kind === 'keyword' || !isCopy(place.instruction)) return undefined;
  const typed = typedWords(place.typed);
  if (typed.isFlagValue || typed.flags.includes('from') || typed.word.startsWith('-')) return undefined;
  return folderOf(pathWord(typed.word));
}

export function isCopy({ keyword }: Instruction): boolean {
  return keyword === 'COPY' || keyword === 'ADD';
}

export function pathItems(
  document: DockerfileDocument,
  instruction: Instruction,
  typed: TypedWords,
  surroundings: CompletionSurroundings,
): Found {
  const word = pathWord(typed.word);
  const isFirst = typed.arguments.length === 0 || typed.arguments.join('') === '[';
  const destinations = isFirst ? [] : destinationItems(document, instruction);
  // Sources go on where a path is begun; behind the last source the destination is likelier.
  const sources = typed.flags.includes('from') ? [] : sourceItems(surroundings, folderOf(word) ?? '');
  const name = word.slice(word.lastIndexOf('/') + 1);
  if (word.startsWith('/') || (destinations.length > 0 && word === ''))
    return { items: destinations, length: word.length };
  return { items: sources, length: name.length };
}

/** Without the quote of JSON. */
function pathWord(word: string): string {
  return word.replace(/^\[?"?/, '');
}

function folderOf(word: string): string | undefined {
  if (/[$*?[\]\\:]/.test(word) || word.startsWith('/')) return undefined;
  const parts = word
    .split('/')
    .slice(0, -1)
    .filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
}

/** What the ignore file leaves out is not there. */
function sourceItems({ entries, dockerignore }: CompletionSurroundings, folder: string): CompletionItem[] {
  if (!entries) return [];
  const rules = parseIgnoreFile(dockerignore === undefined || dockerignore === false ? '' : dockerignore);
  return [...entries]
    .filter(([name, kind]) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (name === '.git' || name === '.dockerignore' || /^(?:docker|container)file$/i.test(name)) return false;
      return !isIgnored(rules, path) || (kind === 'folder' && mayHoldUnignored(rules, path));
    })
    .sort(([a, aKind], [b, bKind]) => (aKind === bKind ? (a < b ? -1 : 1) : aKind === 'file' ? -1 : 1))
    .map(
      ([name, kind]): CompletionItem =>
        kind === 'folder'
          ? { kind: 'folder', label: `${name}/`, insert: `${name}/`, goesOn: true }
          : { kind: 'file', label: name, insert: name },
    );
}

function destinationItems(document: DockerfileDocument, instruction: Instruction): CompletionItem[] {
  const folder = workingDirectory(document, instruction);
  const own = folder === undefined ? [] : [folder === '/' ? '/' : `${folder}/`];
  const usual = ['./', ...own, '/app/', '/usr/local/bin/', '/etc/', '/'];
  return [...new Set(usual)].map((text): CompletionItem => ({ kind: 'folder', label: text, insert: text }));
}
