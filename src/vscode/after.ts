// Work that is put off and can be stopped.

/** Without a pause: as soon as this turn is over, which a timer takes a millisecond for. Answers what stops it. */
export function after(pause: number, work: () => void): () => void {
  const inBrowser = typeof setImmediate === 'undefined';
  if (pause > 0 || inBrowser) {
    const timer = setTimeout(work, pause);
    return () => clearTimeout(timer);
  }
  const soon = setImmediate(work);
  return () => clearImmediate(soon);
}
