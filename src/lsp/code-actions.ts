// Repairs and refactorings, as the protocol has them.
import * as l10n from '@vscode/l10n';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver/node';
import { flagFixesAt } from '../dockerfile/language/flag-fixes.ts';
import { ignoreFix } from '../dockerfile/language/ignore-edit.ts';
import { refactoringsAt } from '../dockerfile/language/refactorings/index.ts';
import { lint } from '../dockerfile/linting/lint.ts';
import { differenceOf, repair } from '../dockerfile/linting/repair.ts';
import type { Fix, Problem } from '../dockerfile/rule-parts/rule.ts';
import { parseDockerfile } from '../dockerfile/text/document.ts';
import { comparePositions, type Edit, type Range } from '../dockerfile/text/range.ts';
import type { Problems } from './diagnostics.ts';
import type { OpenDocument } from './documents.ts';
import type { Project } from './project.ts';
import type { ServerSettings } from './settings.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.longshore`;

export async function codeActions(
  document: OpenDocument,
  { range, context }: CodeActionParams,
  problems: Problems,
  repaired: () => Promise<string>,
): Promise<CodeAction[]> {
  const wants = (kind: string) =>
    !context.only ||
    context.only.some((only) => kind === only || kind.startsWith(`${only}.`) || only.startsWith(`${kind}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const here = (await problems.of(document)).filter((problem) => touches(problem.range, range));
    for (const problem of here) {
      if (problem.fix) actions.push(actionOf(document, problem, problem.fix, context.diagnostics));
    }
    const offset = document.parsed.offsetAt(range.start);
    const offered = new Set(actions.map((action) => textOf(action)));
    for (const fix of flagFixesAt(document.parsed, offset)) {
      const edits = fix.edits.map(textEdit);
      const action: CodeAction = {
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        edit: { changes: { [document.uri]: edits } },
      };
      if (!offered.has(textOf(action))) actions.push(action);
    }
    // Below all repairs: to look away is the last choice.
    for (const problem of here) {
      const fix = ignoreFix(document.parsed, problem);
      if (fix) actions.push(actionOf(document, problem, fix, context.diagnostics));
    }
  }
  if (wants(CodeActionKind.Refactor)) {
    const { parsed, uri } = document;
    const selection = { start: parsed.offsetAt(range.start), end: parsed.offsetAt(range.end) };
    for (const { kind, title, edits } of refactoringsAt(parsed, selection)) {
      actions.push({ title, kind: `refactor.${kind}`, edit: { changes: { [uri]: edits.map(textEdit) } } });
    }
  }
  if (context.only?.some((only) => fixAllKind === only || fixAllKind.startsWith(`${only}.`))) {
    const edit = differenceOf(document.text, await repaired());
    if (edit) {
      actions.push({
        title: l10n.t('Apply all safe fixes'),
        kind: fixAllKind,
        edit: { changes: { [document.uri]: [textEdit(edit)] } },
      });
    }
  }
  const { only } = context;
  return only
    ? actions.filter(({ kind }) => only.some((each) => kind === each || kind?.startsWith(`${each}.`)))
    : actions;
}

export async function repairedText(
  document: OpenDocument,
  project: Project,
  settings: ServerSettings,
  onRuleFailure: (rule: string, error: unknown) => void,
): Promise<string> {
  const options = { ...(await project.lintOptions(document.uri, document.parsed, settings)), onRuleFailure };
  return repair(document.text, (text) => lint(parseDockerfile(text), options)).text;
}

function actionOf({ uri }: OpenDocument, problem: Problem, fix: Fix, shown: readonly Diagnostic[]): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    isPreferred: fix.safe,
    diagnostics: shown.filter(
      ({ source, range }) => source === 'longshore' && comparePositions(range.start, problem.range.start) === 0,
    ),
    edit: { changes: { [uri]: fix.edits.map(textEdit) } },
  };
}

/** What an action would write, to tell two alike. */
function textOf({ edit }: CodeAction): string {
  return JSON.stringify(edit?.changes);
}

export function textEdit({ range, text }: Edit): TextEdit {
  return { range, newText: text };
}

function touches(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}
