// Two thirds of what is about engines are what commands do: loaded once somebody calls one, opens a page or runs a task.

/** The same at each call. */
export const loadCommands = () => import('../commands/all.ts');
