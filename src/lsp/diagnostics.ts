// The problems of open documents: told when they change, or when the client asks.
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import { lint } from '../dockerfile/linting/lint.ts';
import { shellCheckRule } from '../dockerfile/linting/shellcheck.ts';
import type { Problem, Severity } from '../dockerfile/rule-parts/rule.ts';
import type { OpenDocument } from './documents.ts';
import type { Project } from './project.ts';
import type { ServerSettings } from './settings.ts';

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  style: DiagnosticSeverity.Hint,
};

const rulePages = 'https://github.com/longshore/longshore/blob/main/docs/rules.md';

export class Problems {
  private known = new WeakMap<OpenDocument, Promise<readonly Problem[]>>();

  constructor(
    private readonly project: Project,
    private readonly settings: () => ServerSettings,
    private readonly tellFailure: (rule: string, error: unknown) => void,
  ) {}

  /** Of this very version; linted now if that has not been done. */
  of(document: OpenDocument): Promise<readonly Problem[]> {
    const before = this.known.get(document);
    if (before) return before;
    const problems = this.lintNow(document);
    this.known.set(document, problems);
    problems.catch(() => this.known.delete(document));
    return problems;
  }

  /** What surrounds the documents is another now. */
  forget(): void {
    this.known = new WeakMap();
  }

  private async lintNow(document: OpenDocument): Promise<readonly Problem[]> {
    const { parsed, uri } = document;
    const options = await this.project.lintOptions(uri, parsed, this.settings());
    return lint(parsed, { ...options, onRuleFailure: this.tellFailure });
  }
}

export function diagnosticOf({ range, message, severity, rule, aliases }: Problem): Diagnostic {
  const [alias = ''] = aliases;
  const isShellCheck = rule === shellCheckRule;
  return {
    range,
    message,
    severity: severityOf[severity],
    source: 'longshore',
    code: isShellCheck ? alias : rule,
    codeDescription: {
      href: isShellCheck ? `https://www.shellcheck.net/wiki/${alias}` : `${rulePages}#${rule}`,
    },
  };
}
