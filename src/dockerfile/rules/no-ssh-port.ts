// Containers are no machines to log in to.
import * as l10n from '@vscode/l10n';
import { portParts, portSpecs } from '../meaning/port-specs.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const noSshPort: Rule = {
  id: 'no-ssh-port',
  aliases: [],
  severity: 'info',
  offByDefault: l10n.t('the image may be one for an SSH server'),
  title: l10n.t('Do not run SSH in containers'),
  why: l10n.t(
    'Port 22 is the SSH port. An SSH server in a container needs its own keys, users and updates, and is one more way in. To look into a container, use docker exec. To add files, use the build.',
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
        message: l10n.t('Port 22 is the SSH port, which a container rarely needs; use docker exec instead'),
      });
    }
  },
};
