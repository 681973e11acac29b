// What a RUN is made of. Source: BuildKit's frontend/dockerfile/dockerfile2llb/convert.go (dispatchRun) and
// solver/llbsolver/ops/exec.go (CacheMap): command, shell, variables, folder, user, mounts; no values of secrets.
import { posix } from 'node:path';
import { argumentWords } from '../dockerfile/meaning/copy-arguments.ts';
import { type RunMount, runMounts } from '../dockerfile/meaning/run-mounts.ts';
import type { DockerfileDocument, Instruction } from '../dockerfile/text/document.ts';
import type { ForecastRequest } from './build-options.ts';
import type { BuilderTraits } from './builder-traits.ts';
import { type Ingredient, ingredient } from './ingredient.ts';
import { type FileSelection, imageIn, isInput, type OpenQuestion, type StepInput } from './step-plan.ts';
import { expanded, type StepVariables, variableIngredients, variablesIn } from './step-variables.ts';

export interface StageState extends StepVariables {
  folder: string;
  /** As it was written: builders count a slash at its end. */
  writtenFolder: string;
  user: string;
  /** As JSON. */
  shell: string;
}

export interface StepNeeds {
  readonly ingredients: readonly Ingredient[];
  readonly selections: readonly FileSelection[];
  readonly inputs: readonly StepInput[];
  readonly open: OpenQuestion | undefined;
  readonly isPinned?: boolean;
  readonly mayTakeByContent?: boolean;
  readonly images: readonly string[];
}

export interface StepSurroundings {
  readonly request: ForecastRequest;
  readonly builder: BuilderTraits;
  /** Of the stage. */
  readonly platform: string;
  /** What `from` names. */
  readonly inputOf: (name: string) => StepInput | OpenQuestion;
}

export function runNeeds(
  document: DockerfileDocument,
  instruction: Instruction,
  state: StageState,
  { request, builder, platform, inputOf }: StepSurroundings,
): StepNeeds {
  const selections: FileSelection[] = [];
  const inputs: StepInput[] = [];
  const options: Ingredient[] = [];
  const images: string[] = [];
  let open: OpenQuestion | undefined;
  const variables = variablesIn(state);
  const mounts = runMounts(document, instruction);
  const hasSecret = mounts.some(({ type }) => type === 'secret');
  for (const mount of asCounted(mounts, variables)) {
    const { type, from, source, fault } = mount;
    const { surely, perhaps } = mountOptions(mount, variables, builder);
    options.push(ingredient('option', '--mount', `${surely.join(',')}${fault ? '?' : ''}`));
    options.push(ingredient('option', '--mount as written', perhaps.join(','), 'doubtful'));
    if (from) {
      const input = inputOf(expanded(from.text, variables));
      images.push(...imageIn(input));
      if (isInput(input)) inputs.push(input);
      else open ??= input;
    } else if (type === 'bind') {
      selections.push({ source: expanded(source?.text ?? '.', variables), excluded: [], withParents: false });
    }
  }
  for (const { name, value } of instruction.flags) {
    if (!mountFlags.has(name) && !ownFlags.has(name))
      options.push(ingredient('option', `--${name}`, expanded(value?.text ?? '', variables)));
  }
  return {
    ...(hasSecret && builder.takesSecretsByContent !== false && { mayTakeByContent: true }),
    ingredients: [
      ...commandIngredients(document, instruction, state),
      ...options,
      ...engineOptions(request, instruction),
      ...variableIngredients(state),
      // A slash at the end counts.
      ingredient('folder', 'WORKDIR', `${state.folder}${/^\/.*[^/]\/$/.test(state.writtenFolder) ? '/' : ''}`),
      ingredient('folder', 'WORKDIR as written', state.writtenFolder, 'doubtful'),
      ingredient('user', 'USER', state.user),
      // Of an image it counts already; nothing has none.
      ingredient('option', '--platform', platform),
    ],
    selections,
    inputs,
    open,
    images,
  };
}

