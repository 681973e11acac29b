// Sentences with arguments that a test does not know: what the source's own function says, with a hole for each of those.

const hole = '\u{f0000}';

/** `patternOf((age) => imageCreated(age))`: finds that sentence with any age, and has what stands there as its groups. */
export function patternOf(say: (...holes: string[]) => string): RegExp {
  const literal = say(...Array.from({ length: say.length }, () => hole)).replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(literal.replaceAll(hole, '(.+?)').replace(/\?\)$/, ')'), 's');
}

/** What begins with this text. */
export const beginningWith = (text: string): RegExp => new RegExp(`^${patternOf(() => text).source}`);
