// A problem of a Dockerfile as VS Code shows it.
import { Diagnostic, DiagnosticSeverity, Uri } from 'vscode';

import { shellCheckRule } from '../dockerfile/linting/shellcheck.ts';
import type { Problem, Severity } from '../dockerfile/rule-parts/rule.ts';

import { editorRange } from './ranges.ts';

const editorSeverity: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  style: DiagnosticSeverity.Hint,
};

export function editorDiagnostic(problem: Problem): Diagnostic {
  const diagnostic = new Diagnostic(editorRange(problem.range), problem.message, editorSeverity[problem.severity]);
  diagnostic.source = 'longshore';
  const [alias = ''] = problem.aliases;
  diagnostic.code =
    problem.rule === shellCheckRule
      ? { value: alias, target: Uri.parse(`https://www.shellcheck.net/wiki/${alias}`) }
      : { value: problem.rule, target: rulePageAddress(problem.rule) };
  return diagnostic;
}

function rulePageAddress(rule: string): Uri {
  return Uri.parse(`command:longshore.rule.open?${encodeURIComponent(JSON.stringify([rule]))}`);
}
