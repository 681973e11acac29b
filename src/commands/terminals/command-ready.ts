// A shell at whose prompt a command stands that has not been run: typed for the user, but for Enter.
import type { Clock } from '../../clock.ts';
import type { ProcessStream } from '../../engine/process-stream.ts';

/** Milliseconds without output: the prompt is there. */
const quietTime = 150;
/** Milliseconds; a shell without a prompt says nothing. */
const patience = 2000;

/** `command` without control characters; undefined: nothing is typed. */
export function withCommandReady(process: ProcessStream, command: string | undefined, clock: Clock): ProcessStream {
  if (command === undefined) return process;
  let cancel = clock.after(patience, type);
  let isTyped = false;
  function type() {
    isTyped = true;
    if (command !== undefined) process.write(command);
  }
  void process.ended.then(() => cancel());
  return {
    tty: process.tty,
    input: process.input,
    detachKeys: process.detachKeys,
    ended: process.ended,
    onOutput: (listener) =>
      process.onOutput((text, from) => {
        if (!isTyped) {
          cancel();
          cancel = clock.after(quietTime, type);
        }
        return listener(text, from);
      }),
    write: (text) => process.write(text),
    endInput: () => process.endInput(),
    resize: (columns, rows) => process.resize(columns, rows),
    close: () => process.close(),
  };
}
