// The steps of a build where their instructions stand now, and what the hover of one says.
import * as l10n from '@vscode/l10n';
import { Diagnostic, DiagnosticSeverity, MarkdownString, Range, type TextDocument } from 'vscode';
import type { Anchor } from '../builds/anchors.ts';
import type { FollowedBuild } from '../builds/history.ts';
import type { LineState } from '../builds/line-states.ts';
import { costsOf, type Mark, markOf, slowestOf, withBaseSize, withLayerSize, withSlowest } from '../builds/marks.ts';
import { plainOutput } from '../commands/terminals/terminal-text.ts';
import { type LineMark, lineMark } from '../forecast/marks.ts';
import type { PlacedStep } from '../forecast/placed-steps.ts';
import { plainText } from '../panels/page.ts';
import type { ForecastView } from './forecast-view.ts';
import type { HoverPart } from './hovers.ts';

/** What forecasts say of the lines. */
export interface LineForecasts extends Pick<ForecastView, 'steps' | 'onDidChange'> {
  /** Of a step of the last build, by where its instruction starts in the text that was built. */
  whyRan(dockerfile: string, text: string, start: number): string | undefined;
}

export interface Shown {
  readonly build: FollowedBuild;
  anchors: readonly Anchor[];
}

export function placed({ build, anchors }: Shown): { state: LineState; anchor: Anchor }[] {
  const byInstruction = new Map(anchors.map((anchor) => [anchor.instruction, anchor]));
  return build.lines.states().flatMap((state) => {
    const anchor = byInstruction.get(state.instruction);
    return anchor ? [{ state, anchor }] : [];
  });
}

/** What each line says of the last build and of the next one. */
export function lineMarks(
  found: Shown | undefined,
  next: readonly PlacedStep[],
): { readonly line: number; readonly last: number; readonly mark: LineMark }[] {
  const isOver = found?.build.record.outcome !== 'running';
  const slowest = found && isOver ? slowestOf(found.build.lines.states())?.instruction : undefined;
  const marked = (state: LineState) => {
    const mark = markOf(state, Date.now(), isOver);
    return sized(found, state, state.instruction === slowest ? withSlowest(mark) : mark);
  };
  const built = new Map(
    (found ? placed(found) : []).map(({ state, anchor }) => [anchor.first, marked(state)] as const),
  );
  const lasts = new Map([
    ...next.map(({ first, last }) => [first, last] as const),
    ...(found?.anchors ?? []).map(({ first, last }) => [first, last] as const),
  ]);
  const verdicts = new Map(next.map(({ first, verdict }) => [first, verdict] as const));
  const hasNews = next.some(({ verdict }) => verdict.kind !== 'reused');
  return [...new Set([...built.keys(), ...verdicts.keys()])].flatMap((line) => {
    const mark = lineMark(built.get(line), verdicts.get(line), hasNews);
    return mark ? [{ line, last: lasts.get(line) ?? line, mark }] : [];
  });
}

/** By the line as it was built: the Dockerfile may be another now. */
function sized(found: Shown | undefined, { instruction }: LineState, mark: Mark): Mark {
  const { layerSizes, baseSize } = found?.build.record ?? {};
  if (!found) return mark;
  const line = lineOf(found.build, instruction);
  if (baseSize?.line === line) return withBaseSize(mark, baseSize.bytes);
  if (!layerSizes) return mark;
  const sizes = Object.values(layerSizes);
  const size = layerSizes[line];
  return withLayerSize(mark, size, sizes.length > 1 && size === Math.max(...sizes));
}

/** As it was built. */
function lineOf({ lines }: FollowedBuild, { start }: LineState['instruction']): number {
  return lines.document.positionAt(start).line;
}

/** Lines of the log in a hover. */
const hoverLines = 25;

/** `why`: it ran. */
export function hoverOf(build: FollowedBuild, state: LineState, why?: string): HoverPart | undefined {
  const { lines, record } = build;
  const output = lines.output(state);
  const hasOutput = output.length > 0 || state.error !== undefined;
  const costs = costsOf(record, lineOf(build, state.instruction));
  if (!hasOutput && why === undefined && costs.length === 0) return undefined;
  const text = new MarkdownString('', true);
  const { text: mark } = markOf(state, Date.now(), record.outcome !== 'running');
  text.appendMarkdown(`**${record.outcome === 'running' ? l10n.t('Build') : l10n.t('Last build')}:** ${mark}`);
  if (why !== undefined) {
    text.appendMarkdown(`. ${plainText(why)}`);
  }
  for (const cost of costs) text.appendMarkdown(`\n\n${plainText(cost)}`);
  if (!hasOutput) return { contents: [text] };
  if (output.length > hoverLines) text.appendMarkdown(`\n\n${l10n.t('The last {0} lines of its output:', hoverLines)}`);
  text.appendCodeblock(output.slice(-hoverLines).map(plainOutput).join('\n') || plainOutput(state.error ?? ''), 'text');
  return { contents: [text] };
}

/** A failed step as a problem, on the first line of its instruction. */
export function failedStep(document: TextDocument, line: number, text: string): Diagnostic {
  const first = document.lineAt(Math.min(line, document.lineCount - 1));
  const range = new Range(
    first.lineNumber,
    first.firstNonWhitespaceCharacterIndex,
    first.lineNumber,
    first.range.end.character,
  );
  const problem = new Diagnostic(range, text, DiagnosticSeverity.Error);
  problem.source = 'longshore build';
  return problem;
}

export function whyItRan(
  { whyRan }: LineForecasts,
  { record, text }: FollowedBuild,
  { state, instruction }: LineState,
): string | undefined {
  const hasRun = state === 'done' || state === 'failed' || state === 'running';
  return hasRun ? whyRan(record.dockerfile, text, instruction.start) : undefined;
}
