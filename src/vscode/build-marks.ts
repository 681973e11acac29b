// Builds shown on the lines of their Dockerfiles, in all visible editors: marks behind the instructions, what a step wrote
// in a hover, a failed step as a problem. Marks keep to their instructions while the user types.
import {
  type DecorationOptions,
  Disposable,
  type LogOutputChannel,
  languages,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditor,
  ThemeColor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { anchorsIn, moved } from '../builds/anchors.ts';
import type { BuildHistory } from '../builds/history.ts';
import { problemOf } from '../builds/marks.ts';
import { plainOutput } from '../commands/terminals/terminal-text.ts';
import type { LineTone } from '../forecast/marks.ts';
import { failedStep, hoverOf, type LineForecasts, lineMarks, placed, type Shown, whyItRan } from './build-hover.ts';
import { changedDecorations } from './changed-decorations.ts';
import { isDockerfileDocument, type ParsedDockerfiles } from './dockerfiles.ts';
import { drawnMark } from './drawn-mark.ts';
import type { HoverSource } from './hovers.ts';
import { markColours } from './mark-colours.ts';
import { pacedDrawing } from './paced-drawing.ts';
import { wrapsLines } from './settings.ts';

export function registerBuildMarks(
  builds: BuildHistory,
  parsed: ParsedDockerfiles,
  forecasts: LineForecasts,
  log: LogOutputChannel,
): { readonly hover: HoverSource; dispose(): void } {
  const types = new Map(
    (Object.keys(markColours) as LineTone[]).map((tone) => [
      tone,
      window.createTextEditorDecorationType({
        after: { color: new ThemeColor(markColours[tone]) },
        isWholeLine: false,
      }),
    ]),
  );
  const problems = languages.createDiagnosticCollection('longshore-build');
  const shown = new WeakMap<TextDocument, Shown>();
  const decorate = changedDecorations();

  const shownIn = (document: TextDocument): Shown | undefined => {
    if (document.uri.scheme !== 'file') return undefined;
    const build = builds.followed(document.uri.fsPath);
    if (!build) return undefined;
    const before = shown.get(document);
    if (before?.build.lines === build.lines) return { build, anchors: before.anchors };
    const fresh = { build, anchors: anchorsIn(build.lines.document, parsed.of(document)) };
    shown.set(document, fresh);
    return fresh;
  };

  const draw = (editor: TextEditor) => {
    const { document } = editor;
    const marks = new Map<LineTone, DecorationOptions[]>();
    const isShown = isDockerfileDocument(document);
    // Once, and only if there is a mark: VS Code copies all settings of the editor to answer.
    let known: boolean | undefined;
    const wraps = () => {
      known ??= wrapsLines(document);
      return known;
    };
    for (const { line, last, mark } of isShown ? lineMarks(shownIn(document), forecasts.steps(document)) : []) {
      marks.set(mark.tone, [...(marks.get(mark.tone) ?? []), drawnMark(editor, line, last, mark.text, wraps())]);
    }
    for (const [tone, type] of types) decorate(editor, type, marks.get(tone) ?? []);
  };
  const drawing = pacedDrawing(() => window.visibleTextEditors.forEach(draw), 'Marks of a build', log);

  /** Only of a build that is over, and only where the instruction is as it was. */
  const tellProblems = (document: TextDocument) => {
    const found = isDockerfileDocument(document) ? shownIn(document) : undefined;
    if (found?.build.record.outcome !== 'failed') return problems.delete(document.uri);
    problems.set(
      document.uri,
      placed(found)
        .filter(({ state }) => state.state === 'failed')
        .map(({ state, anchor }) => {
          const { lines, record } = found.build;
          const text = problemOf(state, lines.output(state).map(plainOutput), record.error);
          return failedStep(document, anchor.first, text);
        }),
    );
  };
  const change = ({ document, contentChanges }: TextDocumentChangeEvent) => {
    const found = shown.get(document);
    if (contentChanges.length > 0) drawing.soon();
    if (!found || contentChanges.length === 0) return;
    // Read from the disk, or undone: an instruction may be back as it was built.
    if (!document.isDirty || document.getText() === found.build.text)
      found.anchors = anchorsIn(found.build.lines.document, parsed.of(document));
    else
      for (const { range, text } of contentChanges) {
        found.anchors = moved(found.anchors, { start: range.start, end: range.end, text });
      }
    // The editor moves only what it draws, not what the list of problems says.
    if (found.build.record.outcome === 'failed') tellProblems(document);
  };

  const clock = setInterval(() => {
    if (builds.records.some(({ outcome }) => outcome === 'running')) drawing.soon();
  }, 1000);
  const subscription = builds.onDidChange(({ kind, dockerfile }) => {
    if (kind !== 'list') return drawing.soon();
    drawing.now();
    const isMeant = ({ uri }: TextDocument) =>
      dockerfile === '' || (uri.scheme === 'file' && uri.fsPath === dockerfile);
    const documents = workspace.textDocuments.filter(isMeant);
    for (const document of documents) tellProblems(document);
    if (documents.length === 0 && dockerfile !== '') problems.delete(Uri.file(dockerfile));
  });
  const lifetime = Disposable.from(
    ...types.values(),
    problems,
    window.onDidChangeVisibleTextEditors(drawing.soon),
    forecasts.onDidChange(drawing.soon),
    workspace.onDidOpenTextDocument((document) => tellProblems(document)),
    workspace.onDidChangeTextDocument(change),
    new Disposable(() => {
      clearInterval(clock);
      drawing.dispose();
      subscription.dispose();
    }),
  );
  return {
    hover(document, { line }) {
      const found = shownIn(document);
      const hit = found && placed(found).find(({ anchor }) => line >= anchor.first && line <= anchor.last);
      return hit && hoverOf(found.build, hit.state, whyItRan(forecasts, found.build, hit.state));
    },
    dispose: () => void lifetime.dispose(),
  };
}
