// pip install that leaves no downloads behind.

import * as l10n from '@vscode/l10n';
import { wantedOptionCheck } from '../families/add-option.ts';
import { pipCache } from '../families/pip-cache.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const pipNoCacheDir: Rule = {
  id: 'pip-no-cache-dir',
  aliases: ['DL3042', 'pipUseNoCacheDir'],
  severity: 'info',
  title: l10n.t('Use pip install with --no-cache-dir'),
  why: l10n.t(
    'By default, pip keeps a copy of all downloads in ~/.cache/pip, which is not needed after the installation and only makes the image larger. RUN --mount=type=cache,target=/root/.cache/pip keeps it outside of the image and makes the next build faster.',
  ),
  bad: 'FROM python:3.13-slim\nRUN ⟦pip install⟧ flask==3.1.0\n',
  good: 'FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.1.0\n',
  check: wantedOptionCheck(pipCache),
};
