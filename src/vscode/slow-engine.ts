// Says that the engine is slow to answer while a command waits for it, with a way to give up. What the views read in the
// background waits without a word: they show what they have.
import { ProgressLocation, window } from 'vscode';
import { Cancelled } from '../commands/host/dialogs.ts';
import type { OnSlow } from '../engine/dockerode/deadline.ts';
import { waitingForSlow } from '../explorer/no-engine.ts';

export interface SlowEngine {
  readonly onSlow: OnSlow;
  /** Runs a command: as long as one runs, somebody waits. */
  whileSomebodyWaits<T>(command: () => Promise<T>): Promise<T>;
}

export function createSlowEngine(): SlowEngine {
  let running = 0;
  /** Of the requests that are late; one notification stands for them all. */
  const late = new Set<(reason: Error) => void>();
  let close: (() => void) | undefined;

  function show(words: string): void {
    const isOver = new Promise<void>((resolve) => {
      close = resolve;
    });
    void window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: waitingForSlow(words),
        cancellable: true,
      },
      (_progress, token) => {
        token.onCancellationRequested(() => {
          for (const giveUp of [...late]) giveUp(new Cancelled());
        });
        return isOver;
      },
    );
  }

  return {
    onSlow: (words, giveUp) => {
      if (running === 0) return () => {};
      late.add(giveUp);
      if (late.size === 1) show(words);
      return () => {
        if (late.delete(giveUp) && late.size === 0) close?.();
      };
    },
    whileSomebodyWaits: async (command) => {
      running++;
      try {
        return await command();
      } finally {
        running--;
      }
    },
  };
}
