// What all pages share: the way to the extension, and drawing what is known when it has changed.
/// <reference lib="dom" />
import { render, type TemplateResult } from 'lit';

interface Editor {
  postMessage(message: unknown): void;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): Editor;

/** Milliseconds after which ages on the page are told anew. */
const ageInterval = 15_000;

/** The editor's: numbers and times are written as its words are. */
export const language: string | undefined = document.documentElement.lang || undefined;

export interface Page<From> {
  post(message: From): void;
  /** Something has changed: draws at the next frame, however often it is called. */
  changed(): void;
  /** What its target says beside, from now on: it is there again when the window is loaded anew. */
  keep(more: Readonly<Record<string, unknown>>): void;
}

interface Kept {
  readonly key?: string;
  readonly target?: object;
}

/** `take` hears each message; `view` draws all that is known, or answers undefined while nothing is. Once for each page. */
export function startPage<To, From>(
  take: (message: To) => void,
  view: () => TemplateResult | undefined,
): Page<From | { readonly type: 'ready' }> {
  const editor = acquireVsCodeApi();
  const main = document.querySelector('main') as HTMLElement;
  // With this the editor brings the page back when the window is loaded anew.
  const kept: Kept = JSON.parse(main.dataset.kept ?? '{}');
  editor.setState(kept);
  let isDue = false;
  let isDrawn = false;
  const draw = () => {
    isDue = false;
    const drawn = view();
    if (!drawn) return;
    // The skeleton goes.
    if (!isDrawn) main.replaceChildren();
    isDrawn = true;
    main.setAttribute('aria-busy', 'false');
    render(drawn, main);
  };
  const changed = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(draw);
  };
  window.addEventListener('message', ({ data }: MessageEvent<To>) => {
    take(data);
    changed();
  });
  setInterval(changed, ageInterval);
  const page = {
    post: (message: From | { readonly type: 'ready' }) => editor.postMessage(message),
    changed,
    keep: (more: object) => editor.setState({ ...kept, target: { ...kept.target, ...more } }),
  };
  page.post({ type: 'ready' });
  return page;
}
