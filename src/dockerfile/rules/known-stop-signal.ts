// STOPSIGNAL names a signal.

import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import { isSignal, signalNames } from '../knowledge/signals.ts';
import { builderInstructionsOf } from '../meaning/builder-instructions.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { withoutQuotes } from '../text/quoted-words.ts';

const candidates = [...signalNames].map((name) => `SIG${name}`);

export const knownStopSignal: Rule = {
  id: 'known-stop-signal',
  aliases: ['INVALID_SIGNAL'],
  severity: 'error',
  title: l10n.t('Use a signal that exists in STOPSIGNAL'),
  why: l10n.t(
    'STOPSIGNAL sets the signal that stops a container, by name, such as SIGTERM or SIGQUIT, or by number. The builder rejects unknown names.',
  ),
  bad: 'FROM nginx:1.27\nSTOPSIGNAL ⟦SIGTREM⟧\n',
  good: 'FROM nginx:1.27\nSTOPSIGNAL SIGTERM\n',
  check(document, report) {
    for (const { keyword, words } of builderInstructionsOf(document, 'STOPSIGNAL')) {
      const [signal] = words;
      if (keyword !== 'STOPSIGNAL' || !signal) continue;
      // A variable may come from the base image.
      if (/\$[\w{]/.test(signal.text)) continue;
      const name = withoutQuotes(signal.text, document.escape);
      if (isSignal(name)) continue;
      const upper = name.toUpperCase();
      const meant = name.length < 3 ? undefined : nearest(upper.startsWith('S') ? upper : `SIG${upper}`, candidates);
      const range = document.rangeOf(signal);
      report({
        range,
        message:
          meant === undefined
            ? l10n.t('There is no signal {0}; use one such as SIGTERM', excerpt(signal.text))
            : l10n.t('There is no signal {0}; did you mean {1}?', excerpt(signal.text), meant),
        fix:
          meant === undefined
            ? undefined
            : { title: l10n.t('Change to {0}', meant), edits: [{ range, text: meant }], safe: false },
      });
    }
  },
};
