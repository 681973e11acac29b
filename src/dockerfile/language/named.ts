// What a name of a Dockerfile is, and where it stands.
import type { Instruction } from '../text/document.ts';
import type { Span } from '../text/range.ts';
import type { Stage } from '../text/stage.ts';
import type { VariableUse } from './variable-uses.ts';

export interface Occurrence extends Span {
  readonly of: Named;
  readonly instruction: Instruction;
  readonly isDeclaration: boolean;
  /** A variable that is used: all of it, from `$` on. */
  readonly use?: VariableUse | undefined;
  /** A stage that is meant by its number: nothing that could be renamed. */
  readonly isNumber?: true;
}

export interface Named {
  readonly kind: 'variable' | 'stage' | 'heredoc';
  /** As the first place has it. */
  readonly name: string;
  /** In the order of the file. */
  readonly places: readonly Occurrence[];
  readonly stage?: Stage | undefined;
}
