// The page that a command has opened last, filled as the editor fills it: all that it is told, as JSON.
import type { CommandServices } from '../../src/commands/host/command.ts';
import { pages } from '../../src/commands/index.ts';
import type { PageRequest, Panel } from '../../src/panels/panel.ts';
import { scriptedPanel } from './scripted-panel.ts';

/** Resolves once it was told what `wanted` fits; the test's own time limit ends a vain wait. */
export function shownPage(
  services: CommandServices,
  { openedPages }: { readonly openedPages: readonly PageRequest[] },
  wanted: RegExp = /"type":"facts"/,
): Promise<string> {
  const request = openedPages.at(-1);
  if (!request) throw new Error('No page was opened.');
  return new Promise((resolve, reject) => {
    const panel = scriptedPanel<unknown, unknown>();
    const post = (message: unknown) => {
      panel.posted.push(message);
      const text = JSON.stringify(panel.posted);
      if (!wanted.test(text)) return;
      panel.close();
      resolve(text);
    };
    // As the editor gives it back after a reload.
    const target: unknown = JSON.parse(JSON.stringify(request.target));
    const isFilled = pages[request.kind](
      services,
      { ...panel, visible: true, post } as unknown as Panel<never, never>,
      target,
    );
    if (!isFilled) reject(new Error(`The page does not understand ${JSON.stringify(target)}`));
    else panel.say({ type: 'ready' });
  });
}
