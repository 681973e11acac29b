// EXPOSE takes the container's port, without an address or a port of the host.
import * as l10n from '@vscode/l10n';
import { portParts, portSpecs } from '../meaning/port-specs.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const exposeContainerPortOnly: Rule = {
  id: 'expose-container-port-only',
  aliases: ['ExposeInvalidFormat'],
  severity: 'warning',
  title: l10n.t('Expose only the container port'),
  why: l10n.t(
    'EXPOSE documents the port that the program in the container listens on. The host port is set when a container starts, with docker run -p 8080:80. A host address or port in EXPOSE is ignored, and will be an error in the future.',
  ),
  bad: 'FROM nginx:1.27\nEXPOSE ⟦127.0.0.1:8080:⟧80\n',
  good: 'FROM nginx:1.27\nEXPOSE 80\n',
  check(document, report, { buildArguments }) {
    for (const { word, text, isLiteral } of portSpecs(document, buildArguments)) {
      if (text === undefined || /\s/.test(text)) continue;
      const { ip, hostPort, port } = portParts(text);
      if ((ip === '' && hostPort === '') || port === '') continue;
      const kept = text.length - text.lastIndexOf(':') - 1;
      const range = document.rangeOf(isLiteral ? { start: word.start, end: word.end - kept } : word);
      report({
        range,
        message: l10n.t('EXPOSE ignores the host address and port; write only {0}', excerpt(text.slice(-kept))),
        fix: isLiteral
          ? { title: l10n.t('Keep only {0}', excerpt(text.slice(-kept))), edits: [{ range, text: '' }], safe: true }
          : undefined,
      });
    }
  },
};
