// That the program is not there: known also where no program can be run.
export class ShellCheckMissing extends Error {
  override readonly name = 'ShellCheckMissing';
}
