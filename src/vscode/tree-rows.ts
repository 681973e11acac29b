// What a view shows of its sources, from what is known: no request.
import * as l10n from '@vscode/l10n';
import { Disposable } from 'vscode';
import { engineRow } from '../explorer/engine-row.ts';
import type { Kind } from '../explorer/kind.ts';
import { arrange, type Layout } from '../explorer/layout.ts';
import { nextLook } from '../explorer/next-look.ts';
import { createStillPlaces } from '../explorer/still-places.ts';
import type { SourceRows } from '../explorer/tree-nodes.ts';
import { createGreying } from './greying.ts';
import type { TreeSource } from './tree-source.ts';

export interface TreeRows extends Disposable {
  now(): SourceRows[];
  /** What stands above the rows, or in their place; `isEmpty`: there are none. */
  message(isEmpty: boolean): string;
  /** Milliseconds until they look different though nothing happens; undefined: they will not. */
  nextLook(): number | undefined;
  /** How many things somebody should look at. */
  attention(): number;
  /** A source has changed. */
  note(index: number): void;
  /** Each row goes to where it belongs. */
  release(): void;
}

/** `onGrey`: the rows of a broken connection look so from now on. */
export function createTreeRows<T, Source, Change>(
  kind: Kind<T, Source, Change>,
  sources: readonly TreeSource<Source, Change>[],
  layout: () => Layout,
  onGrey: () => void,
): TreeRows {
  const places = sources.map(() => createStillPlaces<T>());
  const greying = sources.map(({ isStale }) => createGreying(() => isStale?.() ?? false, onGrey));
  const ready = () => sources.filter(({ isReady }) => isReady());

  const rowsOf = ({ source, engine, isReady, problem }: TreeSource<Source, Change>, index: number): SourceRows => {
    const shown = engine?.();
    return {
      engine: shown?.id,
      heading: sources.length > 1 && shown ? engineRow(shown) : undefined,
      rows: isReady() ? arrange(kind, source, layout(), Date.now(), places[index]) : (problem?.()?.rows ?? []),
      isGrey: greying[index]?.isGrey() ?? false,
    };
  };
  const messageOf = ({ source, isReady, problem }: TreeSource<Source, Change>, index: number): string => {
    if (!isReady()) return problem?.()?.message ?? '';
    if (greying[index]?.isGrey()) return l10n.t('The connection to the engine was lost. Reconnecting…');
    const failure = kind.failure?.(source);
    return failure === undefined ? '' : l10n.t('This list could not be read: {0}', failure);
  };

  return Object.assign(Disposable.from(...greying), {
    now: () => sources.map(rowsOf),
    message(isEmpty: boolean) {
      const message = sources.map(messageOf).find((said) => said !== '');
      if (message !== undefined) return message;
      // The welcome text would say that there is nothing at all.
      const isFilteredOut = isEmpty && ready().some(({ source }) => kind.list(source).length > 0);
      if (!isFilteredOut) return '';
      const { show, text } = layout();
      return show === '' && text === '' && kind.usual
        ? kind.usual.none
        : l10n.t('Nothing matches the filter. To change it, use the funnel icon above.');
    },
    nextLook() {
      const now = Date.now();
      const looks = [
        ...ready().map(({ source }) => nextLook(kind, source, now)),
        ...places.map((place) => place.due(now)),
      ].filter((look) => look !== undefined);
      return looks.length === 0 ? undefined : Math.min(...looks);
    },
    attention: () => ready().reduce((sum, { source }) => sum + (kind.attention?.(source, Date.now()) ?? 0), 0),
    note: (index: number) => greying[index]?.note(),
    release() {
      for (const place of places) place.release();
    },
  });
}
