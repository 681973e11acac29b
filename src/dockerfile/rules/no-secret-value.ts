// No tokens in the file, by what they look like.

import * as l10n from '@vscode/l10n';
import { isStandIn } from '../knowledge/stand-ins.ts';
import { tokensIn } from '../knowledge/token-formats.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';

export const noSecretValue: Rule = {
  id: 'no-secret-value',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Do not write tokens and keys into the Dockerfile'),
  why: l10n.t(
    'This looks like a real token or key. Everyone who sees the file or has the image can use it. First revoke it, since it may already have been read. Then pass the new one to the step that needs it with RUN --mount=type=secret.',
  ),
  bad: `FROM alpine:3.20\nRUN wget -q --header="X-Key: ⟦AKIA${'Q7'.repeat(8)}⟧" https://example.com/app\n`,
  good: 'FROM alpine:3.20\nRUN --mount=type=secret,id=key,env=KEY wget -q --header="X-Key: $KEY" https://example.com/app\n',
  check(document, report) {
    reportPasswordsInAddresses(document, report);
    for (const { kind, ...span } of tokensIn(document.text)) {
      report({
        range: document.rangeOf(span),
        message: l10n.t(
          'This looks like a {0}, which everyone can read; revoke it, and use RUN --mount=type=secret',
          kind,
        ),
      });
    }
  },
};

/** `https://user:password@host`: the user and the password. */
const login =
  /\b(?:https?|ftps?|git|ssh|postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?):\/\/([^\s/:@"'<>]{1,100}):([^\s/:@"'<>]{3,200})@([^\s/:@"'<>]+)/gi;
const isTemplate = /[$%{}[\]]/;

/** Those that are written out; with a variable it is the variable that holds the secret. */
function reportPasswordsInAddresses(document: DockerfileDocument, report: Report): void {
  if (!/:\/\/[^\s/@]+@/.test(document.text)) return;
  for (const match of document.text.matchAll(login)) {
    const [all, user = '', password = '', host = ''] = match;
    if (isTemplate.test(user) || isTemplate.test(password) || isOwnHost.test(host)) continue;
    if (isStandIn(password, user) || phrase.test(user)) continue;
    const start = match.index + all.length - host.length - 1 - password.length;
    // It is told as what it is.
    if (tokensIn(password).length > 0) continue;
    report({
      range: document.rangeOf({ start, end: start + password.length }),
      message: l10n.t(
        'Everyone who has the image can read this password; use RUN --mount=type=secret, or set it when the container starts',
      ),
    });
  }
}

const isOwnHost = /^(?:localhost|127\.|0\.0\.0\.0)/i;
/** Nobody is called so. */
const phrase = /^(?:your|my)\W|^x+$/i;
