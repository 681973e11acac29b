// What is loaded when it is first needed.

/** Gives what `load` answers, which is asked at the first call; again at the next one where it failed. */
export interface LoadedOnce<T> {
  (): Promise<T>;
  /** Does so with what was asked for before, once it is there; nothing where nobody asked. */
  ifAskedFor(use: (loaded: T) => void): void;
}

export function loadedOnce<T>(load: () => Promise<T>): LoadedOnce<T> {
  let loading: Promise<T> | undefined;
  const ask = () => {
    loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return Object.assign(ask, {
    ifAskedFor(use: (loaded: T) => void) {
      // Whoever asked is told of the failure.
      loading?.then(use, () => {});
    },
  });
}
