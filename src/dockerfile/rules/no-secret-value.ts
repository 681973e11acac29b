// No tokens in the file, by what they look like.
import type { Rule } from '../rule.ts';
import { tokensIn } from '../token-formats.ts';

export const noSecretValue: Rule = {
  id: 'no-secret-value',
  aliases: [],
  severity: 'warning',
  title: 'Write no tokens and keys into the Dockerfile',
  why: 'This looks like a real token or key. Everyone who sees the file or has the image can use it. Revoke it at its issuer first, since it may have been read already; then hand the new one to the step that needs it with RUN --mount=type=secret.',
  bad: `FROM alpine:3.20\nRUN wget -q --header="X-Key: ⟦AKIA${'Q7'.repeat(8)}⟧" https://example.com/app\n`,
  good: 'FROM alpine:3.20\nRUN --mount=type=secret,id=key,env=KEY wget -q --header="X-Key: $KEY" https://example.com/app\n',
  check(document, report) {
    for (const { kind, ...span } of tokensIn(document.text)) {
      report({
        range: document.rangeOf(span),
        message: `This looks like a ${kind}, which everyone can read here; revoke it, and use RUN --mount=type=secret`,
      });
    }
  },
};
