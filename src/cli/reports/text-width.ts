// How wide text is on a terminal, in columns: Chinese characters and emoji take two, combining marks none.
// Sources: Unicode Standard Annex #11, East Asian Width (wide and fullwidth), and #29 for what one character is.

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18aff}\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Emoji}\ufe0f/u;
const onlyMarks = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const plain = /^[\x20-\x7e]*$/;

/** Of one character as people see it: several code points may be it. */
function characterWidth(character: string): number {
  if (onlyMarks.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** The column behind the text, from 0, if it begins in column `from`. Tabs go to the next multiple of 8. */
export function columnBehind(text: string, from = 0): number {
  if (plain.test(text)) return from + text.length;
  let column = from;
  for (const { segment } of graphemes.segment(text)) {
    column = segment === '\t' ? column + 8 - (column % 8) : column + characterWidth(segment);
  }
  return column;
}

/** Blanks as wide as the text, wherever it begins: its tabs stay. */
export function blanksFor(text: string): string {
  return text
    .split('\t')
    .map((part) => ' '.repeat(columnBehind(part)))
    .join('\t');
}

/** `index` itself if a character begins there; else where the one around it begins (-1) or ends (1). */
export function characterBoundary(text: string, index: number, towards: -1 | 1): number {
  const around = graphemes.segment(text).containing(index);
  if (!around || around.index === index) return index;
  return towards < 0 ? around.index : around.index + around.segment.length;
}
