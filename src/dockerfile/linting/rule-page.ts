// A rule's page for a person, made from the rule itself: the same texts that its test runs.
import * as l10n from '@vscode/l10n';
import type { Rule } from '../rule-parts/rule.ts';

/** Markdown. */
export function rulePage(rule: Rule): string {
  const severity = l10n.t('`{0}`, severity **{1}** by default.', rule.id, rule.severity);
  const aliases = rule.aliases.map((alias) => `\`${alias}\``).join(', ');
  return [
    `# ${rule.title}`,
    aliases === '' ? severity : `${severity} ${l10n.t('Other tools call it {0}.', aliases)}`,
    rule.why,
    `## ${l10n.t('Instead of')}`,
    fenced(rule.bad.replaceAll(/[⟦⟧]/g, '')),
    `## ${l10n.t('Write')}`,
    fenced(rule.good),
    `## ${l10n.t('If it is intentional')}`,
    l10n.t('Add a comment above the instruction, with the reason after the colon:'),
    fenced(`# longshore ignore=${rule.id}: ${l10n.t('the reason')}`),
    l10n.t('Or turn the rule off in the settings: `longshore.rules`, `"{0}": "off"`.', rule.id),
    '',
  ].join('\n\n');
}

function fenced(text: string): string {
  return `\`\`\`dockerfile\n${text.replace(/\n+$/, '')}\n\`\`\``;
}
