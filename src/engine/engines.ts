// The engines that are shown, each with its inventory. One so far: the chosen one; all that works on an engine asks here by id.
import * as l10n from '@vscode/l10n';
import { EngineError } from '../errors.ts';
import type { EngineId } from './engine-id.ts';
import type { Inventory } from './inventory.ts';

/** What is said of objects of an engine that is not shown. */
export const enginesSentences = {
  notShown: () => l10n.t('This belongs to a Docker engine that is not shown. Switch to that engine and try again.'),
};

export interface Engines {
  /** What commands from the palette and from Dockerfiles work on. */
  readonly chosen: Inventory;
  /** The chosen one first. */
  readonly all: readonly Inventory[];
  /**
   * That of an engine; of the chosen one where no id is given: what was kept before engines had ids says none. Connects where
   * it is not known yet which engine an inventory leads to. Rejects with `bad-endpoint` if no such engine is shown.
   */
  inventory(id: EngineId | undefined, signal?: AbortSignal): Promise<Inventory>;
}

/** The inventories stay the caller's. */
export function createEngines(chosen: Inventory, ...others: readonly Inventory[]): Engines {
  const all = [chosen, ...others];
  return {
    chosen,
    all,
    async inventory(id, signal) {
      if (id === undefined) return chosen;
      for (const inventory of all) if (inventory.last?.id === id) return inventory;
      for (const inventory of all) {
        if (inventory.last === undefined && (await inventory.engine(signal)).id === id) return inventory;
      }
      throw new EngineError('bad-endpoint', enginesSentences.notShown());
    },
  };
}
