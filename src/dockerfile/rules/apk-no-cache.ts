// apk add that leaves no index behind.
import * as l10n from '@vscode/l10n';
import { wantedOptionCheck } from '../families/add-option.ts';
import { apkIndexOption } from '../families/apk-cache.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const apkNoCache: Rule = {
  id: 'apk-no-cache',
  aliases: ['DL3019', 'apkAddUseNoCache'],
  severity: 'info',
  title: l10n.t('Use apk add with --no-cache'),
  why: l10n.t(
    'With --no-cache, apk downloads a current package index, installs from it, and leaves nothing of it in the image. You do not need apk update before or rm /var/cache/apk after it.',
  ),
  bad: 'FROM alpine:3.22\nRUN ⟦apk add⟧ git\n',
  good: 'FROM alpine:3.22\nRUN apk add --no-cache git\n',
  check: wantedOptionCheck(apkIndexOption),
};
