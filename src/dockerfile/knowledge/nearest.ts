// "Did you mean": the name nearest to one that is not known.

/** Comparing each of thousands of names with all the others would take time by the square of them. */
const mostCandidates = 1_000;

/**
 * By edits (a letter more, less, other, or two swapped), or as the beginning of one alone; undefined if none of the first
 * thousand is near enough to be meant.
 */
export function nearest(name: string, all: Iterable<string>): string | undefined {
  const candidates = firstOf(all, mostCandidates);
  const allowed = name.length <= 3 ? 1 : name.length <= 7 ? 2 : 3;
  let best: string | undefined;
  let fewest = allowed + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= fewest) continue;
    const edits = editDistance(name, candidate, fewest);
    // One that has hardly a letter in common is not meant.
    if (edits < fewest && edits < candidate.length - 1) {
      best = candidate;
      fewest = edits;
    }
  }
  if (fewest <= 1) return best;
  // Who has not typed all of it yet means the one that begins so.
  const [begun, ...others] = name.length < 3 ? [] : candidates.filter((candidate) => candidate.startsWith(name));
  return begun !== undefined && others.length === 0 ? begun : best;
}

function firstOf(all: Iterable<string>, most: number): string[] {
  const first: string[] = [];
  for (const each of all) {
    if (first.length === most) break;
    first.push(each);
  }
  return first;
}

/** Optimal string alignment (Damerau-Levenshtein where no part is edited twice); `limit` for all that is not below it. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let edits = Math.min(replaced, (last[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1) {
        edits = Math.min(edits, (beforeLast[j - 2] ?? 0) + 1);
      }
      current.push(edits);
    }
    // A swap goes on from the row before the last, so both must be over the limit.
    if (Math.min(...current) >= limit && Math.min(...last) >= limit) return limit;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[b.length] ?? 0, limit);
}
