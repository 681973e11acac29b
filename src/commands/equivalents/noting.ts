// The services that a command gets: what its engine is asked is noted as the `docker` command that does the same, when it has
// really happened. What changes something is noted always; what shows something only where the command is there for it.
import type { Engine } from '../../engine/engine.ts';
import type { Inventory } from '../../engine/inventory.ts';
import type { CommandServices } from '../host/command.ts';
import type { CallName } from '../host/docker-equivalent.ts';
import { type Equivalents, isFailure, type Note, type Noted } from '../host/equivalents.ts';
import { type CommandId, commands } from '../index.ts';
import { nameOrShortId } from '../text/object-names.ts';
import { callLines, type Names, runLine } from './lines.ts';

/** Of the command with this id. */
export function notingServices(services: CommandServices, command: CommandId): CommandServices {
  const { engines, equivalents } = services;
  const ofIt = commands[command].facts.docker;
  const noting = (inventory: Inventory): Inventory => {
    const noter = createNoter(command, inventory, equivalents, 'calls' in ofIt ? ofIt.calls : []);
    // By prototype, since its lists are getters that change.
    return Object.create(inventory, {
      engine: { value: async (signal?: AbortSignal) => noter.engine(await inventory.engine(signal)) },
    });
  };
  return {
    ...services,
    engines: { ...engines, inventory: async (id, signal) => noting(await engines.inventory(id, signal)) },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the table's type has checked that each line fits its call
type AnyCall = (...given: any[]) => any;

interface AnyLine {
  readonly kind: 'change' | 'show';
  readonly lasts?: boolean;
  line(given: readonly unknown[], names: Names): Note;
  after?(answer: unknown, engine: Engine): Promise<Note>;
  isNothing?(answer: unknown): boolean;
  failsLater?(answer: unknown): Promise<boolean>;
}

function createNoter(command: string, inventory: Inventory, equivalents: Equivalents, shown: readonly CallName[]) {
  /** Containers that this command has made: their names, what was noted of them, and whether they came to run. */
  const made = new Map<string, { readonly name: string; readonly noted: Noted; failed: boolean }>();
  /** Names by ids, as the command itself has listed them: nobody else may want to know them. */
  const networks = new Map<string, string>();
  const names: Names = {
    container: (id) =>
      made.get(id)?.name ?? inventory.containers.find((container) => container.id === id)?.name ?? nameOrShortId(id),
    image: (reference) => inventory.images.find(({ id }) => id === reference)?.tags[0] ?? nameOrShortId(reference),
    network: (id) =>
      networks.get(id) ?? inventory.networks?.find((network) => network.id === id)?.name ?? nameOrShortId(id),
    input: command === 'longshore.container.startInteractive',
  };

  function wrapped(name: CallName, call: AnyCall, line: AnyLine, engine: Engine): AnyCall {
    return async (...given) => {
      const note = line.line(given, names);
      if (line.lasts) {
        const noted = equivalents.add(note, 'done');
        return call(...given).catch((error: unknown) => {
          if (isFailure(error)) noted.fail();
          throw error;
        });
      }
      try {
        const answer = await call(...given);
        if (line.isNothing?.(answer) || (await belongsToRun(name, given, engine, false))) return answer;
        // Not for the line's sake may the command fail.
        const known = line.after ? await line.after(answer, engine).catch(() => note) : note;
        const noted = equivalents.add(known, 'done');
        void line.failsLater?.(answer).then((failed) => failed && noted.fail());
        if (name === 'containers.create') made.set(answer, { name: nameOf(given, answer), noted, failed: false });
        return answer;
      } catch (error) {
        if (isFailure(error) && !(await belongsToRun(name, given, engine, true))) equivalents.add(note, 'failed');
        throw error;
      }
    };
  }

  /** `docker run` is one line for a creation, a start and the cleaning up after a start that failed. */
  async function belongsToRun(
    name: CallName,
    [id, size]: readonly unknown[],
    engine: Engine,
    failed: boolean,
  ): Promise<boolean> {
    const container = made.get(String(id));
    if (!container) return false;
    if (name === 'containers.remove' && container.failed) return true;
    if (name !== 'containers.start' && name !== 'containers.startAttached') return false;
    // Joined without a terminal, only to keep what it says: for the person it runs in the background.
    const how = name === 'containers.start' || size === undefined ? 'detached' : 'attached';
    // One that removes itself may be gone already.
    const line = await runLine(engine, String(id), how).catch(() => undefined);
    if (line !== undefined) container.noted.replace(line);
    container.failed = failed;
    if (failed) container.noted.fail();
    return true;
  }

  const noted = (name: CallName, call: AnyCall, entry: AnyLine | { readonly none: string }, engine: Engine): AnyCall =>
    'none' in entry || (entry.kind === 'show' && !shown.includes(name)) ? call : wrapped(name, call, entry, engine);

  return {
    engine(engine: Engine): Engine {
      const members = Object.entries(callLines).map(([group, lines]) => {
        const own = engine[group as keyof Engine];
        if (typeof own === 'function') {
          const call = (own as AnyCall).bind(engine);
          return [group, noted(group as CallName, call, lines as unknown as AnyLine, engine)];
        }
        const calls = Object.entries(lines as Record<string, AnyLine>).map(([name, line]) => {
          const call = (own as unknown as Record<string, AnyCall>)[name] as AnyCall;
          return [name, noted(`${group}.${name}` as CallName, call.bind(own), line, engine)];
        });
        return [group, { ...(own as object), ...Object.fromEntries(calls) }];
      });
      const noting = Object.fromEntries(members) as Engine;
      const list: Engine['networks']['list'] = async (signal) => {
        const listed = await engine.networks.list(signal);
        for (const { id, name } of listed) networks.set(id, name);
        return listed;
      };
      const values = Object.entries({ ...noting, networks: { ...noting.networks, list } });
      // By prototype, too: how many streams are open changes.
      return Object.create(engine, Object.fromEntries(values.map(([name, value]) => [name, { value }])));
    },
  };
}

function nameOf([request]: readonly unknown[], id: unknown): string {
  return (request as { name?: string }).name ?? nameOrShortId(String(id));
}
