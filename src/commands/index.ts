// All commands. Their ids and argument types are derived from the tables, so that a wrong id or argument in a lens, a row
// or a test does not compile.
import { arrangeCommands } from './arrange.ts';
import { buildContextCommands } from './build-context.ts';
import { buildOptionCommands } from './build-options.ts';
import { buildCommands } from './builds.ts';
import { containerExecCommands } from './container-exec.ts';
import { containerLogCommands } from './container-logs.ts';
import { containerNetworkCommands } from './container-networks.ts';
import { containerStateCommands } from './container-state.ts';
import { containerUpdateCommands } from './container-update.ts';
import { containerCommands } from './containers.ts';
import { diskCommands } from './disk.ts';
import { dockerfileCommands } from './dockerfile.ts';
import { equivalentCommands } from './equivalents/show.ts';
import { fileCommands } from './files.ts';
import { generalCommands } from './general.ts';
import { imageArchiveCommands } from './image-archives.ts';
import { imageCommands } from './images.ts';
import { inspectPageCommands } from './inspect-page.ts';
import { networkCommands } from './networks.ts';
import { registryCommands } from './registries.ts';
import { shareCommands } from './share.ts';
import { statsCommands } from './stats.ts';
import { volumeCommands } from './volumes.ts';

export const commands = {
  ...containerCommands,
  ...containerStateCommands,
  ...containerUpdateCommands,
  ...containerNetworkCommands,
  ...containerExecCommands,
  ...containerLogCommands,
  ...imageCommands,
  ...imageArchiveCommands,
  ...dockerfileCommands,
  ...buildOptionCommands,
  ...buildContextCommands,
  ...buildCommands,
  ...registryCommands,
  ...shareCommands,
  ...fileCommands,
  ...statsCommands,
  ...inspectPageCommands,
  ...diskCommands,
  ...volumeCommands,
  ...networkCommands,
  ...arrangeCommands,
  ...equivalentCommands,
  ...generalCommands,
};

export type CommandId = keyof typeof commands;
export type CommandArgument<Id extends CommandId> = Parameters<(typeof commands)[Id]>[1];
