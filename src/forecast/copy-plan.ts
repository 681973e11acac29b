// What a COPY or ADD is made of. Source: BuildKit's frontend/dockerfile/dockerfile2llb/convert.go (dispatchCopy) and
// solver/llbsolver/ops/file.go (CacheMap): the last name of each source, the destination, owner and mode as written, and
// the content; neither times nor paths of the files.
import { posix } from 'node:path';
import { copyArguments } from '../dockerfile/meaning/copy-arguments.ts';
import type { DockerfileDocument, Instruction } from '../dockerfile/text/document.ts';
import { type Ingredient, ingredient } from './ingredient.ts';
import { remoteSource } from './remote-source.ts';
import type { StageState, StepNeeds, StepSurroundings } from './run-plan.ts';
import { type FileSelection, imageIn, isInput, type OpenQuestion, type StepInput } from './step-plan.ts';
import { expanded, variablesIn } from './step-variables.ts';

export function copyNeeds(
  document: DockerfileDocument,
  instruction: Instruction,
  state: StageState,
  { builder, inputOf }: StepSurroundings,
): StepNeeds & { readonly isLinked: boolean } {
  const variables = variablesIn(state);
  const replaced = (text: string) => expanded(text, variables);
  const copy = copyArguments(document, instruction);
  const sources = copy?.sources.map(({ text }) => replaced(text)) ?? [];
  const destination = destinationOf(replaced(copy?.destination.text ?? ''), state.folder);
  const excluded: string[] = [];
  const flags: string[] = [];
  let withParents = false;
  let checksum: string | undefined;
  let isLinked = false;
  for (const { name, value } of instruction.flags) {
    const text = replaced(value?.text ?? 'true');
    if (name === 'exclude') excluded.push(text);
    else if (name === 'parents') withParents = text !== 'false';
    else if (name === 'checksum') checksum = text;
    else if (name === 'link') isLinked = text !== 'false';
    if (!ownWords.has(name) && text !== 'false') flags.push(`--${name}=${text}`);
  }
  const selections: FileSelection[] = [];
  const inputs: StepInput[] = [];
  const images: string[] = [];
  // Only ADD takes from elsewhere, and has no `--from`.
  const remoteOf = (source: string) => (copy?.fromFlag ? undefined : remoteSource(source, checksum, builder));
  const taken = sources.map((source) => ({ source, remote: remoteOf(source) }));
  const remotes = taken.flatMap(({ remote }) => remote ?? []);
  let open: OpenQuestion | undefined;
  if (copy?.fromFlag) {
    const input = inputOf(replaced(copy.from?.text ?? ''));
    images.push(...imageIn(input));
    if (isInput(input)) inputs.push(input);
    else open = input;
  } else {
    for (const { source, remote } of taken) if (!remote) selections.push({ source, excluded, withParents });
    open = remotes[0]?.question;
  }
  const names = taken.map(
    ({ source, remote }) =>
      remote?.name ?? (withParents || copy?.fromFlag ? source : posix.basename(posix.join('/', source))),
  );
  // The order of patterns to leave out counts, that of other flags does not.
  const inOrder = flags.sort((a, b) => compareText(nameOfFlag(a), nameOfFlag(b)));
  const words = JSON.stringify([...inOrder, ...names, destination]);
  return {
    ingredients: [
      ingredient('instruction', instruction.keyword, words),
      ...remotes.map(({ address }) => address),
      ...heredocIngredients(document, instruction, replaced),
      // Builders that cannot put layers upon each other copy as ever.
      ...(isLinked ? [ingredient('option', '--link', 'true', 'doubtful')] : []),
    ],
    selections,
    inputs,
    open,
    isPinned: remotes.length > 0 && remotes.every(({ isPinned }) => isPinned),
    images,
    isLinked,
  };
}

const nameOfFlag = (flag: string) => flag.slice(0, flag.indexOf('='));
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What it names counts by its content; what is linked stands by itself. */
const ownWords: ReadonlySet<string> = new Set(['from', 'link', 'checksum']);

/** A slash at the end counts, and a dot has one. */
function destinationOf(written: string, folder: string): string {
  const path = posix.resolve(folder, written);
  return (written.endsWith('/') || written === '.' || written === '') && path !== '/' ? `${path}/` : path;
}

function heredocIngredients(
  document: DockerfileDocument,
  { heredocs }: Instruction,
  replaced: (text: string) => string,
): Ingredient[] {
  return heredocs.map(({ name, body, chomp, expand }) => {
    const written = document.text.slice(body.start, body.end);
    const text = chomp ? written.replace(/^\t+/gm, '') : written;
    return ingredient('instruction', `<<${name}`, expand ? replaced(text) : text);
  });
}
