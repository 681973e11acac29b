// A rule's page for a person, made from the rule itself: the same texts that its test runs.
import type { Rule } from '../rule-parts/rule.ts';

/** Markdown. */
export function rulePage(rule: Rule): string {
  const aliases =
    rule.aliases.length === 0 ? '' : ` Other tools call it ${rule.aliases.map((alias) => `\`${alias}\``).join(', ')}.`;
  return [
    `# ${rule.title}`,
    `\`${rule.id}\`, severity **${rule.severity}** by default.${aliases}`,
    rule.why,
    '## Instead of',
    fenced(rule.bad.replaceAll(/[⟦⟧]/g, '')),
    '## write',
    fenced(rule.good),
    '## If it is meant so',
    'Put a comment above the instruction, with the reason behind the colon:',
    fenced(`# longshore ignore=${rule.id}: why it is meant so here`),
    `Or switch the rule off in the settings: \`longshore.rules\`, \`"${rule.id}": "off"\`.`,
    '',
  ].join('\n\n');
}

function fenced(text: string): string {
  return `\`\`\`dockerfile\n${text.replace(/\n+$/, '')}\n\`\`\``;
}
