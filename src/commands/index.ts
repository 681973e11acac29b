// All commands. Their ids and argument types are derived from the tables, so that a wrong id or argument in a lens, a row
// or a test does not compile.
import { containerCommands } from './containers.ts';
import { dockerfileCommands } from './dockerfile.ts';
import { generalCommands } from './general.ts';
import { imageCommands } from './images.ts';

export const commands = { ...containerCommands, ...imageCommands, ...dockerfileCommands, ...generalCommands };

export type CommandId = keyof typeof commands;
export type CommandArgument<Id extends CommandId> = Parameters<(typeof commands)[Id]>[1];
