// What is shown to be read, and what leaves the editor: documents, pages, panels, the clipboard, other windows. In our own words: no type of VS Code's.
import type { Panels } from '../../panels/panel.ts';

export interface Pages {
  readonly panels: Panels;
  /** A read-only document. `name` ends with the extension that says the language. */
  showDocument(name: string, text: string): Promise<void>;
  /** Markdown, rendered. */
  showPage(name: string, markdown: string): Promise<void>;
  showLog(): void;
  copy(text: string): Promise<void>;
  openInBrowser(url: string): Promise<void>;
  /** Opens a window of the editor inside a running container. Throws `unsupported` if what can do so is not installed. */
  openEditorInside(containerId: string): Promise<void>;
}
