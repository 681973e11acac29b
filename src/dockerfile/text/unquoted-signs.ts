// The signs that make a text one with variables, where they mean that. Source: BuildKit's frontend/dockerfile/shell/lex.go:
// single quotes and the escape character keep a `$` from meaning anything, double quotes do not.

/**
 * Calls `visit` for each `$` and `}` from `from` to `to`; it answers the last place that it has read, `at` if that is all.
 * `goesOn`: also behind a single quote that nothing closes. The builder refuses such a text, but who types it is not done.
 */
export function visitUnquotedSigns(
  text: string,
  from: number,
  to: number,
  escapeCharacter: string,
  goesOn: boolean,
  visit: (at: number) => number,
): void {
  let inDouble = false;
  for (let i = from; i < to; i++) {
    const character = text[i];
    if (character === escapeCharacter) i++;
    else if (character === '"') inDouble = !inDouble;
    else if (character === "'" && !inDouble) {
      const close = text.indexOf("'", i + 1);
      if (close >= 0 && close < to) i = close;
      else if (!goesOn) return;
    } else if (character === '$' || character === '}') i = visit(i);
  }
}
