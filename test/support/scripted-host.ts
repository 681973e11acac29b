// A Host for tests: answers dialogs from a script, and keeps all that it was told. A dialog without an answer in the
// script fails the test.

import { readFile, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { withIgnoreLine } from '../../src/build-context/ignore-line.ts';
import type { ContextMeasure } from '../../src/build-context/measure.ts';
import { Cancelled, type Confirmation, type PickChoice, type Question } from '../../src/commands/host/dialogs.ts';
import type { FilePlace } from '../../src/commands/host/files-host.ts';
import type { Host } from '../../src/commands/host/host.ts';
import type { TerminalProgram, TerminalScreen } from '../../src/commands/host/terminals.ts';
import { createVolumeFiles, type VolumeFiles } from '../../src/container-files/volume-files.ts';
import { type Layout, plainLayout } from '../../src/explorer/layout.ts';
import type { PageRequest } from '../../src/panels/panel.ts';
import type { Offer } from '../../src/user-error.ts';

/** What the person at the keyboard does, in order. */
export type Answer =
  /** Picks the choice with this label. `typed`: into the list, before the choice. */
  | { readonly pick: string; readonly typed?: string }
  /** Picks the choice that stands for this, whatever its label says. */
  | { readonly take: unknown }
  /** Picks the choice that is found by typing this, which is none of the words of its label: a flag. */
  | { readonly find: string }
  /** Pastes this into the list, and picks the choice that takes it. */
  | { readonly paste: string }
  /** Types this, or accepts what is proposed. */
  | { readonly type: string | 'proposed' }
  | { readonly confirm: boolean | 'also' }
  /** Leaves only the choices with these labels ticked, or all. */
  | { readonly tick: readonly string[] | 'all' }
  /** Chooses these files. */
  | { readonly files: readonly string[] }
  | 'escape';

export interface ScriptedScreen extends TerminalScreen {
  /** What the program can be left by at the moment. */
  readonly detach: { readonly keys: string; leave(): void } | undefined;
  text(): string;
  /** Resolves once the text has `wanted`; the test's own time limit ends a vain wait. */
  has(wanted: string | RegExp): Promise<void>;
  type(text: string): void;
  close(): void;
}

export interface ScriptedHost extends Host {
  readonly questions: Question[];
  /** The lists that were picked from and ticked in. */
  readonly lists: {
    readonly title: string;
    readonly placeholder: string;
    readonly choices: readonly PickChoice<unknown>[];
  }[];
  readonly remembered: Map<string, unknown>;
  readonly confirmations: Confirmation[];
  readonly messages: { readonly text: string; readonly offers: readonly Offer[] }[];
  readonly documents: { readonly name: string; readonly text: string; readonly line?: number }[];
  readonly opened: string[];
  /** Files in containers that were opened: what with, container, path … */
  readonly openedFiles: (readonly string[])[];
  /** Folders of containers and volumes that were told to be different: container or volume, and path. */
  readonly changedFolders: (readonly [top: string, path: string])[];
  readonly openedPages: PageRequest[];
  /** Of what pages did by themselves. */
  readonly failures: unknown[];
  /** Commands that pages have run. */
  readonly runCommands: (readonly [id: string, ...ids: string[]])[];
  readonly copied: string[];
  /** Rows that were to be shown: view and object. */
  readonly revealed: (readonly [view: string, id: string])[];
  /** Containers that a window of the editor was opened in. */
  readonly editorsInside: string[];
  /** What the settings have for each Dockerfile. */
  readonly savedProfiles: Map<string, unknown>;
  /** Dockerfiles whose profiles were opened to be edited. */
  readonly editedProfiles: string[];
  /** Bytes. */
  largestContext: number;
  readonly shownContexts: ContextMeasure[];
  /** Local files that were opened, and at which line. */
  readonly openedPlaces: (readonly [path: string, line: number | undefined])[];
  readonly editedLines: string[];
  readonly terminals: {
    readonly program: TerminalProgram;
    readonly screen: ScriptedScreen;
    readonly done: Promise<void>;
  }[];
  /** Answers not used yet: a test ends with none. */
  readonly answers: Answer[];
}

export function scriptedHost(
  answers: readonly Answer[] = [],
  files: { active?: string; found?: string[]; line?: string; folder?: string } = {},
  newScreen: () => ScriptedScreen = () => scriptedScreen(),
  volumes: VolumeFiles = createVolumeFiles({
    engine: async () => Promise.reject(new Error('the script has no engine for volumes')),
    log: () => undefined,
  }),
): ScriptedHost {
  const left = [...answers];
  const next = (what: string): Answer => {
    const answer = left.shift();
    if (answer === undefined) throw new Error(`nobody answers: ${what}`);
    if (answer === 'escape') throw new Cancelled();
    return answer;
  };
  const chosenFiles = (title: string): string[] => {
    const answer = next(title);
    if (typeof answer !== 'object' || !('files' in answer)) throw new Error(`${title}: wants files`);
    return [...answer.files];
  };
  const remembered = new Map<string, unknown>();
  const memoryListeners = new Set<() => void>();
  const host: ScriptedHost = {
    savedProfiles: new Map(),
    editedProfiles: [],
    largestContext: Number.POSITIVE_INFINITY,
    scansForSecrets: () => true,
    engineHost: () => remembered.get('engine host') as string | undefined,
    setEngineHost: async (address) => void remembered.set('engine host', address),
    buildSettings: {
      profiles: (dockerfile) => structuredClone(host.savedProfiles.get(dockerfile)),
      saveProfiles: async (dockerfile, profiles) => void host.savedProfiles.set(dockerfile, structuredClone(profiles)),
      editProfiles: async (dockerfile) => void host.editedProfiles.push(dockerfile),
      largestContext: () => host.largestContext,
    },
    buildContext: {
      show: async (measure) => void host.shownContexts.push(measure),
      shown: () => host.shownContexts.at(-1),
      hide: async () => void host.shownContexts.splice(0),
      open: async (path, line) => void host.openedPlaces.push([path, line]),
      addLine: async (path, line) => {
        const text = await readFile(path, 'utf8').catch(() => '');
        await writeFile(path, withIgnoreLine(text, line));
      },
    },
    shownContexts: [],
    openedPlaces: [],
    answers: left,
    questions: [],
    lists: [],
    remembered,
    memory: {
      get: <T>(key: string) => structuredClone(remembered.get(key)) as T | undefined,
      async set(key, value) {
        remembered.set(key, structuredClone(value));
        for (const listener of memoryListeners) listener();
      },
      onDidChange(listener) {
        memoryListeners.add(listener);
        return { dispose: () => void memoryListeners.delete(listener) };
      },
    },
    confirmations: [],
    messages: [],
    documents: [],
    opened: [],
    openedFiles: [],
    changedFolders: [],
    openedPages: [],
    runCommands: [],
    failures: [],
    openPage: (request) => {
      mayBeRead(request.title);
      host.openedPages.push(request);
    },
    report: (work) => void work.catch((error) => host.failures.push(error)),
    runCommand: (id, refs = []) => void host.runCommands.push([id, ...refs.map((ref) => ref.id)]),
    files: {
      volumes: () => volumes,
      changed: (folders) =>
        void host.changedFolders.push(...folders.map((place) => [topOf(place), place.path] as const)),
      open: async (place) => void host.openedFiles.push(['open', topOf(place), place.path]),
      openWindow: async (place) => void host.openedFiles.push(['window', topOf(place), place.path]),
      compareTexts: async (one, other) => void host.openedFiles.push(['compare texts', one.text, other.text]),
      compareWithText: async ({ text }, place) =>
        void host.openedFiles.push(['compare with text', topOf(place), place.path, text]),
      compare: async (place, local) => void host.openedFiles.push(['compare', topOf(place), place.path, local]),
      namedInWorkspace: async (name) => (files.found ?? []).filter((path) => path.endsWith(`/${name}`)),
      chooseLocal: async (title) => chosenFiles(title),
    },
    copied: [],
    editorsInside: [],
    editedLines: [],
    terminals: [],
    async tick({ title, placeholder, choices }) {
      for (const { label, description, detail } of choices) mayBeRead(label, description, detail);
      const all = choices.map(({ value }) => value);
      mayBeRead(title(all), placeholder);
      host.lists.push({ title: title(all), placeholder, choices });
      const answer = next(title(all));
      if (typeof answer !== 'object' || !('tick' in answer)) throw new Error(`${title(all)}: wants ticks`);
      const wanted = answer.tick === 'all' ? choices.map(({ label }) => label) : answer.tick;
      const unknown = wanted.find((label) => !choices.some((choice) => choice.label === label));
      if (unknown !== undefined) throw new Error(`${title(all)}: there is no ${unknown}`);
      const ticked = choices.filter(({ label }) => wanted.includes(label)).map(({ value }) => value);
      if (ticked.length === 0) throw new Cancelled();
      return ticked;
    },
    chooseFiles: async ({ title }) => chosenFiles(title),
    chooseNewFile: async ({ title }) => String(chosenFiles(title)[0]),
    async pick(title, placeholder, choices) {
      host.lists.push({ title, placeholder, choices });
      mayBeRead(title, placeholder);
      for (const { label, description, detail } of choices) mayBeRead(label, description, detail);
      const answer = next(title);
      const chosen = choices.find(isMeantBy(answer));
      if (!chosen)
        throw new Error(
          `${title}: ${JSON.stringify(answer)} is not among ${choices.map(({ label }) => label).join(', ')}`,
        );
      const typed = typedInto(answer);
      const taken = chosen.takes ? chosen.takes(typed) : chosen.value;
      if (taken === undefined && chosen.takes) throw new Error(`${chosen.label} does not take "${typed}"`);
      return taken as typeof chosen.value;
    },
    async ask(question) {
      host.questions.push(question);
      mayBeRead(question.title, question.prompt);
      const answer = next(question.title);
      if (typeof answer !== 'object' || !('type' in answer)) throw new Error(`${question.title}: wants typing`);
      const text = answer.type === 'proposed' ? (question.value ?? '') : answer.type;
      for (let length = 1; length <= text.length; length++) question.onChange?.(text.slice(0, length));
      const wrong = question.validate?.(text);
      if (wrong !== undefined) throw new Error(refusedWords(wrong));
      return text;
    },
    async confirm(confirmation) {
      host.confirmations.push(confirmation);
      mayBeRead(confirmation.question, confirmation.detail, confirmation.action, confirmation.also);
      const answer = next(confirmation.question);
      if (typeof answer !== 'object' || !('confirm' in answer))
        throw new Error(`${confirmation.question}: wants yes or no`);
      if (!answer.confirm) throw new Cancelled();
      if (answer.confirm !== 'also') return 'action';
      if (confirmation.also === undefined) throw new Error(`${confirmation.question}: has no second button`);
      return 'also';
    },
    progress: (title, work) => {
      mayBeRead(title);
      return work(() => undefined, new AbortController().signal);
    },
    inform(text, offers = []) {
      mayBeRead(text, ...offers.map(({ title }) => title));
      host.messages.push({ text, offers });
    },
    runInTerminal(program) {
      mayBeRead(program.title);
      const screen = newScreen();
      host.terminals.push({ program, screen, done: program.run(screen) });
      return true;
    },
    attachments: () =>
      host.terminals.flatMap(({ program: { title }, screen: { detach } }) =>
        detach ? [{ title, leave: detach.leave }] : [],
      ),
    openEditorInside: async (id) => void host.editorsInside.push(id),
    showDocument: async (name, text, line) =>
      void host.documents.push({ name, text, ...(line === undefined ? {} : { line }) }),
    showPage: async (name, text) => void host.documents.push({ name, text }),
    workspaceFolder: () => files.folder,
    openInBrowser: async (url) => void host.opened.push(url),
    copy: async (text, words) => {
      mayBeRead(words);
      host.copied.push(text);
    },
    showLog: () => undefined,
    savedText: async (path) => readFile(path, 'utf8').catch(() => ''),
    layout: (view) => (remembered.get(`layout ${view}`) as Layout | undefined) ?? plainLayout,
    reveal: (view, id) => void host.revealed.push([view, id]),
    revealed: [],
    setLayout: async (view, layout) => void remembered.set(`layout ${view}`, layout),
    editDockerfileLine: async (edit) => void host.editedLines.push(edit(files.line ?? '')),
    cursorLine: () => undefined,
    activeDockerfile: () => files.active,
    repairActiveDockerfile: async () => files.active !== undefined,
    findDockerfiles: async () => files.found ?? [],
  };
  return host;
}

const refusedWords = (wrong: string) => `refused: ${wrong}`;

/** What a question that does not take the answer fails with, as `assert.rejects` wants it. `wrong`: what it says; any if absent. */
export const refused = (wrong?: string) => (error: unknown) =>
  error instanceof Error &&
  (wrong === undefined ? error.message.startsWith(refusedWords('')) : error.message === refusedWords(wrong));

/** Into the list, before the choice. */
function typedInto(answer: Answer): string {
  if (typeof answer !== 'object') return '';
  return 'paste' in answer ? answer.paste : 'pick' in answer ? (answer.typed ?? '') : '';
}

/** Which choice of a list an answer is. */
function isMeantBy(answer: Answer): (choice: PickChoice<unknown>) => boolean {
  if (typeof answer === 'object' && 'pick' in answer) return ({ label }) => label === answer.pick;
  if (typeof answer === 'object' && 'paste' in answer) return ({ takes }) => takes?.(answer.paste) !== undefined;
  if (typeof answer === 'object' && 'take' in answer) return ({ value }) => isDeepStrictEqual(value, answer.take);
  if (typeof answer === 'object' && 'find' in answer) return ({ keywords }) => keywords?.includes(answer.find) === true;
  return () => false;
}

/**
 * Whatever is told, no person is shown an id of 64 digits, the address of a socket or of a file system of ours, or one of the
 * engine's API. Digests are parts of names.
 */
function mayBeRead(...texts: readonly (string | undefined)[]): void {
  for (const text of texts) {
    const odd =
      /(?:sha256:|(?<![0-9a-f]))(?<!@sha256:)[0-9a-f]{64}|\b(?:unix|npipe|longshore[\w-]*):\/\/|localhost\/v1\./.exec(
        text ?? '',
      );
    if (odd) throw new Error(`no person shall be shown ${odd[0]}: ${text}`);
  }
}

const topOf = ({ container, volume }: FilePlace): string => container ?? volume;

export function scriptedScreen(size = { columns: 80, rows: 24 }): ScriptedScreen {
  let text = '';
  const listeners: ((input: string) => void)[] = [];
  const waiting: { readonly wanted: string | RegExp; readonly found: () => void }[] = [];
  const isThere = (wanted: string | RegExp) => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));
  const closing = new AbortController();
  let detach: ScriptedScreen['detach'];
  return {
    get detach() {
      return detach;
    },
    offerDetach(keys, leave) {
      detach = { keys, leave };
      return () => {
        detach = undefined;
      };
    },
    size: () => size,
    write: (more) => {
      text += more;
      for (const { wanted, found } of waiting) if (isThere(wanted)) found();
    },
    onInput: (listener) => void listeners.push(listener),
    onResize: () => undefined,
    closed: closing.signal,
    text: () => text,
    has: (wanted) =>
      new Promise((found) => {
        if (isThere(wanted)) found();
        else waiting.push({ wanted, found });
      }),
    type: (input) => {
      for (const listener of listeners) listener(input);
    },
    close: () => closing.abort(new Cancelled()),
  };
}
