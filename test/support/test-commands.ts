// The commands as the tree calls them: tests name objects by their ids, and each becomes what a row of the engine that is shown
// would stand for.
import type { CommandServices } from '../../src/commands/host/command.ts';
import { commands as all, type CommandId } from '../../src/commands/index.ts';
import type { ObjectKind, ObjectRef, ObjectRefs } from '../../src/explorer/object-ref.ts';

type Given<Argument> = ObjectRefs extends Argument ? readonly (string | ObjectRef)[] | undefined : Argument;

type TestCommands = {
  readonly [Id in CommandId]: (
    services: CommandServices,
    argument?: Given<Parameters<(typeof all)[Id]>[1]>,
  ) => Promise<void>;
};

const kindOf: Readonly<Record<string, ObjectKind>> = {
  container: 'container',
  image: 'image',
  volume: 'volume',
  network: 'network',
  build: 'build',
  registry: 'registry',
  context: 'context-file',
};

export const commands = Object.fromEntries(
  Object.entries(all).map(([command, handler]) => {
    const kind = kindOf[command.split('.')[1] ?? ''];
    const call = handler as (services: CommandServices, argument?: unknown) => Promise<void>;
    return [
      command,
      (services: CommandServices, given?: unknown) => {
        const engine = services.engines.chosen.last?.id;
        const isOfIds = kind !== undefined && Array.isArray(given);
        return call(
          services,
          isOfIds ? given.map((each) => (typeof each === 'string' ? { engine, kind, id: each } : each)) : given,
        );
      },
    ];
  }),
) as TestCommands;
