// Arrays with single quotes (`['nginx', '-g']`), which look like the JSON form and are none.

import type { DockerfileDocument, Instruction } from './document.ts';
import { sourceSpan } from './logical-line.ts';
import type { Edit } from './range.ts';

const element = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*([,\]])/y;

/**
 * The edits that make the arguments a JSON array; undefined if they are anything but an array of strings of which at
 * least one has single quotes. None if a string holds what would mean something else in double quotes.
 */
export function singleQuotedArray(document: DockerfileDocument, instruction: Instruction): readonly Edit[] | undefined {
  const { rest, restFrom, line, json } = instruction;
  if (json || !rest.text.startsWith('[') || !rest.text.includes("'")) return undefined;
  const edits: Edit[] = [];
  let isExact = true;
  let isSingle = false;
  element.lastIndex = 1;
  for (let at = 1; ; at = element.lastIndex) {
    const match = element.exec(rest.text);
    if (!match) return undefined;
    const [, single] = match;
    if (single !== undefined) {
      isSingle = true;
      if (/["\\\p{Cc}]/u.test(single)) isExact = false;
      const open = restFrom + rest.text.indexOf("'", at);
      for (const quote of [open, open + single.length + 1]) {
        edits.push({ range: document.rangeOf(sourceSpan(line, quote, quote + 1)), text: '"' });
      }
    }
    if (match[3] === ']') break;
  }
  if (!isSingle || element.lastIndex !== rest.text.length) return undefined;
  // `[ 'text' ]` is a test that a shell makes.
  if (edits.length === 2 && /^\[\s/.test(rest.text) && /\s\]$/.test(rest.text)) return undefined;
  return isExact ? edits : [];
}
