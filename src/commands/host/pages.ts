// What is shown to be read, and what leaves the editor: documents, pages, the clipboard, other windows. In our own words: no type of VS Code's.
import type { ObjectRefs } from '../../explorer/object-ref.ts';
import type { PageRequest } from '../../panels/panel.ts';

export interface Pages {
  /** Opens a page, or shows it again: `pages` of `commands/index.ts` fill it. */
  openPage(request: PageRequest): void;
  /** Runs a command as if its menu had been chosen on these rows, or from the palette: what fails is told there. For buttons. */
  runCommand(id: `longshore.${string}`, refs?: ObjectRefs): void;
  /** A read-only document. `name` ends with the extension that says the language; `line`: where it opens, the first is 0. */
  showDocument(name: string, text: string, line?: number): Promise<void>;
  /** Markdown, rendered. */
  showPage(name: string, markdown: string): Promise<void>;
  /** For what a page does by itself: if it fails, it is told as of a command. */
  report(work: Promise<unknown>): void;
  showLog(): void;
  /** `words`: what is said to have been copied, where the text is a secret. */
  copy(text: string, words?: string): Promise<void>;
  openInBrowser(url: string): Promise<void>;
  /** Opens a window of the editor inside a running container. Throws `unsupported` if what can do so is not installed. */
  openEditorInside(containerId: string): Promise<void>;
}
