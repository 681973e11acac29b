// Waits for something that nobody tells of. The test's own time limit ends a vain wait.

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
