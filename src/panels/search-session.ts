// Fills the page of an image search: results while a person types, tags and sizes when they are asked for. Knows no editor.
import * as l10n from '@vscode/l10n';
import { type Clock, realClock } from '../clock.ts';
import { visibleText } from '../visible-text.ts';
import type { Panel } from './panel.ts';
import {
  type FoundImage,
  type FromSearchPage,
  mostTags,
  type SizeFacts,
  type ToSearchPage,
} from './search-messages.ts';

/** What the page cannot do by itself. */
export interface SearchPageParts {
  /** What was searched for before the window was loaded anew; '' at first. */
  readonly begin: string;
  search(term: string, signal: AbortSignal): Promise<readonly FoundImage[]>;
  /** Names of tags, the most wanted first. */
  tags(name: string, signal: AbortSignal): Promise<{ readonly tags: readonly string[]; readonly isMore: boolean }>;
  size(name: string, tag: string, signal: AbortSignal): Promise<SizeFacts | undefined>;
  pull(reference: string): void;
  writeToFrom(reference: string): void;
  copy(text: string): void;
  openHub(name: string): void;
  readonly clock?: Clock;
}

/** Milliseconds without a key until the engine is asked. */
const typingPause = 350;

const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** Goes on until the panel is closed. */
export function runSearchPage(panel: Panel<ToSearchPage, FromSearchPage>, parts: SearchPageParts): void {
  const { clock = realClock } = parts;
  let term = '';
  let results: readonly FoundImage[] = [];
  let note = '';
  let isBusy = false;
  let cancelPause: (() => void) | undefined;
  let asking = new AbortController();
  const tagsOf = new Map<string, ToSearchPage>();

  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const tell = () =>
    panel.post({
      type: 'results',
      term,
      isBusy,
      results: results.map((found) => ({
        ...found,
        name: visibleText(found.name),
        description: visibleText(found.description),
      })),
      note,
    });
  const ask = async () => {
    cancelPause = undefined;
    const own = asking;
    try {
      const found = await parts.search(term, AbortSignal.any([own.signal, panel.closed]));
      if (own !== asking) return;
      results = found;
      note = found.length === 0 ? l10n.t('Docker Hub has no image for "{0}". Try another search term.', term) : '';
    } catch (error) {
      if (own !== asking || panel.closed.aborted) return;
      results = [];
      note = messageOf(error);
    }
    isBusy = false;
    tell();
  };
  const search = (typed: string) => {
    const next = typed.trim();
    if (next === term) return;
    term = next;
    cancelPause?.();
    asking.abort();
    asking = new AbortController();
    isBusy = term !== '';
    if (isBusy) cancelPause = clock.after(typingPause, () => void ask());
    else {
      results = [];
      note = '';
    }
    tell();
  };
  const isFound = (name: string) => results.some((found) => found.name === name);
  const tellTags = async (name: string) => {
    const known = tagsOf.get(name);
    if (known) return panel.post(known);
    try {
      const { tags, isMore } = await parts.tags(name, panel.closed);
      const shown = tags.slice(0, mostTags).map(visibleText);
      const answer: ToSearchPage = {
        type: 'tags',
        name,
        tags: shown,
        isMore: isMore || tags.length > mostTags,
        note: '',
      };
      tagsOf.set(name, answer);
      panel.post(answer);
    } catch (error) {
      if (!panel.closed.aborted) panel.post({ type: 'tags', name, tags: [], isMore: false, note: messageOf(error) });
    }
  };
  const tellSize = async (name: string, tag: string) => {
    try {
      const size = await parts.size(name, tag, panel.closed);
      panel.post({ type: 'size', name, tag, size, note: size ? '' : l10n.t('The registry does not report a size.') });
    } catch (error) {
      if (!panel.closed.aborted) panel.post({ type: 'size', name, tag, size: undefined, note: messageOf(error) });
    }
  };

  panel.onMessage((message) => {
    if (message.type === 'ready') return tell();
    if (message.type === 'search') return search(message.term);
    // Only of what was found; a name goes to other programs.
    if (!isFound(message.name)) return;
    switch (message.type) {
      case 'askTags':
        void tellTags(message.name);
        break;
      case 'openHub':
        parts.openHub(message.name);
        break;
      case 'askSize':
        if (tagPattern.test(message.tag)) void tellSize(message.name, message.tag);
        break;
      default: {
        if (message.tag !== '' && !tagPattern.test(message.tag)) return;
        const reference = message.tag === '' ? message.name : `${message.name}:${message.tag}`;
        if (message.type === 'pull') parts.pull(reference);
        else if (message.type === 'from') parts.writeToFrom(reference);
        else parts.copy(reference);
      }
    }
  });
  search(parts.begin);
  panel.closed.addEventListener(
    'abort',
    () => {
      cancelPause?.();
      asking.abort();
    },
    { once: true },
  );
}
