// How a Dockerfile is formatted.

export interface FormatStyle {
  /** What a continued line is indented by: a tab, or blanks. */
  readonly indent: string;
  /** Characters that a tab is wide. */
  readonly tabSize: number;
  /** `upper`: instructions are written in capitals. */
  readonly keywordCase: 'keep' | 'upper';
  /** The text ends with a line break. */
  readonly finalNewline: boolean;
  /** Blanks at the ends of lines are dropped, also behind an escape character. */
  readonly trimLineEnds: boolean;
}

export const defaultFormatStyle: FormatStyle = {
  indent: '    ',
  tabSize: 4,
  keywordCase: 'keep',
  finalNewline: true,
  trimLineEnds: true,
};
