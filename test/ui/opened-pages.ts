// Each kind of page, by the command that opens it from the command palette and what is chosen from its lists. In any language of the
// editor: the palette has English titles, too.
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
  { name: 'container', command: 'Longshore: Describe Container', choices: [container] },
  { name: 'image', command: 'Longshore: Describe Image', choices: [built] },
  { name: 'logs', command: 'Longshore: Open Container Logs as Page', choices: [container] },
  { name: 'changes', command: 'Longshore: Show Changed Files of Container', choices: [container] },
  { name: 'network', command: 'Longshore: Describe Network', choices: ['bridge'] },
  { name: 'volume', command: 'Longshore: Describe Volume', choices: [volume] },
  { name: 'disk', command: 'Longshore: Show Disk Usage' },
  { name: 'form', command: 'Longshore: Run Image with Form', choices: [built] },
  {
    name: 'build-form',
    file: `${built}/Dockerfile`,
    command: 'Longshore: Build Image from Dockerfile with Form',
  },
  { name: 'build', command: 'Longshore: Describe Build', choices: [built] },
  { name: 'builds', command: 'Longshore: Compare Builds', choices: [built, built] },
  { name: 'search', command: 'Longshore: Search Docker Hub' },
  { name: 'layers', command: 'Longshore: Explore Image Layers', choices: [built] },
  { name: 'images', command: 'Longshore: Compare Image Files With…', choices: [built, image] },
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
