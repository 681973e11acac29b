// What must hold of the language features whatever the text and the place: no exception, every range inside of the text, and
// rename and format keep what the builder reads.
import { completionAt } from '../../src/dockerfile/language/completion.ts';
import { contextFolderAt } from '../../src/dockerfile/language/completion-paths.ts';
import { definitionsAt } from '../../src/dockerfile/language/definition.ts';
import { flagFixesAt } from '../../src/dockerfile/language/flag-fixes.ts';
import { folds } from '../../src/dockerfile/language/folding.ts';
import { formatEdits, formatted } from '../../src/dockerfile/language/format.ts';
import { defaultFormatStyle } from '../../src/dockerfile/language/format-style.ts';
import { typingEdits } from '../../src/dockerfile/language/format-typing.ts';
import { hoverAt } from '../../src/dockerfile/language/hover.ts';
import { inlayHints } from '../../src/dockerfile/language/inlay.ts';
import { links } from '../../src/dockerfile/language/links.ts';
import { refactoringsAt } from '../../src/dockerfile/language/refactorings/index.ts';
import { referencesAt } from '../../src/dockerfile/language/references.ts';
import { linkedRangesAt, renameAt, renameRangeAt } from '../../src/dockerfile/language/rename.ts';
import { selectionRangesAt } from '../../src/dockerfile/language/selection.ts';
import { semanticTokens } from '../../src/dockerfile/language/semantic-tokens.ts';
import { signatureHelpAt } from '../../src/dockerfile/language/signature.ts';
import { type OutlineSymbol, outline } from '../../src/dockerfile/language/symbols.ts';
import { argumentWords } from '../../src/dockerfile/meaning/copy-arguments.ts';
import { type DockerfileDocument, type Instruction, parseDockerfile } from '../../src/dockerfile/text/document.ts';
import { pairWords } from '../../src/dockerfile/text/pair-words.ts';
import { comparePositions, type Edit, type Position, type Range } from '../../src/dockerfile/text/range.ts';

