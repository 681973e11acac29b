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
    'In a build wget writes a line for each 50 kB that it fetched, so a large file makes thousands of lines among which nothing else is found. With -q it is silent, with --progress=dot:giga it says little.',
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
        message: l10n.t('wget fills the log with its progress; add {0}', option),
        fix: edits.length
          ? { title: l10n.t('Add {0}', option), edits, safe: !command.decorated && !command.piped }
          : undefined,
      });
    },
    { onbuild: true },
  ),
};
