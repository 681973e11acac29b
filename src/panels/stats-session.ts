// Fills one page of stats: reads the containers' stats while the page is looked at, and only then, and tells the page twice a second
// at most, however many there are. Knows no editor.
import { type Clock, realClock } from '../clock.ts';
import type { Container, StatsSample } from '../engine/container-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import { visibleText } from '../visible-text.ts';
import { type Again, again } from './again.ts';
import type { Panel } from './panel.ts';
import type { FromStatsPage, StatsContainer, StatsPoint, ToStatsPage } from './stats-messages.ts';
import { mostPoints, pointOf } from './stats-points.ts';

interface Followed {
  readonly id: string;
  readonly name: string;
  /** As it was listed last; undefined: it is gone, or the lists have not come. */
  listed: Container | undefined;
  state: StatsContainer['state'];
  note: string;
  points: StatsPoint[];
  /** Not told yet. */
  news: StatsPoint[];
  last: StatsSample | undefined;
  readonly stream: Again;
}

/** `containers`: those that are meant, running or not; undefined: all that run. */
export interface StatsPageParts {
  readonly containers: readonly Pick<Container, 'id' | 'name'>[] | undefined;
  inventory(): Promise<Inventory>;
  open(id: string): void;
  readonly clock?: Clock;
}

/** Milliseconds between two messages to the page. */
const tellPause = 500;

