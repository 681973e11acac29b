// All that commands do, loaded together when the first one is called: views and lenses need only what it is called. Imported by
// nobody but dynamically.

export { runBuildTask } from './building/task.ts';
export { notingServices } from './equivalents/noting.ts';
export { moveToRow, uploadTo } from './files/rows.ts';
export { commands, pages } from './index.ts';
