// A Host for tests: answers dialogs from a script, and keeps all that it was told. A dialog without an answer in the
// script fails the test.
import {
  Cancelled,
  type Confirmation,
  type Host,
  type Offer,
  type Question,
  type TerminalProgram,
  type TerminalScreen,
} from '../../src/commands/host.ts';

/** What the person at the keyboard does, in order. */
export type Answer =
  /** Picks the choice with this label. */
  | { readonly pick: string }
  /** Types this, or accepts what is proposed. */
  | { readonly type: string | 'proposed' }
  | { readonly confirm: boolean }
  | 'escape';

export interface ScriptedScreen extends TerminalScreen {
  text(): string;
  type(text: string): void;
  close(): void;
}

export interface ScriptedHost extends Host {
  readonly questions: Question[];
  readonly confirmations: Confirmation[];
  readonly messages: { readonly text: string; readonly offers: readonly Offer[] }[];
  readonly documents: { readonly name: string; readonly text: string }[];
  readonly opened: string[];
  readonly copied: string[];
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
  files: { active?: string; found?: string[] } = {},
): ScriptedHost {
  const left = [...answers];
  const next = (what: string): Answer => {
    const answer = left.shift();
    if (answer === undefined) throw new Error(`nobody answers: ${what}`);
    if (answer === 'escape') throw new Cancelled();
    return answer;
  };
  const host: ScriptedHost = {
    answers: left,
    questions: [],
    confirmations: [],
    messages: [],
    documents: [],
    opened: [],
    copied: [],
    terminals: [],
    async pick(title, _placeholder, choices) {
      const answer = next(title);
      const chosen = choices.find(
        ({ label }) => typeof answer === 'object' && 'pick' in answer && label === answer.pick,
      );
      if (!chosen)
        throw new Error(
          `${title}: ${JSON.stringify(answer)} is not among ${choices.map(({ label }) => label).join(', ')}`,
        );
      return chosen.value;
    },
    async ask(question) {
      host.questions.push(question);
      const answer = next(question.title);
      if (typeof answer !== 'object' || !('type' in answer)) throw new Error(`${question.title}: wants typing`);
      const text = answer.type === 'proposed' ? (question.value ?? '') : answer.type;
      const wrong = question.validate?.(text);
      if (wrong !== undefined) throw new Error(`refused: ${wrong}`);
      return text;
    },
    async confirm(confirmation) {
      host.confirmations.push(confirmation);
      const answer = next(confirmation.question);
      if (typeof answer !== 'object' || !('confirm' in answer))
        throw new Error(`${confirmation.question}: wants yes or no`);
      if (!answer.confirm) throw new Cancelled();
    },
    progress: (_title, work) => work(() => undefined, new AbortController().signal),
    inform: (text, offers = []) => void host.messages.push({ text, offers }),
    runInTerminal(program) {
      const screen = scriptedScreen();
      host.terminals.push({ program, screen, done: program.run(screen) });
      return true;
    },
    showDocument: async (name, text) => void host.documents.push({ name, text }),
    showPage: async (name, text) => void host.documents.push({ name, text }),
    openInBrowser: async (url) => void host.opened.push(url),
    copy: async (text) => void host.copied.push(text),
    showLog: () => undefined,
    saveFile: async () => undefined,
    activeDockerfile: () => files.active,
    findDockerfiles: async () => files.found ?? [],
  };
  return host;
}

export function scriptedScreen(size = { columns: 80, rows: 24 }): ScriptedScreen {
  let text = '';
  const listeners: ((input: string) => void)[] = [];
  const closing = new AbortController();
  return {
    size: () => size,
    write: (more) => {
      text += more;
    },
    onInput: (listener) => void listeners.push(listener),
    onResize: () => undefined,
    closed: closing.signal,
    text: () => text,
    type: (input) => {
      for (const listener of listeners) listener(input);
    },
    close: () => closing.abort(new Cancelled()),
  };
}
