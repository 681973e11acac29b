// Fills the page of logs: follows them, keeps what a bounded memory holds, and tells the page the lines that are in sight, ten times
// a second at most, however loud the programs are. Knows no editor.
import * as l10n from '@vscode/l10n';
import { type Clock, realClock } from '../clock.ts';
import { visibleText } from '../visible-text.ts';
import {
  type FromLogsPage,
  type LogFilter,
  type LogRow,
  type LogSearch,
  noFilter,
  type ToLogsPage,
} from './log-messages.ts';
import { createLogStore, type LogLimits, searchPattern } from './log-store.ts';
import { markedPieces } from './marked-text.ts';
import type { Panel } from './panel.ts';

/** What is wrong with a filter. */
export const filterSentences = {
  tooSlow: () => l10n.t('The regular expression takes too long on a line of this log. Write a simpler one.'),
};

type Line = Pick<LogRow, 'at' | 'from' | 'text'>;

/** What the page cannot do by itself. */
export interface LogsPageParts {
  readonly names: readonly string[];
  /** Follows one, by its place, until it is removed or `signal` is aborted. Some lines at a time. */
  follow(
    source: number,
    onLines: (lines: readonly Line[]) => void,
    onNews: (text: string) => void,
    signal: AbortSignal,
  ): Promise<void>;
  copy(text: string, words?: string): void;
  /** Asks where, and writes. */
  save(pieces: Iterable<string>): void;
  readonly presets: {
    get(): Readonly<Record<string, LogFilter>>;
    remove(name: string): void;
    /** Asks for a name. */
    save(filter: LogFilter, onSaved: () => void): void;
  };
  /** Runs `work` at once; false: it took too long, and was ended in the middle. */
  within(work: () => void): boolean;
  readonly clock?: Clock;
  readonly limits?: LogLimits;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** A million lines, as far as their texts fit. */
const usualLimits: LogLimits = { lines: 1_000_000, characters: 100_000_000 };
/** Milliseconds between two messages to the page. */
const tellPause = 100;
/** Lines of a longer history come in pieces; sorted by time, they are shown once each has begun, or after so long. */
const gatherPause = 500;
/** Lines that are gone through between two turns of everything else. */
export const logSlice = 5000;
/** Characters that are copied at once: more is for a file. */
const mostCopied = 5_000_000;

const tooSlow = new Error('An expression takes too long.');

/** Goes on until the panel is closed, also while nobody looks. */
export function runLogsPage(panel: Panel<ToLogsPage, FromLogsPage>, parts: LogsPageParts): void {
  const { names, clock = realClock, now = Date.now } = parts;
  let filter: LogFilter = noFilter;
  let search: LogSearch | undefined;
  let wrong = '';
  /** Only an expression can take long. */
  const guarded = (work: () => void) => {
    if (!filter.isRegex && !search?.isRegex) work();
    else if (!parts.within(work)) throw tooSlow;
  };
  const store = createLogStore(parts.limits ?? usualLimits, guarded);
  let window = { first: 0, count: 60, end: true };
  let gathered: Omit<LogRow, 'seq'>[] = [];
  const silent = new Set(names.keys());
  let isGathering = true;
  let toldRows = '';
  let toldCounts = '';
  let cancelTelling: (() => void) | undefined;
  let cancelWork: (() => void) | undefined;

  const tell = () => {
    cancelTelling = undefined;
    if (!panel.visible) return;
    take();
    const { shown } = store;
    const first = window.end ? Math.max(0, shown - window.count) : window.first;
    const inSight = store.rows(first, window.count);
    const rows: ToLogsPage = { type: 'rows', first, rows: inSight, search: triedOn(inSight) };
    const news = `${first} ${rows.rows.length} ${rows.rows[0]?.seq} ${rows.rows.at(-1)?.seq}`;
    if (news !== toldRows) panel.post(rows);
    toldRows = news;
    const { kept, dropped, hits, busy } = store;
    const counts: ToLogsPage = { type: 'counts', shown: store.shown, kept, dropped, hits, busy, wrong };
    if (JSON.stringify(counts) !== toldCounts) panel.post(counts);
    toldCounts = JSON.stringify(counts);
  };
  /** The search, if the page can mark what it finds in them: there nothing would end it. */
  const triedOn = (rows: readonly LogRow[]): LogSearch | undefined => {
    const tried = search;
    if (!tried?.isRegex) return tried;
    return inTime(() =>
      guarded(() => {
        const pattern = searchPattern(tried);
        for (const { text } of rows) markedPieces(text, pattern);
      }),
    )
      ? tried
      : undefined;
  };
  /** Whether the work came to its end; if it takes too long, the expressions are given up, and it is said. */
  const inTime = (work: () => void): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      if (error !== tooSlow) throw error;
      wrong = filterSentences.tooSlow();
      if (filter.isRegex) filter = { ...filter, text: '', isRegex: false };
      if (search?.isRegex) search = undefined;
      store.filter(filter);
      store.search(search);
      toldRows = '';
      return false;
    }
  };
  const tellSoon = (pause = tellPause) => {
    cancelTelling ??= clock.after(pause, tell);
  };
  const tellNow = () => {
    cancelTelling?.();
    tell();
  };
  /** Of several containers the lines come in the order of their times, as far as they come together. */
  const take = () => {
    if (isGathering || gathered.length === 0) return;
    const rows = gathered;
    gathered = [];
    const sorted = names.length > 1 ? rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)) : rows;
    // The lines are kept in any case.
    inTime(() => store.add(sorted));
  };
  const endGathering = () => {
    isGathering = false;
    tellSoon();
  };
  const onLines = (source: number, lines: readonly Line[]) => {
    for (const { at, from, text } of lines) gathered.push({ source, at, from, text });
    if (isGathering && silent.delete(source) && silent.size === 0) endGathering();
    // While nobody looks they must not heap up beside the store, which has a bound.
    if (gathered.length > 20_000) take();
    tellSoon();
  };
  const onNews = (source: number, text: string) => {
    const words = names.length > 1 ? `${names[source]}: ${text}` : text;
    gathered.push({ source: -1, at: new Date(now()).toISOString(), from: 'stdout', text: visibleText(words) });
    tellSoon();
  };
  const goThrough = () => {
    cancelWork = undefined;
    let isLeft = false;
    const isDone = inTime(() => {
      isLeft = store.work(logSlice);
    });
    isLeft ||= !isDone;
    tellNow();
    if (isLeft) cancelWork = clock.after(0, goThrough);
  };
  /** Filter and search as they are now; what cannot be read as a pattern leaves things as they were. */
  const look = (work: () => void) => {
    try {
      wrong = '';
      work();
    } catch (error) {
      wrong = error instanceof Error ? error.message : String(error);
    }
    toldRows = '';
    cancelWork?.();
    goThrough();
  };
  const setFilter = (next: LogFilter) =>
    look(() => {
      if (next.text !== '') searchPattern(next);
      filter = next;
      store.filter(filter);
    });
  const presetNames = () => Object.keys(parts.presets.get()).sort();
  const tellSources = () =>
    panel.post({ type: 'sources', names: names.map(visibleText), filter, presets: presetNames() });
  const goToHit = (near: number, forward: boolean) => {
    const hit = store.nextHit(near, forward);
    if (hit) panel.post({ type: 'goTo', place: hit.place, hit: hit.number, line: store.rows(hit.place, 1)[0]?.seq });
  };
  /** All that is shown, in pieces. */
  function* shownText(): Generator<string> {
    for (let first = 0; first < store.shown; first += logSlice) {
      yield store
        .rows(first, logSlice)
        .map((row) => `${lineOf(row, names)}\n`)
        .join('');
    }
  }
  const copyShown = () => {
    let text = '';
    for (const piece of shownText()) {
      text += piece;
      if (text.length > mostCopied) break;
    }
    const count = text.split('\n').length - 1;
    parts.copy(text, count === 1 ? l10n.t('1 line') : l10n.t('{0} lines', count));
  };
  panel.onMessage((message) => {
    switch (message.type) {
      case 'ready':
        toldRows = '';
        toldCounts = '';
        tellSources();
        tellNow();
        break;
      case 'window':
        window = message;
        tellNow();
        break;
      case 'filter':
        setFilter(message.filter);
        break;
      case 'search': {
        const { search: next, near } = message;
        look(() => {
          store.search(next);
          search = next;
        });
        if (search && wrong === '') goToHit(near - 1, true);
        break;
      }
      case 'nextHit':
        goToHit(message.near, message.forward);
        break;
      case 'goToTime':
        panel.post({ type: 'goTo', place: store.placeOfTime(message.at), hit: undefined, line: undefined });
        break;
      case 'copyText':
        parts.copy(message.text);
        break;
      case 'copyShown':
        copyShown();
        break;
      case 'export':
        parts.save(shownText());
        break;
      case 'savePreset':
        // The time of a moment means nothing later, nor do the places of containers.
        parts.presets.save({ ...filter, since: undefined, hidden: [] }, tellSources);
        break;
      case 'usePreset': {
        const kept = new Map(Object.entries(parts.presets.get())).get(message.name);
        if (kept) setFilter({ ...noFilter, ...kept });
        tellSources();
        break;
      }
      case 'removePreset':
        parts.presets.remove(message.name);
        tellSources();
    }
  });
  panel.onVisibility((visible) => {
    if (visible) tellSoon();
  });
  const cancelGathering = clock.after(gatherPause, endGathering);
  for (const source of names.keys()) {
    parts
      .follow(
        source,
        (lines) => onLines(source, lines),
        (text) => onNews(source, text),
        panel.closed,
      )
      // One whose log cannot be read does not hold up the others.
      .catch((error: unknown) => {
        if (!panel.closed.aborted) onNews(source, error instanceof Error ? error.message : String(error));
      });
  }
  panel.closed.addEventListener(
    'abort',
    () => {
      cancelGathering();
      cancelTelling?.();
      cancelWork?.();
    },
    { once: true },
  );
}

function lineOf({ source, text }: LogRow, names: readonly string[]): string {
  return source < 0 ? `── ${text} ──` : names.length > 1 ? `${names[source]} ${text}` : text;
}