/** What of its options counts for the builder, and what may count. */
function mountOptions(
  { type, target, options }: RunMount,
  variables: ReadonlyMap<string, string>,
  { countsCacheNames }: BuilderTraits,
): { readonly surely: readonly string[]; readonly perhaps: readonly string[] } {
  const texts = options
    .map(({ name, value }) => (value ? `${name}=${expanded(value.text, variables)}` : name))
    // A secret need not be there if nobody says so.
    .filter((text) => text !== 'required=false')
    .sort();
  // What is bound counts by its content, wherever it is.
  const asCounted = (all: readonly string[]) => all.filter((text) => !/^(?:type=bind$|source=|src=|from=)/.test(text));
  if (type !== 'cache') return { surely: asCounted(texts), perhaps: texts };
  const usual = ['sharing=shared', `id=${expanded(target?.text ?? '', variables)}`];
  const named = texts.filter((text) => !usual.includes(text));
  if (countsCacheNames) return { surely: asCounted(named), perhaps: named };
  // Which name it has does not count, only whether it is the usual one.
  const unnamed = named.filter((text) => !/^(?:id|sharing)=/.test(text));
  const alike = unnamed.length < named.length ? [...unnamed, 'own name'] : unnamed;
  return { surely: asCounted(alike), perhaps: countsCacheNames === false ? alike : named };
}

/** Builders sort by the target what is mounted; secrets and sockets come behind it, as they are written. */
function asCounted(mounts: readonly RunMount[], variables: ReadonlyMap<string, string>): readonly RunMount[] {
  const isApart = ({ type }: RunMount) => type === 'secret' || type === 'ssh';
  const targetOf = ({ target }: RunMount) => posix.join('/', expanded(target?.text ?? '', variables));
  const sorted = mounts
    .filter((each) => !isApart(each))
    .sort((a, b) => (targetOf(a) < targetOf(b) ? -1 : targetOf(a) > targetOf(b) ? 1 : 0));
  return [...sorted, ...mounts.filter(isApart)];
}

function commandIngredients(
  document: DockerfileDocument,
  instruction: Instruction,
  { shell }: StageState,
): Ingredient[] {
  if (instruction.json) {
    const words = argumentWords(document, instruction).map(({ text }) => text);
    return [ingredient('instruction', 'RUN', JSON.stringify(words))];
  }
  const bodies = instruction.heredocs.map(({ body, chomp }) => {
    const text = document.text.slice(body.start, body.end);
    return chomp ? text.replace(/^\t+/gm, '') : text;
  });
  const ofShell = ingredient('shell', 'SHELL', shell);
  // The only word opens a heredoc: its body is the command, whatever its end is called.
  if (bodies.length === 1 && /^<<-?\S+$/.test(instruction.rest.text)) {
    return [
      ingredient('instruction', 'RUN', bodies[0] ?? ''),
      ingredient('option', 'heredoc', instruction.rest.text, 'doubtful'),
      ofShell,
    ];
  }
  return [ingredient('instruction', 'RUN', [instruction.rest.text, ...bodies].join('\0')), ofShell];
}

/** Read option by option. */
const mountFlags: ReadonlySet<string> = new Set(['mount']);
const ownFlags: ReadonlySet<string> = new Set(['network']);

/** `--network`, which a RUN may have of its own, `--add-host` and `--shm-size` of the build. */
function engineOptions(
  { networkMode, extraHosts = [], shmSize }: ForecastRequest,
  { flags }: Instruction,
): Ingredient[] {
  const own = flags.find(({ name }) => ownFlags.has(name))?.value?.text ?? 'default';
  const network = own === 'default' ? (networkMode ?? 'default') : own;
  return [
    ingredient('option', '--network', network),
    ingredient('option', '--add-host', [...extraHosts].sort().join(' ')),
    ingredient('option', '--shm-size', String(shmSize ?? '')),
  ];
}
