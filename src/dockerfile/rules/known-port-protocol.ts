// EXPOSE knows tcp, udp and sctp.
import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { portParts, portSpecs } from '../meaning/port-specs.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';

const protocols = ['tcp', 'udp', 'sctp'];

export const knownPortProtocol: Rule = {
  id: 'known-port-protocol',
  aliases: ['DL1000', 'INVALID_PROTO'],
  severity: 'error',
  title: l10n.t('Use tcp, udp or sctp as the port protocol'),
  why: l10n.t(
    'A port can have a transport protocol: /tcp (the default), /udp or /sctp. An application protocol such as http is not allowed, and the builder rejects it.',
  ),
  bad: 'FROM nginx:1.27\nEXPOSE 80/⟦tpc⟧\n',
  good: 'FROM nginx:1.27\nEXPOSE 80/tcp\n',
  check(document, report, { buildArguments }) {
    for (const { word, text, isLiteral } of portSpecs(document, buildArguments)) {
      const protocol = text === undefined ? '' : portParts(text).protocol;
      if (protocol === '' || protocols.includes(protocol.toLowerCase()) || /\s/.test(text ?? '')) continue;
      const span = isLiteral ? { start: word.end - protocol.length, end: word.end } : word;
      const meant = /^https?$/i.test(protocol) ? 'tcp' : nearest(protocol.toLowerCase(), protocols);
      const range = document.rangeOf(span);
      report({
        range,
        message: l10n.t('"{0}" is not a port protocol; use tcp, udp or sctp', excerpt(protocol)),
        fix:
          isLiteral && meant !== undefined
            ? { title: l10n.t('Change to {0}', meant), edits: [{ range, text: meant }], safe: false }
            : undefined,
      });
    }
  },
};