/** What is wrong with the features on this text, at this offset; empty if nothing. */
export function languageFaults(text: string, wanted: number): string[] {
  const faults: string[] = [];
  const document = parseDockerfile(text);
  // Nobody's cursor stands within a line break.
  const offset = document.offsetAt(document.positionAt(wanted));
  const end = document.positionAt(text.length);
  const isInside = ({ line, character }: Position) =>
    line >= 0 &&
    character >= 0 &&
    comparePositions({ line, character }, end) <= 0 &&
    character <= document.lineText(line).length;
  const check = (feature: string, ranges: readonly Range[]) => {
    for (const range of ranges) {
      const isRange = comparePositions(range.start, range.end) <= 0 && isInside(range.start) && isInside(range.end);
      if (!isRange) faults.push(`${feature}: a range outside of the text: ${JSON.stringify(range)}`);
    }
  };
  const ask = (feature: string, run: () => void) => {
    try {
      run();
    } catch (error) {
      faults.push(`${feature} throws: ${error instanceof Error ? error.stack : String(error)}`);
    }
  };
  ask('symbols', () => checkSymbols(outline(document), check, faults));
  ask('folding', () =>
    check(
      'folding',
      folds(document).map(({ range }) => range),
    ),
  );
  ask('links', () =>
    check(
      'links',
      links(document).map(({ range }) => range),
    ),
  );
  ask('tokens', () => checkTokens(document, faults));
  ask('hover', () => {
    const hover = hoverAt(document, offset);
    if (hover) check('hover', [hover.range]);
  });
  ask('completion', () => {
    contextFolderAt(document, offset);
    const { typed, wordEnd } = completionAt(document, offset);
    const range = document.rangeOf({ start: typed.start, end: wordEnd });
    check('completion', [range]);
    if (range.start.line !== range.end.line) faults.push('completion: an edit of two lines');
    if (typed.end !== offset || wordEnd < offset) faults.push('completion: what is replaced is not at the cursor');
  });
  ask('definition', () =>
    check(
      'definition',
      definitionsAt(document, offset).flatMap((each) => ('range' in each ? [each.range] : [])),
    ),
  );
  ask('references', () =>
    check(
      'references',
      referencesAt(document, offset).map(({ range }) => range),
    ),
  );
  ask('linked editing', () => check('linked editing', linkedRangesAt(document, offset)));
  ask('selection', () => {
    const ranges = selectionRangesAt(document, offset);
    check('selection', ranges);
    for (const [index, range] of ranges.entries()) {
      const inner = ranges[index - 1];
      if (inner && (comparePositions(range.start, inner.start) > 0 || comparePositions(range.end, inner.end) < 0)) {
        faults.push('selection: a range that does not hold the one before');
      }
    }
  });
  ask('signature', () => {
    const help = signatureHelpAt(document, offset);
    const count = help?.signatures[0]?.parameters.length ?? 1;
    if (help && (help.activeParameter < 0 || help.activeParameter >= count))
      faults.push('signature: no such parameter');
  });
  ask('typing', () =>
    check(
      'typing',
      typingEdits(document, offset, document.escape, defaultFormatStyle).map(({ range }) => range),
    ),
  );
  ask('refactorings', () => {
    for (const { edits, title } of refactoringsAt(document, { start: offset, end: offset })) {
      check(
        `refactoring ${title}`,
        edits.map(({ range }) => range),
      );
      if (applied(document, edits) === document.text) faults.push(`refactoring ${title}: changes nothing`);
    }
    check(
      'flags',
      flagFixesAt(document, offset).flatMap(({ edits }) => edits.map(({ range }) => range)),
    );
  });
  ask('values', () => {
    for (const { position } of inlayHints(document, { first: 0, last: document.lineCount })) {
      check('values', [{ start: position, end: position }]);
    }
  });
  ask('format', () => faults.push(...formatFaults(text)));
  ask('rename', () => faults.push(...renameFaults(document, offset)));
  return faults;
}

function checkSymbols(
  symbols: readonly OutlineSymbol[],
  check: (feature: string, ranges: readonly Range[]) => void,
  faults: string[],
): void {
  for (const { range, selectionRange, children } of symbols) {
    check('symbols', [range, selectionRange]);
    if (
      comparePositions(range.start, selectionRange.start) > 0 ||
      comparePositions(selectionRange.end, range.end) > 0
    ) {
      faults.push('symbols: the selection is not in the range');
    }
    checkSymbols(children, check, faults);
  }
}

function checkTokens(document: DockerfileDocument, faults: string[]): void {
  let last = 0;
  for (const { start, end, type } of semanticTokens(document)) {
    if (start < last) faults.push(`tokens: ${type} at ${start} begins before ${last}`);
    if (end <= start || end > document.text.length) faults.push('tokens: a length that cannot be');
    if (/[\n]/.test(document.text.slice(start, end))) faults.push(`tokens: ${type} over a line's end`);
    last = end;
  }
}

/** The formatter on a whole text: what the builder reads stays, and a second run changes nothing. */
export function formatFaults(text: string): string[] {
  const after = formatted(text, defaultFormatStyle);
  const faults: string[] = [];
  const [before, now] = [meaningOf(text), meaningOf(after)];
  if (before.join('\n') !== now.join('\n')) {
    const at = before.findIndex((each, index) => each !== now[index]);
    faults.push(`format: changes what the builder reads: ${before[at]} becomes ${now[at]}`);
  }
  const again = formatted(after, defaultFormatStyle);
  if (again !== after) faults.push('format: a second run changes more');
  const document = parseDockerfile(text);
  let last: Position = { line: 0, character: 0 };
  for (const { range } of formatEdits(document, defaultFormatStyle)) {
    if (comparePositions(range.start, last) < 0) faults.push('format: edits over each other');
    last = range.end;
  }
  return faults;
}

