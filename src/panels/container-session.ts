// Fills the page of one container: its facts as they change, and while somebody looks its stats and last output. Knows no editor.
import { type Clock, realClock } from '../clock.ts';
import type { ContainerDetails, Port, StatsSample } from '../engine/container-api.ts';
import type { Engine } from '../engine/engine.ts';
import type { Inventory } from '../engine/inventory.ts';
import { isEngineError } from '../errors.ts';
import { visibleText } from '../visible-text.ts';
import { again } from './again.ts';
import { type ContainerFacts, containerFacts, type OtherOptionsFacts } from './container-facts.ts';
import {
  type ContainerAction,
  type FromContainerPage,
  mostChanges,
  mostOutput,
  type NeighbourKind,
  type OutputLine,
  type ToContainerPage,
} from './container-messages.ts';
import { keepLive, wasRemoved } from './live-page.ts';
import { giveHiddenValue } from './named-values.ts';
import type { Panel } from './panel.ts';
import type { StatsPoint } from './stats-messages.ts';
import { mostPoints, pointOf } from './stats-points.ts';

/** What the page cannot do by itself. */
export interface ContainerPageParts {
  inventory(): Promise<Inventory>;
  /** The address that a browser may open. */
  urlOf(port: Port, hostName: string): string | undefined;
  /** Whether its image's name means a newer image now. */
  hasNewerImage(engine: Engine, container: ContainerDetails, signal: AbortSignal): Promise<boolean>;
  /** What is another in the options that it was made from. */
  otherOptions(engine: Engine): OtherOptionsFacts | undefined;
  /** Called when that may be another. */
  onDidChangeOptions(listener: () => void): { dispose(): void };
  /** Follows its last lines until it ends or `signal` is aborted. Several at a time. */
  followOutput(engine: Engine, onLines: (lines: readonly OutputLine[]) => void, signal: AbortSignal): Promise<void>;
  run(action: ContainerAction): void;
  open(kind: NeighbourKind, id: string): void;
  openInBrowser(url: string): void;
  /** `words`: what is said to have been copied, where the text is a secret. */
  copy(text: string, words?: string): void;
  readonly clock?: Clock;
}

/** Milliseconds for which lines are gathered before they are shown: a screen shows no more. */
const outputPause = 100;

