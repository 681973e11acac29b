// wget that does not fill the log with dots.
import * as l10n from '@vscode/l10n';
import { baseFamily } from '../meaning/base-family.ts';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { insertBehind } from '../rule-parts/word-edits.ts';
import { hasOption } from '../shell/command-options.ts';
import { readDownload } from '../shell/downloads.ts';

export const quietWget: Rule = {
  id: 'quiet-wget',
  aliases: ['DL3047'],
  severity: 'style',
  title: l10n.t('Reduce the progress output of wget'),
  why: l10n.t(
    'In a build, wget prints a line for every 50 kB, so a large file fills the log with thousands of lines. With -q, it prints nothing. With --progress=dot:giga, it prints little.',
  ),
  bad: 'FROM alpine:3.22\nRUN ⟦wget⟧ https://example.com/a\n',
  good: 'FROM alpine:3.22\nRUN wget -q https://example.com/a\n',
  check: onEachCommandNamed(
    ['wget'],
    (command, run, { document, report, surroundings }) => {
      const line = readDownload(document, run, command);
      if (!line) return;
      const isQuiet =
        hasOption(line, 'q', 'quiet', 'nv', 'no-verbose', 'progress', 'o', 'output-file', 'a', 'append-output') ||
        line.options.some(({ name, value }) => name === 'n' && value === 'v');
      if (isQuiet) return;
      const word = command.words[command.wrapperCount];
      // The small wget of Alpine knows no other way.
      const family = baseFamily(document, run.stageIndex, surroundings.buildArguments);
      const option = family === undefined || family === 'alpine' ? '-q' : '--progress=dot:giga';
      const edits = insertBehind(document, word, ` ${option}`);
      report({
        range: document.rangeOf(word ?? command),
        message: l10n.t('wget fills the log with progress; add {0}', option),
        fix: edits.length
          ? { title: l10n.t('Add {0}', option), edits, safe: !command.decorated && !command.piped }
          : undefined,
      });
    },
    { onbuild: true },
  ),
};
