// A stage has one CMD.
import * as l10n from '@vscode/l10n';
import { reportOverridden } from '../families/overridden.ts';
import type { Rule } from '../rule-parts/rule.ts';

export const oneCmd: Rule = {
  id: 'one-cmd',
  aliases: ['DL4003', 'MultipleInstructionsDisallowed', 'MULTIPLE_INSTRUCTIONS'],
  severity: 'warning',
  title: l10n.t('Use only one CMD per stage'),
  why: l10n.t(
    'A container starts one command. If a stage has several CMD instructions, only the last one has an effect, and the others are ignored without a warning. To start several programs, use a script or several containers.',
  ),
  bad: 'FROM node:22-slim\n⟦CMD⟧ ["node", "worker.js"]\nCMD ["node", "server.js"]\n',
  good: 'FROM node:22-slim\nCMD ["node", "server.js"]\n',
  check: reportOverridden('CMD'),
};
