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

/**
 * Which sentences stand somewhere else still, but no longer in a place where they were: the one that came there may be they in
 * other words.
 * @param {string} diff of the sources, as `git diff` has it
 * @param {readonly string[]} sentences that the code has
 * @returns {string[]}
 */
export function movedOut(diff, sentences) {
  const linesOf = (/** @type {RegExp} */ sign) =>
    diff
      .split('\n')
      .filter((line) => sign.test(line))
      .join('\n');
  const [removed, added] = [linesOf(/^-(?!--)/), linesOf(/^\+(?!\+\+)/)];
  const stands = (/** @type {string} */ text, /** @type {string} */ sentence) =>
    [`'${sentence.replaceAll("'", "\\'")}'`, JSON.stringify(sentence)].some((literal) => text.includes(literal));
  return sentences.filter((sentence) => stands(removed, sentence) && !stands(added, sentence));
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
