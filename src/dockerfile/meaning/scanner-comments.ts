// The comments by which Trivy, Checkov and KICS are told to keep quiet, with the reach that each of them gives them.
// Sources: Trivy's documentation, "Skipping resources by inline comments"; Checkov's, "Suppressing and skipping
// policies"; KICS', "Using commands on scanned files as comments".
import { isScannersName, type Scanner } from '../knowledge/scanner-names.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Span } from '../text/range.ts';

export interface ScannerIgnore extends Span {
  readonly scanner: Scanner;
  /** In lower case, as the scanner calls what it finds; `all` */
  readonly name: string;
}

export interface ScannerComments {
  /** All that they name, in the order of the text. */
  readonly ignores: readonly ScannerIgnore[];
  /** Of a rule's problem in the instruction that begins in line `first`. */
  silences(rule: string, first: number): boolean;
}

/** What all of them have in them. */
const anyScanner = /:ignore:|:skip=|[kK][iI][cC][sS]-scan/;
const none: ScannerComments = { ignores: [], silences: () => false };

interface Reaches {
  readonly everywhere: ScannerIgnore[];
  /** `# kics-scan enable=…`: all but these. */
  readonly onlyFound: ScannerIgnore[];
  /** By the line of the comment. */
  readonly forInstruction: Map<number, readonly ScannerIgnore[]>;
  readonly forStage: Map<number, readonly ScannerIgnore[]>;
}

export function readScannerComments(document: DockerfileDocument): ScannerComments {
  // Few files have one, and comments are the smallest part of most.
  if (!document.comments.some(({ start, end }) => anyScanner.test(document.text.slice(start, end)))) return none;
  const reaches: Reaches = { everywhere: [], onlyFound: [], forInstruction: new Map(), forStage: new Map() };
  for (const comment of document.comments) readComment(document, comment, reaches);
  const { everywhere, onlyFound, forInstruction, forStage } = reaches;
  const byLine = new Map<number, readonly ScannerIgnore[]>();
  let ofStage: readonly ScannerIgnore[] = [];
  for (const { start, keyword } of document.instructions) {
    const first = document.positionAt(start).line;
    if (keyword === 'FROM') ofStage = ignoresAbove(document, forStage, first);
    byLine.set(first, [...ignoresAbove(document, forInstruction, first), ...ofStage]);
  }
  const all = [...everywhere, ...onlyFound, ...[...forInstruction.values(), ...forStage.values()].flat()];
  return {
    ignores: all.sort((a, b) => a.start - b.start),
    silences(rule, first) {
      const means = ({ scanner, name }: ScannerIgnore) => isScannersName(scanner, name, rule);
      if (everywhere.some(means) || (byLine.get(first) ?? []).some(means)) return true;
      return onlyFound.length > 0 && isScannersName('kics', 'all', rule) && !onlyFound.some(means);
    },
  };
}

function readComment(document: DockerfileDocument, comment: Span, reaches: Reaches): void {
  const text = document.text.slice(comment.start, comment.end);
  if (!anyScanner.test(text)) return;
  const { line } = document.positionAt(comment.start);
  reaches.everywhere.push(...checkovIgnores(text, comment.start));
  const ofTrivy = trivyIgnores(text, comment.start);
  if (ofTrivy.length > 0) reaches.forInstruction.set(line, ofTrivy);
  const command = kicsCommand.exec(text)?.[1]?.toLowerCase();
  if (command === undefined) return;
  const all: ScannerIgnore = { scanner: 'kics', name: 'all', start: comment.start, end: comment.end };
  if (command.startsWith('ignore-line')) reaches.forInstruction.set(line, [...ofTrivy, all]);
  else if (command.startsWith('ignore-block')) reaches.forStage.set(line, [all]);
  // The others only mean something above all instructions.
  else if (comment.start > (document.instructions[0]?.start ?? comment.start)) return;
  else if (/^ignore\b/.test(command)) reaches.everywhere.push(all);
  else if (command.startsWith('disable='))
    reaches.everywhere.push(...namesIn('kics', text, comment.start, /disable=(\S+)/i));
  else if (command.startsWith('enable='))
    reaches.onlyFound.push(...namesIn('kics', text, comment.start, /enable=(\S+)/i));
}

const kicsCommand = /^#[#\s]*kics-scan\s+(\S+)/i;

/** `#checkov:skip=CKV_DOCKER_3:why`, anywhere in the file. */
function checkovIgnores(text: string, start: number): ScannerIgnore[] {
  return namesIn('checkov', text, start, /(?:checkov|bridgecrew|cortex):skip= *([\w-]+(?:,[\w-]+)*)/);
}

/** `#trivy:ignore:DS002`, `# trivy:ignore:AVD-DS-0026:exp:2030-01-31`, several in a line, too. */
function trivyIgnores(text: string, start: number): ScannerIgnore[] {
  return [...text.matchAll(/(?<=^|[\s#])(?:trivy|tfsec):ignore:([^\s:[]+)(\S*)/g)].flatMap((match) => {
    const [whole, id = '', sections = ''] = match;
    const until = /:exp:([^:\s]*)/.exec(sections)?.[1];
    // Without a date that can be read it has no effect either.
    if (until !== undefined && !(Date.parse(until) > Date.now())) return [];
    const from = start + match.index + whole.length - sections.length - id.length;
    const name = id === '*' ? 'all' : id.toLowerCase();
    return [{ scanner: 'trivy' as const, name, start: from, end: from + id.length }];
  });
}

/** Those of the list that is the pattern's group. */
function namesIn(scanner: Scanner, text: string, start: number, pattern: RegExp): ScannerIgnore[] {
  const match = pattern.exec(text);
  const list = match?.[1] ?? '';
  const from = start + (match?.index ?? 0) + (match?.[0].length ?? 0) - list.length;
  return [...list.matchAll(/[^,\s]+/g)].map(({ 0: name, index }) => ({
    scanner,
    name: name.toLowerCase(),
    start: from + index,
    end: from + index + name.length,
  }));
}

/** Those that mean the instruction in line `first`: each scanner looks at other lines above it. */
function ignoresAbove(
  document: DockerfileDocument,
  byLine: ReadonlyMap<number, readonly ScannerIgnore[]>,
  first: number,
): readonly ScannerIgnore[] {
  if (byLine.size === 0) return [];
  const found: ScannerIgnore[] = [];
  // Trivy: its own comments alone, without anything between. KICS: any comments, and empty lines between.
  let onlyTrivy = true;
  for (let line = first - 1; line >= 0; line--) {
    const text = document.lineText(line).trim();
    if (text !== '' && (!text.startsWith('#') || /^#\s*$/.test(text))) break;
    const here = byLine.get(line) ?? [];
    onlyTrivy &&= here.some(({ scanner }) => scanner === 'trivy');
    found.push(...here.filter(({ scanner }) => scanner === 'kics' || onlyTrivy));
  }
  return found;
}