/** Goes on until the panel is closed. */
export function runContainerPage(
  panel: Panel<ToContainerPage, FromContainerPage>,
  { id, name }: { readonly id: string; readonly name: string },
  parts: ContainerPageParts,
): void {
  const clock = parts.clock ?? realClock;
  let details: ContainerDetails | undefined;
  let points: StatsPoint[] = [];
  let lastSample: StatsSample | undefined;
  let output: OutputLine[] = [];
  let outputNote = '';
  let readsOutputAnew = true;
  /** When the run began whose output is shown to its end: each is read once. */
  let outputOf: number | undefined;
  let unsent: OutputLine[] = [];
  let cancelSending: (() => void) | undefined;

  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const isRunning = () => page.isLive() && details?.state === 'running';

  const stats = again(
    clock,
    isRunning,
    async (signal) => {
      // No line is drawn over the time in which nobody looked.
      lastSample = undefined;
      const onSample = (sample: StatsSample) => {
        const point = pointOf(sample, lastSample);
        lastSample = sample;
        points = [...points.slice(1 - mostPoints), point];
        stats.steady();
        panel.post({ type: 'point', point });
      };
      await (await page.engine()).containers.stats(id, onSample, signal);
    },
    // The next change of its state begins again; that there are no readings is seen.
    () => undefined,
  );

  const send = () => {
    cancelSending = undefined;
    panel.post({ type: 'output', begin: readsOutputAnew, lines: unsent.slice(-mostOutput), note: outputNote });
    unsent = [];
    readsOutputAnew = false;
  };
  const follow = again(
    clock,
    () => page.isLive() && details !== undefined && outputOf !== (details.startedAt ?? 0),
    async (signal) => {
      const run = details?.startedAt ?? 0;
      readsOutputAnew = true;
      outputNote = '';
      output = [];
      unsent = [];
      await parts.followOutput(
        await page.engine(),
        (lines) => {
          follow.steady();
          output = [...output, ...lines].slice(-mostOutput);
          unsent.push(...lines);
          cancelSending ??= clock.after(outputPause, send);
        },
        signal,
      );
      if (!signal.aborted) outputOf = run;
    },
    (error) => {
      outputNote = error === undefined ? '' : messageOf(error);
      // Its log driver keeps none here: asking again would not help.
      if (isEngineError(error, 'unsupported')) outputOf = details?.startedAt ?? 0;
      cancelSending?.();
      send();
    },
  );

  const page = keepLive<ContainerFacts>(panel, {
    inventory: parts.inventory,
    concerns: ({ containers, images }) => containers || images,
    read: async (engine, signal) => {
      try {
        details = await engine.containers.inspect(id, signal);
      } catch (error) {
        if (isEngineError(error, 'not-found')) return undefined;
        throw error;
      }
      const hasNewerImage = await parts.hasNewerImage(engine, details, signal);
      const facts = containerFacts(details, (port) => parts.urlOf(port, engine.hostName), hasNewerImage);
      const other = parts.otherOptions(engine);
      if (!other) return facts;
      const rows = other.rows.map(([flag, before, now]) => [flag, visibleText(before), visibleText(now)] as const);
      return { ...facts, otherOptions: { name: visibleText(other.name), rows } };
    },
    gone: wasRemoved(name),
    onFacts: () => {
      stats.check();
      follow.check();
    },
  });

  const tellProcesses = async () => {
    try {
      const { titles, rows } = await (await page.engine()).containers.processes(id, panel.closed);
      panel.post({ type: 'processes', titles, rows: rows.map((row) => row.map(visibleText)), note: '' });
    } catch (error) {
      if (!panel.closed.aborted) panel.post({ type: 'processes', titles: [], rows: [], note: messageOf(error) });
    }
  };
  const tellChanges = async () => {
    try {
      const all = await (await page.engine()).containers.changes(id, panel.closed);
      const changes = all.slice(0, mostChanges).map((change) => ({ ...change, path: visibleText(change.path) }));
      panel.post({ type: 'changes', changes, total: all.length, note: '' });
    } catch (error) {
      if (!panel.closed.aborted) panel.post({ type: 'changes', changes: [], total: 0, note: messageOf(error) });
    }
  };

  panel.onMessage((message) => {
    switch (message.type) {
      case 'ready':
        panel.post({ type: 'points', points });
        panel.post({ type: 'output', begin: true, lines: output, note: outputNote });
        break;
      case 'run':
        parts.run(message.action);
        break;
      case 'copy':
        parts.copy(message.text);
        break;
      case 'askProcesses':
        void tellProcesses();
        break;
      case 'askChanges':
        void tellChanges();
        break;
      case 'reveal':
      case 'copyHidden':
        giveHiddenValue(details, message, { post: panel.post, copy: parts.copy });
        break;
      // Only what the page was told may be opened from it.
      case 'openPort':
        if (page.facts()?.ports.some(({ url }) => url === message.url)) parts.openInBrowser(message.url);
        break;
      case 'open':
        if (isNeighbour(page.facts(), message.kind, message.id)) parts.open(message.kind, message.id);
    }
  });
  const options = parts.onDidChangeOptions(page.refresh);
  const end = () => {
    cancelSending?.();
    options.dispose();
  };
  panel.closed.addEventListener('abort', end, { once: true });
}

function isNeighbour(facts: ContainerFacts | undefined, kind: NeighbourKind, of: string): boolean {
  if (kind === 'image') return facts?.imageId === of;
  if (kind === 'network') return facts?.networks.some(({ id }) => id === of) ?? false;
  return facts?.mounts.some((mount) => mount.kind === 'volume' && mount.source === of) ?? false;
}
