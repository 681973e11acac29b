// Quick fixes and code lenses of Dockerfiles, as VS Code asks for them.
import {
  CodeAction,
  CodeActionKind,
  CodeLens,
  type Disposable,
  type LogOutputChannel,
  languages,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import type { CommandArgument, CommandId } from '../commands/index.ts';
import { type Lens, lenses } from '../dockerfile/lenses.ts';
import type { DockerfileDiagnostics } from './diagnostics.ts';
import { dockerfileSelector, type ParsedDockerfiles } from './dockerfiles.ts';
import { editorEdit, editorRange } from './ranges.ts';
import { logError } from './report.ts';

export function registerCodeActions(diagnostics: DockerfileDiagnostics, log: LogOutputChannel): Disposable {
  return languages.registerCodeActionsProvider(
    dockerfileSelector,
    {
      async provideCodeActions(document, range, context) {
        try {
          const problems = await diagnostics.problemsOf(document);
          return problems.flatMap((problem) => {
            if (!problem.fix || !editorRange(problem.range).intersection(range)) return [];
            const action = new CodeAction(problem.fix.title, CodeActionKind.QuickFix);
            action.edit = new WorkspaceEdit();
            action.edit.set(document.uri, problem.fix.edits.map(editorEdit));
            action.isPreferred = problem.fix.safe;
            action.diagnostics = context.diagnostics.filter(
              (shown) => shown.source === 'longshore' && shown.range.isEqual(editorRange(problem.range)),
            );
            return [action];
          });
        } catch (error) {
          logError(error, log, 'Quick fixes');
          return [];
        }
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
}

const lensTexts: Record<
  Lens['action']['verb'],
  { readonly command: CommandId; readonly title: string; readonly tooltip: string }
> = {
  build: {
    command: 'longshore.dockerfile.build',
    title: 'Build',
    tooltip: 'Make an image from this Dockerfile',
  },
  run: { command: 'longshore.dockerfile.run', title: 'Run', tooltip: 'Start a container from its image' },
  push: {
    command: 'longshore.dockerfile.push',
    title: 'Push',
    tooltip: 'Send its image to a registry',
  },
};

export function registerCodeLenses(parsed: ParsedDockerfiles, log: LogOutputChannel): Disposable {
  return languages.registerCodeLensProvider(dockerfileSelector, {
    provideCodeLenses(document) {
      // A build reads the disk: what is not there has nothing to build.
      if (document.uri.scheme !== 'file') return [];
      try {
        return lenses(parsed.of(document)).map((lens) => editorLens(lens, document));
      } catch (error) {
        logError(error, log, 'Code lenses');
        return [];
      }
    },
  });
}

function editorLens({ range, action }: Lens, document: TextDocument): CodeLens {
  const { command, title, tooltip } = lensTexts[action.verb];
  const argument: CommandArgument<'longshore.dockerfile.build'> = {
    dockerfile: document.uri.fsPath,
    ...(action.stage === undefined ? {} : { stage: action.stage }),
  };
  const stage = action.stage === undefined ? '' : ' to this stage';
  return new CodeLens(editorRange(range), {
    command,
    title: `${title}${stage}`,
    tooltip: action.stage === undefined ? tooltip : `Build only what the stage "${action.stage}" needs`,
    arguments: [argument],
  });
}
