// Fills a form as a page: what is typed becomes a line, and what is wrong with it is said, with each letter. What stands in the
// fields lives here, as the page loses it when it is hidden. Knows no editor, and not what the form is of.
import { type Clock, realClock } from '../clock.ts';
import type { FormAction, FormNote, FormState, FormTexts, FromFormPage, ToFormPage } from './form-messages.ts';
import type { Panel } from './panel.ts';

/** What the form is of. `Made`: what the fields say, as data. */
export interface FormParts<Made> {
  readonly begin: Made;
  title(made: Made): string;
  write(made: Made): FormTexts;
  /** `before`: what the fields do not say stays as it was. */
  read(texts: FormTexts, before: Made): { readonly made: Made; readonly notes: readonly FormNote[] };
  /** Without what may be secret. */
  line(made: Made): string;
  copyLine(made: Made): void;
  /** A line that was typed or pasted. */
  takeLine(text: string, before: Made): { readonly made: Made; readonly leftOut: string } | { readonly wrong: string };
  /** Rows that may hold a secret. */
  secret(texts: FormTexts): Readonly<Record<string, readonly number[]>>;
  /** What takes a while to find out. */
  foresee?(made: Made, signal: AbortSignal): Promise<readonly FormNote[]>;
  kept(made: Made): Readonly<Record<string, unknown>>;
  /** Absent: nobody is asked whether it is kept. */
  readonly keeping?: { get(made: Made): boolean; set(made: Made, keeps: boolean): Made };
  /** Without any change of the user's. */
  usual(): Made;
  isUsual(made: Made): boolean;
  readonly saved: {
    names(): readonly string[];
    get(name: string, before: Made): Made | undefined;
    save(made: Made): Promise<void>;
    remove?(name: string): Promise<void>;
  };
  /** Files for a field, chosen by the user. */
  browse(name: string): Promise<readonly string[]>;
  /** What is left to be done next is the answer's `made`. */
  act(action: FormAction, made: Made): Promise<{ readonly made: Made; readonly done: Done | undefined }>;
  /** For what the page does by itself: if it fails, it is told. */
  report(work: Promise<unknown>): void;
  readonly clock?: Clock;
}

/** What was done, and what shows it. */
export interface Done {
  readonly text: string;
  readonly open?: () => void;
}

/** Milliseconds without a key until what takes a while is looked for. */
const typingPause = 400;

/** Goes on until the panel is closed. `tell`: what surrounds the form is different now. */
export function runFormPage<Made>(panel: Panel<ToFormPage, FromFormPage>, parts: FormParts<Made>): { tell(): void } {
  const { clock = realClock } = parts;
  let made = parts.begin;
  let texts = parts.write(made);
  let foreseen: readonly FormNote[] = [];
  let lineWrong = '';
  let leftOut = '';
  let isBusy = false;
  let done: Done | undefined;
  let cancelPause: (() => void) | undefined;
  let foreseeing = new AbortController();

  const state = (): FormState => {
    const { made: now, notes } = parts.read(texts, made);
    made = now;
    return {
      type: 'state',
      title: parts.title(made),
      line: parts.line(made),
      lineWrong,
      leftOut,
      notes: [...notes, ...foreseen],
      secret: parts.secret(texts),
      saved: parts.saved.names(),
      // What is wrong is not in it.
      isUsual: parts.isUsual(made) && notes.every(({ kind }) => kind !== 'wrong'),
      keeps: parts.keeping?.get(made),
      kept: parts.kept(made),
      isBusy,
      done: done && { text: done.text, canOpen: done.open !== undefined },
    };
  };
  const tell = () => panel.post(state());
  const foresee = async () => {
    const own = foreseeing;
    // What cannot be foreseen is no reason to say anything.
    const notes = await parts.foresee?.(made, AbortSignal.any([own.signal, panel.closed])).catch(() => []);
    if (own !== foreseeing || panel.closed.aborted || !notes) return;
    foreseen = notes;
    tell();
  };
  const changed = () => {
    tell();
    cancelPause?.();
    foreseeing.abort();
    foreseeing = new AbortController();
    cancelPause = clock.after(typingPause, () => void foresee());
  };
  const put = (next: Made) => {
    made = next;
    texts = parts.write(made);
    panel.post({ type: 'texts', texts });
    changed();
  };
  const takeLine = (text: string) => {
    const taken = parts.takeLine(text, made);
    lineWrong = 'wrong' in taken ? taken.wrong : '';
    leftOut = 'wrong' in taken ? '' : taken.leftOut;
    if ('wrong' in taken) tell();
    else put(taken.made);
  };
  const act = async (action: FormAction) => {
    if (isBusy || state().notes.some(({ kind }) => kind === 'wrong')) return tell();
    isBusy = true;
    done = undefined;
    leftOut = '';
    tell();
    try {
      const answer = await parts.act(action, made);
      done = answer.done;
      isBusy = false;
      put(answer.made);
    } finally {
      isBusy = false;
      tell();
    }
  };
  const browse = async (name: string) => {
    const files = await parts.browse(name);
    texts = { ...texts, [name]: [...new Set([...(texts[name] ?? []), ...files])].filter(Boolean) };
    panel.post({ type: 'texts', texts });
    changed();
  };

  panel.onMessage((message) => {
    switch (message.type) {
      case 'ready':
        panel.post({ type: 'texts', texts });
        tell();
        break;
      case 'set':
        texts = { ...texts, [message.name]: message.texts.map(String) };
        leftOut = '';
        lineWrong = '';
        changed();
        break;
      case 'line':
        takeLine(message.text);
        break;
      case 'keep':
        made = parts.keeping?.set(made, message.keeps) ?? made;
        tell();
        break;
      case 'reset':
        put(parts.usual());
        break;
      case 'choose': {
        const chosen = parts.saved.names().includes(message.saved) && parts.saved.get(message.saved, made);
        if (chosen) put(chosen);
        break;
      }
      case 'save':
        parts.report(parts.saved.save(made).then(tell));
        break;
      case 'remove':
        if (parts.saved.names().includes(message.saved))
          parts.report((parts.saved.remove?.(message.saved) ?? Promise.resolve()).then(tell));
        break;
      case 'browse':
        parts.report(browse(message.name));
        break;
      case 'copyLine':
        parts.copyLine(made);
        break;
      case 'run':
        parts.report(act(message.action));
        break;
      case 'open':
        done?.open?.();
        break;
    }
  });
  panel.closed.addEventListener('abort', () => cancelPause?.(), { once: true });
  panel.post({ type: 'texts', texts });
  changed();
  return { tell: changed };
}
