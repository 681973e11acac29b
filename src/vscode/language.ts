// Quick fixes of Dockerfiles, as VS Code asks for them.
import * as l10n from '@vscode/l10n';
import {
  CodeAction,
  CodeActionKind,
  commands,
  type Diagnostic,
  type Disposable,
  type Range as EditorRange,
  type LogOutputChannel,
  languages,
  type TextDocument,
  WorkspaceEdit,
  window,
} from 'vscode';

import type { CommandId } from '../commands/index.ts';
import { ignoreFix } from '../dockerfile/language/ignore-edit.ts';

import { differenceOf } from '../dockerfile/linting/repair.ts';
import type { Fix, Problem } from '../dockerfile/rule-parts/rule.ts';
import type { Edit } from '../dockerfile/text/range.ts';
import type { DockerfileDiagnostics } from './diagnostics.ts';
import { dockerfileSelector } from './dockerfiles.ts';
import type { LanguageSupport } from './language-support.ts';
import { editorEdit, editorRange } from './ranges.ts';
import { logError } from './report.ts';

/** What `editor.codeActionsOnSave` names: `source.fixAll.longshore`. */
const fixAllKind = CodeActionKind.SourceFixAll.append('longshore');

/** Fixes all that is safe to fix. Answers whether there is an active Dockerfile. */
export async function repairActiveDockerfile(): Promise<boolean> {
  const document = window.activeTextEditor?.document;
  if (!document || languages.match(dockerfileSelector, document) === 0) return false;
  await commands.executeCommand('editor.action.codeAction', { kind: fixAllKind.value, apply: 'first' });
  return true;
}

export function registerCodeActions(
  diagnostics: DockerfileDiagnostics,
  support: LanguageSupport,
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
            ...(!only || CodeActionKind.Refactor.contains(only) || only.contains(CodeActionKind.Refactor)
              ? await refactorings(document, range)
              : []),
            ...(wantsAll ? await fixAll(document) : []),
          ];
        } catch (error) {
          logError(error, log, 'Quick fixes');
          return [];
        }
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, fixAllKind] },
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
    const more = await support.ask('Quick fixes', document, ({ answers, parsed }) => {
      const offered = new Set(fixes.map(written));
      return {
        flags: answers
          .flagFixesAt(parsed, document.offsetAt(range.start))
          .map(({ title, edits }) => actionOf(document, CodeActionKind.QuickFix, title, edits))
          .filter((action) => !offered.has(written(action))),
        // Below all repairs: to look away is the last choice.
        ignores: problems.flatMap((problem) => {
          const fix = ignoreFix(parsed, problem);
          return fix ? [actionFor(problem, fix)] : [];
        }),
      };
    });
    const { flags = [], ignores = [] } = more ?? {};
    const safe = (await diagnostics.problemsOf(document)).filter(({ fix }) => fix?.safe).length;
    return [...fixes, ...flags, ...(problems.length > 0 && safe > 1 ? [repairAll(safe)] : []), ...ignores];
  }

  async function refactorings(document: TextDocument, range: EditorRange): Promise<CodeAction[]> {
    const found = await support.ask('Refactorings', document, ({ answers, parsed }) => {
      const selection = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return answers
        .refactoringsAt(parsed, selection)
        .map(({ kind, title, edits }) => actionOf(document, CodeActionKind.Refactor.append(kind), title, edits));
    });
    return found ?? [];
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

/** What an action would write, to tell two alike. */
const written = ({ edit }: CodeAction): string => JSON.stringify(edit?.entries());

function actionOf(document: TextDocument, kind: CodeActionKind, title: string, edits: readonly Edit[]): CodeAction {
  const action = new CodeAction(title, kind);
  action.edit = new WorkspaceEdit();
  action.edit.set(document.uri, edits.map(editorEdit));
  return action;
}
