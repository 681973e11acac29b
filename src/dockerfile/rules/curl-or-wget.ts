// One program for downloads.

import * as l10n from '@vscode/l10n';
import type { Rule } from '../rule-parts/rule.ts';
import { commandsOf } from '../shell/commands-of.ts';
import type { ShellCommand } from '../shell/shell.ts';
import type { Instruction } from '../text/document.ts';

export const curlOrWget: Rule = {
  id: 'curl-or-wget',
  aliases: ['DL4001'],
  severity: 'style',
  title: l10n.t('Use either curl or wget, not both'),
  why: l10n.t(
    'Both do the same. Each one has to be installed and kept up to date, and readers have to know the options of both. One is enough.',
  ),
  bad: 'FROM debian:12\nRUN curl -fsSLO https://example.com/a\nWORKDIR /b\nRUN ⟦wget⟧ -q https://example.com/b\n',
  good: 'FROM debian:12\nRUN curl -fsSLO https://example.com/a\nWORKDIR /b\nRUN curl -fsSLO https://example.com/b\n',
  check(document, report) {
    const commands = commandsOf(document);
    if (!commands.has('curl') || !commands.has('wget')) return;
    const calls = [...(commands.get('curl') ?? []), ...(commands.get('wget') ?? [])].sort(
      (a, b) => a.command.start - b.command.start,
    );
    const stages = new Map<number, Map<Instruction, ShellCommand[]>>();
    for (const { run, command } of calls) {
      const runs = stages.get(run.stageIndex) ?? new Map<Instruction, ShellCommand[]>();
      stages.set(run.stageIndex, runs);
      const same = runs.get(run);
      if (same) same.push(command);
      else runs.set(run, [command]);
    }
    for (const runs of stages.values()) {
      let first: string | undefined;
      let isMixed = false;
      for (const inRun of runs.values()) {
        first ??= inRun[0]?.name;
        const other = inRun.find(({ name }) => name !== first);
        isMixed ||= other !== undefined;
        const command = other ?? inRun[0];
        if (!isMixed || !command) continue;
        report({
          range: document.rangeOf(command.words[command.wrapperCount] ?? command),
          message: l10n.t('This stage downloads with both curl and wget; use only one'),
        });
      }
    }
  },
};
