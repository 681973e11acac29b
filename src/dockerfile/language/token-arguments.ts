// Colours of the arguments of each instruction.
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { pairWords } from '../text/pair-words.ts';
import { textSegments } from './token-text.ts';
import type { TokenSegment, TokenType } from './tokens.ts';

export function argumentSegments(document: DockerfileDocument, instruction: Instruction): TokenSegment[] {
  const { keyword, line, restFrom, rest, json } = instruction;
  const { text } = line;
  const to = restFrom + rest.text.length;
  const { escape: escapeCharacter } = document;
  if (to === restFrom) return [];
  if (keyword === 'FROM') return fromSegments(document, instruction);
  if (keyword === 'ENV' || keyword === 'ARG' || keyword === 'LABEL') return pairSegments(document, instruction);
  if (keyword === 'HEALTHCHECK' && /^none$/i.test(rest.text)) return [{ from: restFrom, to, type: 'keyword' }];
  if (json || !(keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT')) {
    return textSegments(text, restFrom, to, escapeCharacter, 'parameter');
  }
  return textSegments(text, restFrom, to, escapeCharacter, 'parameter', (at) => shellWordType(text, restFrom, at));
}

const shellKeyword =
  /(?:if|then|elif|else|fi|for|in|do|done|while|until|case|esac|function|select|time)(?![^\s;&|()])/y;
const beforeCommand = /(?:^|[;&|({!]|\b(?:then|do|else|if|elif|while|until|time))\s*(?:[A-Za-z_]\w*=\S*\s+)*$/;

/** The first word of a command is a function; words of the shell itself are keywords; operators have their own. */
function shellWordType(text: string, from: number, at: number): TokenType | undefined {
  const character = text[at] ?? '';
  if (character === '{' || character === '}' || character === '!') return 'operator';
  if (character === '-') return undefined;
  const isFirst = beforeCommand.test(text.slice(Math.max(from, at - 100), at));
  shellKeyword.lastIndex = at;
  if (shellKeyword.test(text) && (isFirst || text.startsWith('in', at))) return 'keyword';
  return isFirst ? 'function' : undefined;
}

function fromSegments({ escape: escapeCharacter }: DockerfileDocument, instruction: Instruction): TokenSegment[] {
  const { line, restFrom, rest } = instruction;
  const { text } = line;
  const segments: TokenSegment[] = [];
  const to = restFrom + rest.text.length;
  let index = 0;
  for (let from = restFrom; from < to; index++) {
    while (from < to && /\s/.test(text[from] ?? '')) from++;
    let end = from;
    while (end < to && !/\s/.test(text[end] ?? '')) end++;
    const word = text.slice(from, end);
    if (index === 1 && word.toUpperCase() === 'AS') segments.push({ from, to: end, type: 'keyword' });
    else if (index === 2) segments.push({ from, to: end, type: 'namespace' });
    else if (index > 0) segments.push({ from, to: end, type: 'parameter' });
    else {
      const at = word.indexOf('@');
      const colon = word.search(/:(?![-+?])[^/}]*$/);
      const nameTo = at >= 0 ? from + at : colon >= 0 && !isInBraces(word, colon) ? from + colon : end;
      segments.push(...textSegments(text, from, nameTo, escapeCharacter, 'class'));
      if (nameTo < end) {
        segments.push({ from: nameTo, to: nameTo + 1, type: 'operator' });
        segments.push(...textSegments(text, nameTo + 1, end, escapeCharacter, 'property'));
      }
    }
    from = end;
  }
  return segments;
}

function isInBraces(word: string, at: number): boolean {
  return word.lastIndexOf('${', at) > word.lastIndexOf('}', at);
}

function pairSegments({ escape: escapeCharacter }: DockerfileDocument, instruction: Instruction): TokenSegment[] {
  const { line, restFrom, rest, keyword } = instruction;
  const { text } = line;
  const to = restFrom + rest.text.length;
  const nameType: TokenType = keyword === 'LABEL' ? 'property' : 'variable';
  const words = pairWords(text.slice(0, to), restFrom, escapeCharacter);
  // `ENV NAME value`: one pair, whose value goes to the end.
  const isOld = keyword !== 'ARG' && words[0]?.equals === -1;
  return words.flatMap(({ from, to: end, equals }, index): TokenSegment[] => {
    if (isOld && index > 0) return textSegments(text, from, end, escapeCharacter, 'parameter');
    if (equals < 0) return [{ from, to: end, type: nameType }];
    return [
      { from, to: equals, type: nameType },
      { from: equals, to: equals + 1, type: 'operator' },
      ...textSegments(text, equals + 1, end, escapeCharacter, 'parameter'),
    ];
  });
}