/** Goes on until the panel is closed. */
export function runStats(panel: Panel<ToStatsPage, FromStatsPage>, parts: StatsPageParts): void {
  const { clock = realClock } = parts;
  const followed = new Map<string, Followed>();
  let hold: Extract<ToStatsPage, { type: 'hold' }> = { type: 'hold', hold: 'live', words: '' };
  let watch: { readonly inventory: Inventory; end(): void } | undefined;
  let areListed = false;
  let cancelTelling: (() => void) | undefined;

  const isLooked = () => panel.visible && !panel.closed.aborted;
  const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
  const tellContainers = () =>
    panel.post({ type: 'containers', containers: [...followed.values()].map(containerFacts) });
  const tellHold = (next: 'live' | 'lost', words = '') => {
    if (hold.hold === next && hold.words === words) return;
    hold = { type: 'hold', hold: next, words };
    panel.post(hold);
  };
  const tellPoints = () => {
    cancelTelling = undefined;
    const points = [...followed.values()].flatMap((one) => {
      const { id, news } = one;
      one.news = [];
      return news.length === 0 ? [] : [{ id, points: news }];
    });
    panel.post({ type: 'points', anew: false, points });
  };
  const setState = (one: Followed, state: Followed['state'], note = '') => {
    if (one.state === state && one.note === note) return;
    one.state = state;
    one.note = note;
    tellContainers();
  };
  const take = (one: Followed, sample: StatsSample) => {
    setState(one, 'running');
    const point = pointOf(sample, one.last);
    one.last = sample;
    one.stream.steady();
    one.points = [...one.points.slice(1 - mostPoints), point];
    one.news.push(point);
    cancelTelling ??= clock.after(tellPause, tellPoints);
  };
  const follow = (id: string, name: string) => {
    const one: Followed = {
      id,
      name,
      listed: undefined,
      state: 'waiting',
      note: '',
      points: [],
      news: [],
      last: undefined,
      stream: again(
        clock,
        () => isLooked() && one.listed?.state === 'running',
        async (signal) => {
          // No line is drawn over the time in which nobody looked.
          one.last = undefined;
          const engine = await (await inventory()).engine(signal);
          await engine.containers.stats(id, (sample) => take(one, sample), signal);
        },
        (error) =>
          setState(one, error === undefined ? 'stopped' : 'failed', error === undefined ? '' : messageOf(error)),
      ),
    };
    followed.set(id, one);
  };
  /** The containers as they are listed now. */
  const look = (containers: readonly Container[]) => {
    const before = JSON.stringify([...followed.values()].map(containerFacts));
    const byId = new Map(containers.map((container) => [container.id, container]));
    if (!parts.containers) {
      for (const { id, name, state } of containers) if (state === 'running' && !followed.has(id)) follow(id, name);
      for (const id of followed.keys()) if (byId.get(id)?.state !== 'running') drop(id);
    }
    for (const one of followed.values()) {
      one.listed = byId.get(one.id);
      if (areListed && !one.listed) one.state = 'removed';
      else if (one.listed?.state !== 'running') one.state = 'stopped';
      else if (one.state === 'stopped' || one.state === 'removed') one.state = 'waiting';
      one.stream.check();
    }
    if (JSON.stringify([...followed.values()].map(containerFacts)) !== before) tellContainers();
  };
  const drop = (id: string) => {
    const one = followed.get(id);
    followed.delete(id);
    if (one) one.listed = undefined;
    one?.stream.check();
  };
  const inventory = async () => {
    const found = await parts.inventory();
    if (!watch && isLooked()) {
      const unattend = found.attend();
      const subscription = found.onDidChange(({ containers }) => {
        const { connection } = found;
        if (connection.state === 'unreachable') tellHold('lost', connection.error.message);
        else if (connection.state === 'connected') {
          tellHold('live');
          if (containers) look(found.containers);
        }
      });
      watch = {
        inventory: found,
        end: () => {
          unattend();
          subscription.dispose();
        },
      };
    }
    return found;
  };
  const begin = async () => {
    if (!isLooked()) return;
    try {
      const { containers } = await (await inventory()).lists(panel.closed);
      areListed = true;
      tellHold('live');
      look(containers);
    } catch (error) {
      if (!panel.closed.aborted) tellHold('lost', messageOf(error));
    }
  };
  const leave = () => {
    watch?.end();
    watch = undefined;
    cancelTelling?.();
    cancelTelling = undefined;
    for (const { stream } of followed.values()) stream.check();
  };
  const tellProcesses = async (id: string) => {
    try {
      const engine = await (await inventory()).engine(panel.closed);
      const { titles, rows } = await engine.containers.processes(id, panel.closed);
      panel.post({ type: 'processes', id, titles, rows: rows.map((row) => row.map(visibleText)), note: '' });
    } catch (error) {
      if (!panel.closed.aborted) panel.post({ type: 'processes', id, titles: [], rows: [], note: messageOf(error) });
    }
  };

  panel.onMessage((message) => {
    switch (message.type) {
      case 'ready':
        for (const one of followed.values()) one.news = [];
        panel.post({
          type: 'points',
          anew: true,
          points: [...followed.values()].map(({ id, points }) => ({ id, points })),
        });
        if (areListed || parts.containers) tellContainers();
        panel.post(hold);
        break;
      case 'refresh':
        void begin();
        break;
      case 'askProcesses':
        if (followed.has(message.id)) void tellProcesses(message.id);
        break;
      case 'open':
        if (followed.has(message.id)) parts.open(message.id);
    }
  });
  panel.onVisibility((visible) => {
    if (visible) void begin();
    else leave();
  });
  panel.closed.addEventListener('abort', leave, { once: true });
  for (const { id, name } of parts.containers ?? []) follow(id, name);
  void begin();
}

function containerFacts({ id, name, listed, state, note }: Followed): StatsContainer {
  const ports = (listed?.ports ?? []).flatMap(({ publicPort, address }) => {
    if (publicPort === undefined) return [];
    const everywhere = address === undefined || address === '' || address === '0.0.0.0' || address === '::';
    return [everywhere ? String(publicPort) : `${address}:${publicPort}`];
  });
  return {
    id,
    name: visibleText(listed?.name ?? name),
    state,
    note: visibleText(note),
    startedAt: listed?.state === 'running' ? listed.since?.latest : undefined,
    ports: [...new Set(ports)].join(', '),
  };
}
