// The pages of rules. All rules come with them, so this is loaded when the first page is asked for.
import * as l10n from '@vscode/l10n';
import { ruleById } from '../../dockerfile/linting/rule-names.ts';
import { rulePage } from '../../dockerfile/linting/rule-page.ts';
import { rules } from '../../dockerfile/rules/index.ts';
import { UserError } from '../../user-error.ts';
import type { Dialogs } from '../host/dialogs.ts';
import type { Pages } from '../host/pages.ts';

/** `ruleId` undefined: asks which. */
export async function openRulePage(
  { host }: { readonly host: Pick<Dialogs & Pages, 'pick' | 'showPage'> },
  ruleId?: string,
): Promise<void> {
  const id =
    ruleId ??
    (await host.pick(
      l10n.t('Explain a Rule'),
      l10n.t('Rule'),
      rules.map((rule) => ({
        label: rule.id,
        description: [...rule.aliases, rule.title].join(' · '),
        value: rule.id,
      })),
    ));
  const rule = ruleById(id);
  if (!rule) throw new UserError('invalid', l10n.t('The rule "{0}" does not exist.', id));
  await host.showPage(`${rule.id}.md`, rulePage(rule));
}
