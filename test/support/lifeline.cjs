// Loaded with --require into a Node program that we start with a pipe as its standard input: when we are gone, even by
// SIGKILL, the pipe closes and the program ends itself with all the processes of its group.
const { isMainThread } = require('node:worker_threads');

function endGroup() {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // Not the leader of a group (or Windows, which has none): then only this process.
    process.exit(1);
  }
}

if (isMainThread) {
  // Not for the programs that this one forks: their standard input is another matter.
  const at = process.execArgv.indexOf(__filename);
  if (at > 0) process.execArgv.splice(at - 1, 2);
  process.stdin.on('error', endGroup).on('end', endGroup).on('close', endGroup).resume();
  // A program that has nothing else to do must still be able to end.
  if ('unref' in process.stdin) process.stdin.unref();
}
