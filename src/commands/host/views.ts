// The views of the sidebar, as commands may use them. In our own words: no type of VS Code's.
import type { Layout } from '../../explorer/layout.ts';

export interface Views {
  /** How the view is grouped, sorted and filtered. */
  layout(view: string): Layout;
  setLayout(view: string, layout: Layout): Promise<void>;
  /** Opens what holds the row of the object with this id and selects it, as soon as it has one, if the view is seen. */
  reveal(view: string, id: string): void;
}
