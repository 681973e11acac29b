// Each kind of page, by the command that opens it from the command palette and what is chosen from its lists. In any language of the
// editor: the palette has English titles, too.
import { paletteTitleOf } from '../support/command-titles.ts';
import type { VsCode } from './driver.ts';

export interface OpenedPage {
  readonly name: string;
  /** Of a file of the workspace that is open when the command runs. */
  readonly file?: string;
  readonly command: string;
  /** What is chosen from its lists, one after the other. */
  readonly choices?: readonly string[];
}

export interface PageObjects {
  readonly container: string;
  /** Without a tag, as the others: `built` is the image of a Dockerfile in a folder of that name, built more than once. */
  readonly image: string;
  readonly built: string;
  readonly volume: string;
}

/** All but the stats: they are of all containers, without a question. */
export const openedPages = ({ container, image, built, volume }: PageObjects): readonly OpenedPage[] => [
  { name: 'container', command: paletteTitleOf('longshore.container.describe'), choices: [container] },
  { name: 'image', command: paletteTitleOf('longshore.image.describe'), choices: [built] },
  { name: 'logs', command: paletteTitleOf('longshore.container.logsPage'), choices: [container] },
  { name: 'changes', command: paletteTitleOf('longshore.container.changes'), choices: [container] },
  { name: 'network', command: paletteTitleOf('longshore.network.describe'), choices: ['bridge'] },
  { name: 'volume', command: paletteTitleOf('longshore.volume.describe'), choices: [volume] },
  { name: 'disk', command: paletteTitleOf('longshore.diskUsage') },
  { name: 'form', command: paletteTitleOf('longshore.image.runForm'), choices: [built] },
  {
    name: 'build-form',
    file: `${built}/Dockerfile`,
    command: paletteTitleOf('longshore.dockerfile.buildForm'),
  },
  { name: 'build', command: paletteTitleOf('longshore.build.describe'), choices: [built] },
  { name: 'builds', command: paletteTitleOf('longshore.build.compare'), choices: [built, built] },
  { name: 'search', command: paletteTitleOf('longshore.image.searchPage') },
  { name: 'layers', command: paletteTitleOf('longshore.image.layers'), choices: [built] },
  { name: 'images', command: paletteTitleOf('longshore.image.compareFiles'), choices: [built, image] },
];

/** `beforeClick` is called before each click; answers what it said before the last, which opens the page. */
export async function openPage<Watched>(
  vscode: VsCode,
  { file, command, choices = [] }: OpenedPage,
  beforeClick: () => Promise<Watched>,
): Promise<Watched> {
  if (file !== undefined) await vscode.openFile(file);
  let watched = await beforeClick();
  await vscode.runCommand(command);
  let title = '';
  for (const row of choices) {
    // Until then a click would meet the list before.
    title = await vscode.nextTitle(title);
    await vscode.search(row);
    watched = await beforeClick();
    await vscode.choose(new RegExp(`^\\W*${row}(?!\\d)`));
  }
  return watched;
}
