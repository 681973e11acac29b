// EXPOSE lists ports that there are.
import * as l10n from '@vscode/l10n';
import { portParts, portSpecs } from '../meaning/port-specs.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const validPort: Rule = {
  id: 'valid-port',
  aliases: ['DL3011', 'INVALID_PORT'],
  severity: 'error',
  title: l10n.t('Use port numbers from 0 to 65535'),
  why: l10n.t(
    'A port is a number up to 65535, or a range such as 8000-8010, optionally with /tcp or /udp. Several are separated by spaces. The builder rejects anything else.',
  ),
  bad: 'FROM nginx:1.27\nEXPOSE ⟦80,443⟧\n',
  good: 'FROM nginx:1.27\nEXPOSE 80 443\n',
  check(document, report, { buildArguments }) {
    for (const { word, text, isLiteral } of portSpecs(document, buildArguments)) {
      if (text === undefined || /\{\{|<%|\{%|\}\}|%\}|%>/.test(text)) continue;
      // A variable may be several ports, or none.
      const fault = text
        .split(/\s+/)
        .filter((spec) => spec !== '' || isLiteral)
        .map(faultOf)
        .find((found) => found !== undefined);
      if (fault === undefined) continue;
      const range = document.rangeOf(word);
      const isList = isLiteral && /^\d+(?:\/\w+)?(?:,\d+(?:\/\w+)?)+,?$/.test(text);
      report({
        range,
        message: isList ? l10n.t('Separate ports with spaces, not commas') : fault,
        fix: isList
          ? {
              title: l10n.t('Separate the ports with spaces'),
              edits: [{ range, text: text.replaceAll(',', ' ').trim() }],
              safe: false,
            }
          : undefined,
      });
    }
  },
};

function faultOf(text: string): string | undefined {
  const { ip, hostPort, port } = portParts(text);
  if (text.startsWith('#')) return l10n.t('Put the comment on its own line; EXPOSE reads this as a port');
  if (port === '') return l10n.t('There is no port in "{0}"', excerpt(text));
  if (ip !== '' && !isAddress(ip))
    return l10n.t('"{0}" is not an address; EXPOSE only takes the container port', excerpt(ip));
  const fault = rangeFault(port) ?? (hostPort === '' ? undefined : rangeFault(hostPort));
  // Several ports of the host may stand for one of the container.
  const isSame = hostPort === '' || portCount(port) === 1 || portCount(port) === portCount(hostPort);
  return (
    fault ??
    (isSame ? undefined : l10n.t('The ranges {0} and {1} have different lengths', excerpt(hostPort), excerpt(port)))
  );
}

function portCount(range: string): number {
  const [first = '', last = first] = range.split('-');
  return Number(last) - Number(first) + 1;
}

function rangeFault(text: string): string | undefined {
  const dash = text.indexOf('-');
  const first = dash < 0 ? text : text.slice(0, dash);
  const last = dash < 0 ? text : text.slice(dash + 1);
  // Go's parser takes a sign.
  if (![first, last].every((number) => /^\+?\d+$/.test(number)))
    return l10n.t('"{0}" is not a port; use a number or a range such as 8000-8010', excerpt(text));
  if (Math.max(Number(first), Number(last)) > 65_535)
    return l10n.t('The port {0} is too large; the maximum is 65535', excerpt(text));
  if (Number(last) < Number(first)) return l10n.t('The range {0} ends before it begins', excerpt(text));
  return undefined;
}

function isAddress(text: string): boolean {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return text.split('.').every((part) => Number(part) < 256);
  return /^\[?[0-9a-f:.]*:[0-9a-f:.]*\]?$/i.test(text);
}
