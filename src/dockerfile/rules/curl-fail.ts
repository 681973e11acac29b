// curl that fails when the server says no.

import * as l10n from '@vscode/l10n';
import { onEachCommandNamed } from '../rule-parts/on-each.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import { insertBehind } from '../rule-parts/word-edits.ts';
import { type CommandLine, hasOption } from '../shell/command-options.ts';
import { isPlainDownload, isRemote, readDownload } from '../shell/downloads.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const curlFail: Rule = {
  id: 'curl-fail',
  aliases: ['curlUseFlagF'],
  severity: 'info',
  title: l10n.t('Use curl with -f'),
  why: l10n.t(
    'If a file no longer exists, the server answers with an error page, and without -f, curl saves that page as the file. The build continues and fails later, or not at all. With -f, curl fails immediately, and a HEALTHCHECK notices a server that only returns errors.',
  ),
  bad: 'FROM debian:12\nRUN ⟦curl⟧ -sSLO https://example.com/a\n',
  good: 'FROM debian:12\nRUN curl -f -sSLO https://example.com/a\n',
  check(document, report, surroundings, run) {
    downloads(document, report, surroundings, run);
    for (const { keyword, inner } of document.instructions) {
      if (keyword === 'HEALTHCHECK' && inner) reportHealthCheck(document, inner, report);
    }
  },
};

const fails = (line: CommandLine) => hasOption(line, 'f', 'fail', 'fail-with-body');

const downloads = onEachCommandNamed(
  ['curl'],
  (command, run, { document, report }) => {
    const line = readDownload(document, run, command);
    if (!line || fails(line) || !isPlainDownload(line) || !line.operands.some(isRemote)) return;
    const word = command.words[command.wrapperCount];
    const edits = insertBehind(document, word, ' -f');
    // Elsewhere a failure may be looked for.
    const safe = !command.conditional && shellScript(document, run).steps !== undefined;
    report({
      range: document.rangeOf(word ?? command),
      message: l10n.t('curl saves an error page as the file; add -f to make it fail'),
      fix: edits.length ? { title: l10n.t('Add -f'), edits, safe } : undefined,
    });
  },
  { onbuild: true },
);

/** Here the answer of this machine's own server counts, and nothing else does. */
function reportHealthCheck(document: DockerfileDocument, check: Instruction, report: Report): void {
  for (const command of shellScript(document, check).commands) {
    if (command.name !== 'curl' || command.piped || command.decorated) continue;
    const line = readDownload(document, check, command);
    if (!line || fails(line) || line.operands.length === 0 || hasOption(line, 'w', 'write-out', 'K', 'config'))
      continue;
    const word = command.words[command.wrapperCount];
    const edits = check.json ? [] : insertBehind(document, word, ' -f');
    report({
      range: document.rangeOf(word ?? command),
      message: l10n.t('curl accepts an error page, so the container seems healthy; add -f'),
      aliases: [],
      fix: edits.length ? { title: l10n.t('Add -f'), edits, safe: false } : undefined,
    });
  }
}
