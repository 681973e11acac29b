// Containers are no machines to log in to.
import * as l10n from '@vscode/l10n';
import { portParts, portSpecs } from '../meaning/port-specs.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const noSshPort: Rule = {
  id: 'no-ssh-port',
  aliases: [],
  severity: 'info',
  offByDefault: l10n.t('an image may well be that of an SSH server'),
  title: l10n.t('Do not run SSH in containers'),
  why: l10n.t(
    'Port 22 is that of SSH. A server for it in the container needs keys, users and updates of its own, and is one more way in. To look into a container there is docker exec, and files are put into it when it is built.',
  ),
  bad: 'FROM debian:12\nEXPOSE ⟦22⟧ 80\n',
  good: 'FROM debian:12\nEXPOSE 80\n',
  check(document, report) {
    for (const { text, word } of portSpecs(document)) {
      if (text === undefined) continue;
      const { port, protocol } = portParts(text);
      if (port !== '22' || /^udp$/i.test(protocol)) continue;
      report({
        range: document.rangeOf(word),
        message: l10n.t('Port 22 is that of SSH, which a container hardly needs; use docker exec to look into it'),
      });
    }
  },
};
