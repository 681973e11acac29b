// Fills one stats panel: reads the containers' stats while the panel is looked at, and only then. Knows no editor.
import { type Clock, realClock } from '../clock.ts';
import type { Container, StatsSample } from '../engine/container-api.ts';
import type { Inventory } from '../engine/inventory.ts';
import type { Panel } from './panel.ts';
import type { FromStatsPanel, StatsContainer, StatsPoint, ToStatsPanel } from './stats-messages.ts';
import { mostPoints, pointOf } from './stats-points.ts';

interface Followed {
  container: StatsContainer;
  points: StatsPoint[];
  last: StatsSample | undefined;
  reading: boolean;
  /** Milliseconds until it is tried once more, if its stream breaks. */
  pause: number;
}

const shortestPause = 1_000;
const longestPause = 30_000;

/** What a session needs of the inventory: also to begin again when a container is started. */
export type StatsInventory = Pick<Inventory, 'engine' | 'containers' | 'onDidChange'>;

/** Goes on until the panel is closed. */
export function runStats(
  panel: Panel<ToStatsPanel, FromStatsPanel>,
  containers: readonly Pick<Container, 'id' | 'name'>[],
  inventory: () => Promise<StatsInventory>,
  clock: Clock = realClock,
): void {
  const followed = new Map<string, Followed>(
    containers.map(({ id, name }) => [
      id,
      {
        container: { id, name, state: 'waiting', note: '' },
        points: [],
        last: undefined,
        reading: false,
        pause: shortestPause,
      },
    ]),
  );
  let looking = new AbortController();
  let watch: StatsInventory | undefined;

  const isRunning = ({ container }: Followed) =>
    watch?.containers.some(({ id, state }) => id === container.id && state === 'running') === true;
  const tell = (one: Followed, state: StatsContainer['state'], note = '') => {
    if (one.container.state === state && one.container.note === note) return;
    one.container = { ...one.container, state, note };
    panel.post({ type: 'state', container: one.container });
  };
  const take = (one: Followed, sample: StatsSample) => {
    tell(one, 'running');
    const point = pointOf(sample, one.last);
    one.last = sample;
    one.pause = shortestPause;
    one.points = [...one.points.slice(1 - mostPoints), point];
    panel.post({ type: 'point', id: one.container.id, point });
  };
  /** Connected; from now on it is known when a container starts. */
  const engine = async () => {
    const found = await inventory();
    if (!watch && !panel.closed.aborted) {
      watch = found;
      const subscription = found.onDidChange(() => {
        for (const one of followed.values()) {
          const ended = one.container.state === 'stopped' || one.container.state === 'failed';
          if (ended && isRunning(one)) void follow(one);
        }
      });
      panel.closed.addEventListener('abort', () => subscription.dispose(), { once: true });
    }
    return found.engine(panel.closed);
  };
  const follow = async (one: Followed) => {
    if (one.reading || !panel.visible || panel.closed.aborted) return;
    const { signal } = looking;
    one.reading = true;
    // No line is drawn over the time in which nobody looked.
    one.last = undefined;
    try {
      await (await engine()).containers.stats(one.container.id, (sample) => take(one, sample), signal);
      if (!signal.aborted) tell(one, 'stopped');
    } catch (error) {
      if (!signal.aborted) {
        tell(one, 'failed', error instanceof Error ? error.message : String(error));
        // Its own stream alone may have been cut, of which the list of containers tells nothing.
        const cancel = clock.after(one.pause, () => void (isRunning(one) && follow(one)));
        signal.addEventListener('abort', cancel, { once: true });
        one.pause = Math.min(one.pause * 2, longestPause);
      }
    } finally {
      one.reading = false;
      // Shown again before the reading had ended.
      if (signal.aborted) void follow(one);
    }
  };
  const followAll = () => {
    for (const one of followed.values()) void follow(one);
  };
  const stop = () => {
    looking.abort();
    looking = new AbortController();
  };
  const tellProcesses = async (id: string) => {
    try {
      const { titles, rows } = await (await engine()).containers.processes(id, panel.closed);
      panel.post({ type: 'processes', id, titles, rows, note: '' });
    } catch (error) {
      const note = error instanceof Error ? error.message : String(error);
      if (!panel.closed.aborted) panel.post({ type: 'processes', id, titles: [], rows: [], note });
    }
  };

  panel.onMessage((message) => {
    if (message.type === 'ready') {
      panel.post({
        type: 'all',
        containers: [...followed.values()].map(({ container, points }) => ({ ...container, points })),
      });
    } else if (message.type === 'askProcesses' && followed.has(message.id)) void tellProcesses(message.id);
  });
  panel.onVisibility((visible) => {
    if (visible) followAll();
    else stop();
  });
  panel.closed.addEventListener('abort', () => looking.abort(), { once: true });
  followAll();
}
