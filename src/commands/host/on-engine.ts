// Where commands get their engine: the rows say on which they lie, all else is meant for the chosen one.
import type { Engine } from '../../engine/engine.ts';
import type { EngineId } from '../../engine/engine-id.ts';
import type { Inventory } from '../../engine/inventory.ts';
import { isObjectRefs, type ObjectRefs } from '../../explorer/object-ref.ts';
import type { CommandServices, ObjectIds } from './command.ts';
import type { DockerEquivalent } from './docker-equivalent.ts';

/** What a command gets that works on an engine. */
export interface EngineServices extends CommandServices {
  /** Connected when the command began. It stays the same, whatever the views show meanwhile. */
  readonly engine: Engine;
  /** What that engine has. */
  readonly inventory: Inventory;
}

type Table<Context> = Readonly<
  Record<`longshore.${string}`, (context: Context, argument?: never) => void | Promise<void>>
>;

/** The tree hands over rows, handlers get their ids. */
type Given<Argument> = Argument extends ObjectIds | undefined ? ObjectRefs | undefined : Argument;
type Wrapped<T> = {
  readonly [Id in keyof T & string]: T[Id] extends (context: never, argument?: infer Argument) => unknown
    ? Command<Given<Argument>>
    : never;
};

/** What is said of a command. */
export interface CommandFacts {
  /** In the palette and in menus: `npm run sync` writes it into package.nls.json, and its translations into theirs. */
  readonly title: string;
  /** What `docker` has like it. */
  readonly docker: DockerEquivalent;
}

interface Command<Argument> {
  (services: CommandServices, argument?: Argument): Promise<void>;
  readonly facts: CommandFacts;
}
type FactsOf<T> = Readonly<Record<keyof T & string, CommandFacts>>;

/** `engine`: undefined is the chosen one. */
export async function onEngine(services: CommandServices, engine?: EngineId): Promise<EngineServices> {
  const inventory = await services.engines.inventory(engine);
  return { ...services, inventory, engine: await inventory.engine() };
}

/** The engine of something that was kept, as long as it is shown; else the chosen one. */
export function onSameEngine(services: CommandServices, engine: EngineId | undefined): Promise<EngineServices> {
  return onEngine(services, services.engines.all.find(({ last }) => last?.id === engine)?.last?.id);
}

/** A table of commands on an engine: it is connected before they begin. Rows of several engines: one engine after the other. */
export function engineCommands<T extends Table<EngineServices>>(table: T, facts: FactsOf<T>): Wrapped<T> {
  return wrapped(table, facts, async (handler, services, given) => {
    if (!isObjectRefs(given)) return handler(await onEngine(services), given);
    for (const [engine, ids] of idsByEngine(given)) await handler(await onEngine(services, engine), ids);
  });
}

/** A table of commands that need no engine, or see for themselves whether they do. */
export function plainCommands<T extends Table<CommandServices>>(table: T, facts: FactsOf<T>): Wrapped<T> {
  return wrapped(table, facts, async (handler, services, given) =>
    handler(services, isObjectRefs(given) ? given.map(({ id }) => id) : given),
  );
}

type Handler<Context> = (context: Context, argument?: unknown) => void | Promise<void>;
type Handling<Context> = (handler: Handler<Context>, services: CommandServices, given: unknown) => Promise<void>;

function wrapped<Context, T extends object>(table: T, facts: FactsOf<T>, handle: Handling<Context>): Wrapped<T> {
  const entries = Object.entries(table).map(([id, handler]) => {
    const command = (services: CommandServices, given?: unknown) =>
      handle(handler as Handler<Context>, services, given);
    return [id, Object.assign(command, { facts: facts[id as keyof T & string] })];
  });
  return Object.fromEntries(entries) as Wrapped<T>;
}

function idsByEngine(refs: ObjectRefs): ReadonlyMap<EngineId | undefined, ObjectIds> {
  const found = new Map<EngineId | undefined, string[]>();
  for (const { engine, id } of refs) found.set(engine, [...(found.get(engine) ?? []), id]);
  return found.size === 0 ? new Map([[undefined, []]]) : found;
}
