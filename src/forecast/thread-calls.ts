// Functions that are called from one thread in another, in both directions. Knows no threads: it is given what sends.

/** What goes from one side to the other. */
export type CallMessage =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly value: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

export interface ThreadCalls {
  /** Of the other side. */
  receive(message: CallMessage): void;
  /** Rejects with an Error of the other side's message, and with the signal's reason. */
  call(name: string, value: unknown, signal?: AbortSignal): Promise<unknown>;
  /** The other side is gone. */
  fail(error: Error): void;
}

/** `answer`: what the other side calls here. */
export function createThreadCalls(
  send: (message: CallMessage) => void,
  answer: (name: string, value: unknown, signal: AbortSignal) => Promise<unknown>,
): ThreadCalls {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  const answering = new Map<number, AbortController>();
  let count = 0;
  const serve = async (id: number, name: string, value: unknown) => {
    const controller = new AbortController();
    answering.set(id, controller);
    try {
      send({ kind: 'answer', id, value: await answer(name, value, controller.signal) });
    } catch (error) {
      send({ kind: 'failure', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      answering.delete(id);
    }
  };
  return {
    receive(message) {
      switch (message.kind) {
        case 'call':
          void serve(message.id, message.name, message.value);
          return;
        case 'cancel':
          answering.get(message.id)?.abort();
          return;
        case 'answer':
          open.get(message.id)?.resolve(message.value);
          return;
        case 'failure':
          open.get(message.id)?.reject(new Error(message.message));
      }
    },
    call(name, value, signal) {
      signal?.throwIfAborted();
      const id = count++;
      const answered = new Promise<unknown>((resolve, reject) => {
        open.set(id, { resolve, reject });
        signal?.addEventListener(
          'abort',
          () => {
            if (open.has(id)) send({ kind: 'cancel', id });
            reject(signal.reason);
          },
          { once: true },
        );
        send({ kind: 'call', id, name, value });
      });
      return answered.finally(() => open.delete(id));
    },
    fail(error) {
      for (const { reject } of open.values()) reject(error);
    },
  };
}
