// Which new sentence is an old one in other words: its translations go on with it, and are to be read.

/** Half of the words are the same: fewer are another sentence, which may mean something else. */
const least = 0.5;

/**
 * @param {readonly string[]} gone sentences that the code no longer has
 * @param {readonly string[]} added sentences that it has since
 * @returns {Map<string, string>} new sentence → the old one; only where each is the other's likeliest, with the same placeholders
 */
export function reworded(gone, added) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const sentence of added) {
    const old = likest(sentence, gone);
    if (old !== undefined && likest(old, added) === sentence) found.set(sentence, old);
  }
  return found;
}

/** @param {string} sentence @param {readonly string[]} others @returns {string | undefined} */
function likest(sentence, others) {
  let best;
  let most = least;
  for (const other of others) {
    const likeness = placeholders(sentence) === placeholders(other) ? likenessOf(sentence, other) : 0;
    if (likeness >= most) [best, most] = [other, likeness];
  }
  return best;
}

/** @param {string} text */
const placeholders = (text) => (text.match(/\{\w+\}/g) ?? []).sort().join();

/** @param {string} one @param {string} other @returns {number} 0: no word in common, 1: all words */
function likenessOf(one, other) {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  const common = [...words].filter((word) => others.has(word)).length;
  return (2 * common) / (words.size + others.size || 1);
}

/** @param {string} text */
const wordsOf = (text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}{}]+/gu) ?? []);
