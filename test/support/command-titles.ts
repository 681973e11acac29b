// What commands are called where a person finds them: in menus, on buttons and in the palette.
import { checkout } from './checkout.mjs';
import { manifestInWords } from './manifest-texts.ts';

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
}

const commands: readonly Command[] = manifestInWords(undefined, checkout).contributes.commands;

function named(id: string): Command {
  const found = commands.find(({ command }) => command === id);
  if (!found) throw new Error(`package.json has no command ${id}`);
  return found;
}

/** `Attach to Container` */
export const titleOf = (id: string): string => named(id).title;

/** `Longshore: Attach to Container` */
export const paletteTitleOf = (id: string): string => `${named(id).category}: ${named(id).title}`;
