// The protocol of a port in lower case.
import * as l10n from '@vscode/l10n';
import { portParts, portSpecs } from '../meaning/port-specs.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const lowercasePortProtocol: Rule = {
  id: 'lowercase-port-protocol',
  aliases: ['ExposeProtoCasing'],
  severity: 'style',
  title: l10n.t('Write the port protocol in lowercase'),
  why: l10n.t(
    'The builder converts 53/UDP to 53/udp, the form that docker inspect and docker run use. Write it in this form, so that it can be found.',
  ),
  bad: 'FROM nginx:1.27\nEXPOSE 80/⟦TCP⟧\n',
  good: 'FROM nginx:1.27\nEXPOSE 80/tcp\n',
  check(document, report, { buildArguments }) {
    for (const { word, text, isLiteral } of portSpecs(document, buildArguments)) {
      const protocol = text === undefined ? '' : portParts(text).protocol;
      const lower = protocol.toLowerCase();
      if (protocol === lower || !['tcp', 'udp', 'sctp'].includes(lower)) continue;
      const range = document.rangeOf(isLiteral ? { start: word.end - protocol.length, end: word.end } : word);
      report({
        range,
        message: l10n.t('Write the port protocol in lowercase: {0}', lower),
        fix: isLiteral
          ? { title: l10n.t('Change to {0}', lower), edits: [{ range, text: lower }], safe: true }
          : undefined,
      });
    }
  },
};
