// Quick fixes and code lenses of Dockerfiles, as VS Code asks for them.
import * as l10n from '@vscode/l10n';
import {
  CodeAction,
  CodeActionKind,
  CodeLens,
  type Diagnostic,
  Disposable,
  type Range as EditorRange,
  EventEmitter,
  type LogOutputChannel,
  languages,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import type { BuildHistory } from '../builds/history.ts';
import { type BuildRecord, summaryOf } from '../builds/record.ts';
import type { CommandArgument, CommandId } from '../commands/index.ts';
import { ignoreFix } from '../dockerfile/language/ignore-edit.ts';
import { type Lens, lenses } from '../dockerfile/language/lenses.ts';
import { differenceOf } from '../dockerfile/linting/repair.ts';
import type { Fix, Problem } from '../dockerfile/rule-parts/rule.ts';
import type { Edit } from '../dockerfile/text/range.ts';
import type { ObjectRef } from '../explorer/object-ref.ts';
import type { DockerfileDiagnostics } from './diagnostics.ts';
import { dockerfileSelector, type ParsedDockerfiles } from './dockerfiles.ts';
import { editorEdit, editorRange } from './ranges.ts';
import { logError } from './report.ts';

/** What `editor.codeActionsOnSave` names: `source.fixAll.longshore`. */
export const fixAllKind = CodeActionKind.SourceFixAll.append('longshore');

export function registerCodeActions(
  diagnostics: DockerfileDiagnostics,
  parsed: ParsedDockerfiles,
  log: LogOutputChannel,
): Disposable {
  return languages.registerCodeActionsProvider(
    dockerfileSelector,
    {
      async provideCodeActions(document, range, { only, diagnostics: shown }) {
        try {
          const wantsFixes = !only || only.contains(CodeActionKind.QuickFix);
          const wantsAll = only?.contains(fixAllKind);
          return [
            ...(wantsFixes ? await quickFixes(document, range, shown) : []),
            ...(wantsAll ? await fixAll(document) : []),
          ];
        } catch (error) {
          logError(error, log, 'Quick fixes');
          return [];
        }
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
  );

  async function quickFixes(document: TextDocument, range: EditorRange, shown: readonly Diagnostic[]) {
    const problems = (await diagnostics.problemsOf(document)).filter((problem) =>
      editorRange(problem.range).intersection(range),
    );
    const actionFor = (problem: Problem, fix: Fix) => {
      const action = actionOf(document, CodeActionKind.QuickFix, fix.title, fix.edits);
      action.isPreferred = fix.safe;
      action.diagnostics = shown.filter(
        (diagnostic) => diagnostic.source === 'longshore' && diagnostic.range.isEqual(editorRange(problem.range)),
      );
      return action;
    };
    const fixes = problems.flatMap((problem) => (problem.fix ? [actionFor(problem, problem.fix)] : []));
    // Below all repairs: to look away is the last choice.
    const ignores = problems.flatMap((problem) => {
      const fix = ignoreFix(parsed.of(document), problem);
      return fix ? [actionFor(problem, fix)] : [];
    });
    const safe = (await diagnostics.problemsOf(document)).filter(({ fix }) => fix?.safe).length;
    return [...fixes, ...(problems.length > 0 && safe > 1 ? [repairAll(safe)] : []), ...ignores];
  }

  async function fixAll(document: TextDocument): Promise<CodeAction[]> {
    const edit = differenceOf(document.getText(), await diagnostics.repaired(document));
    return edit ? [actionOf(document, fixAllKind, l10n.t('Apply all safe fixes'), [edit])] : [];
  }
}

function repairAll(count: number): CodeAction {
  const title = l10n.t('Apply all {0} safe fixes', count);
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  const command: CommandId = 'longshore.dockerfile.repair';
  action.command = { command, title };
  return action;
}

function actionOf(document: TextDocument, kind: CodeActionKind, title: string, edits: readonly Edit[]): CodeAction {
  const action = new CodeAction(title, kind);
  action.edit = new WorkspaceEdit();
  action.edit.set(document.uri, edits.map(editorEdit));
  return action;
}

const lensTexts: Record<
  Lens['action']['verb'],
  { readonly command: CommandId; readonly title: string; readonly tooltip: string }
> = {
  build: {
    command: 'longshore.dockerfile.build',
    title: l10n.t('Build'),
    tooltip: l10n.t('Build an image from this Dockerfile'),
  },
  buildAndRun: {
    command: 'longshore.dockerfile.buildAndRun',
    title: l10n.t('Build and Run'),
    tooltip: l10n.t('Build the image, and replace the container of the last run'),
  },
  run: {
    command: 'longshore.dockerfile.run',
    title: l10n.t('Run'),
    tooltip: l10n.t('Run a container from its image'),
  },
  push: {
    command: 'longshore.dockerfile.push',
    title: l10n.t('Push'),
    tooltip: l10n.t('Push its image to a registry'),
  },
};

/** Milliseconds between two looks at a running build. */
const lensPause = 1000;

export function registerCodeLenses(parsed: ParsedDockerfiles, builds: BuildHistory, log: LogOutputChannel): Disposable {
  const changed = new EventEmitter<void>();
  void builds.load();
  const subscription = builds.onDidChange(({ kind }) => {
    if (kind === 'list') changed.fire();
  });
  const isRunning = () => builds.records.some(({ outcome }) => outcome === 'running');
  const clock = setInterval(() => {
    if (isRunning()) changed.fire();
  }, lensPause);
  // "3 minutes ago" grows old.
  const ages = setInterval(() => changed.fire(), 60_000);
  return Disposable.from(
    changed,
    new Disposable(() => {
      subscription.dispose();
      clearInterval(clock);
      clearInterval(ages);
    }),
    languages.registerCodeLensProvider(dockerfileSelector, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        // A build reads the disk: what is not there has nothing to build.
        if (document.uri.scheme !== 'file') return [];
        try {
          const found = lenses(parsed.of(document)).map((lens) => editorLens(lens, document));
          const [first] = found;
          const last = builds.records.find(({ dockerfile }) => dockerfile === document.uri.fsPath);
          return first && last ? [...found, ...resultLenses(first.range, last)] : found;
        } catch (error) {
          logError(error, log, 'Code lenses');
          return [];
        }
      },
    }),
  );
}

/** What became of the last build, with the way to its page; while it runs how far it is, with the way to end it. */
function resultLenses(range: EditorRange, build: BuildRecord): CodeLens[] {
  const ref: ObjectRef = { engine: build.engine, kind: 'build', id: build.id };
  const lens = (command: CommandId, title: string, tooltip: string) =>
    new CodeLens(range, { command, title, tooltip, arguments: [[ref]] });
  const summary = summaryOf(build, Date.now());
  return build.outcome === 'running'
    ? [
        lens('longshore.build.showLog', `$(sync~spin)\u00a0${summary}`, l10n.t('Show its output so far')),
        lens('longshore.build.cancel', l10n.t('Cancel'), l10n.t('Cancel this build')),
      ]
    : [
        lens(
          'longshore.build.describe',
          `$(${build.outcome === 'built' ? 'pass' : 'error'})\u00a0${summary}`,
          l10n.t('Describe this build'),
        ),
      ];
}

function editorLens({ range, action }: Lens, document: TextDocument): CodeLens {
  const { command, title, tooltip } = lensTexts[action.verb];
  const argument: CommandArgument<'longshore.dockerfile.build'> = {
    dockerfile: document.uri.fsPath,
    ...(action.stage === undefined ? {} : { stage: action.stage }),
  };
  return new CodeLens(editorRange(range), {
    command,
    title: action.stage === undefined ? title : l10n.t('{0} to This Stage', title),
    tooltip: action.stage === undefined ? tooltip : l10n.t('Build only what the stage "{0}" needs', action.stage),
    arguments: [argument],
  });
}