function renameFaults(document: DockerfileDocument, offset: number): string[] {
  const range = renameRangeAt(document, offset);
  if (!range) return [];
  const faults: string[] = [];
  const rename = renameAt(document, offset, 'zz_new');
  if ('refused' in rename) return [`rename: refuses ${rename.refused}`];
  const places = referencesAt(document, offset);
  const names = new Set(places.map((place) => textIn(document, place.range)));
  const after = applied(document, rename.edits);
  const other = parseDockerfile(after);
  // Where the cursor's own place is now: edits in front of it have moved it.
  const own = document.offsetAt(range.start);
  const moved = rename.edits
    .filter((edit) => document.offsetAt(edit.range.end) <= own)
    .reduce((sum, edit) => sum + 'zz_new'.length - textIn(document, edit.range).length, own);
  const found = referencesAt(other, moved);
  if (found.length !== places.length) faults.push(`rename: ${places.length} places become ${found.length}`);
  const [name] = names;
  if (names.size === 1 && name !== undefined && /^\w+$/.test(name)) {
    const back = renameAt(other, moved, name);
    const text = 'refused' in back ? '' : applied(other, back.edits);
    if (!('refused' in back) && text !== document.text) faults.push('rename: there and back is another text');
  }
  return faults;
}

function applied(document: DockerfileDocument, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { range, text } of edits.toSorted((a, b) => comparePositions(a.range.start, b.range.start))) {
    result += document.text.slice(at, document.offsetAt(range.start)) + text;
    at = document.offsetAt(range.end);
  }
  return result + document.text.slice(at);
}

function textIn(document: DockerfileDocument, { start, end }: Range): string {
  return document.text.slice(document.offsetAt(start), document.offsetAt(end));
}

/** What the builder reads, an entry for each instruction. Blanks between the words of a shell mean nothing. */
export function meaningOf(text: string): string[] {
  const document = parseDockerfile(text);
  return [
    ...document.directives.map(({ name, value }) => `# ${name}=${value}`),
    ...document.instructions.map((instruction) => instructionMeaning(document, instruction)),
  ];
}

const ofWords = new Set(['FROM', 'COPY', 'ADD', 'EXPOSE', 'VOLUME']);
const ofShell = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'HEALTHCHECK', 'ONBUILD']);

function instructionMeaning(document: DockerfileDocument, instruction: Instruction): string {
  const { keyword, flags, json, inner, rest, heredocs } = instruction;
  const parts: unknown[] = [keyword, flags.map(({ name, value }) => [name, value?.text])];
  if (inner) parts.push(instructionMeaning(document, inner));
  else if (json) parts.push(json.map((word) => word.text));
  else if (['ENV', 'LABEL', 'ARG'].includes(keyword)) {
    const { line, restFrom } = instruction;
    const words = pairWords(line.text, restFrom, document.escape);
    // In the old form (`ENV NAME a  value`) all blanks count.
    const isOld = keyword !== 'ARG' && words.some(({ equals }) => equals < 0);
    parts.push(isOld ? rest.text : words.map(({ from, to }) => line.text.slice(from, to)));
  } else if (ofWords.has(keyword)) parts.push(argumentWords(document, instruction).map((word) => word.text));
  else parts.push(ofShell.has(keyword) ? withoutGaps(rest.text) : rest.text);
  parts.push(heredocs.map(({ name, body }) => [name, document.text.slice(body.start, body.end)]));
  return JSON.stringify(parts);
}

/** One blank for several, outside of strings. */
function withoutGaps(text: string): string {
  let result = '';
  let quote: string | undefined;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === '\\' && quote !== "'") {
      result += character + (text[i + 1] ?? '');
      i++;
      continue;
    }
    if (quote === undefined && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = undefined;
    if (quote === undefined && /\s/.test(character)) {
      if (!result.endsWith(' ')) result += ' ';
    } else result += character;
  }
  return result;
}
