// curl that fails when the server says no.
import { hasOption } from '../command-options.ts';
import { isPlainDownload, isRemote, readCurl } from '../downloads.ts';
import { onEachCommandNamed } from '../each.ts';
import type { Rule } from '../rule.ts';
import { shellScript } from '../shell.ts';
import { insertBehind } from '../word-edits.ts';

export const curlFail: Rule = {
  id: 'curl-fail',
  aliases: ['curlUseFlagF'],
  severity: 'info',
  title: 'Use curl with -f',
  why: 'If a file is not there any more, the server answers with a page that says so, and without -f curl takes that page for the file. The build goes on and fails later, or not at all. With -f curl fails at once.',
  bad: 'FROM debian:12\nRUN ⟦curl⟧ -sSLO https://example.com/a\n',
  good: 'FROM debian:12\nRUN curl -f -sSLO https://example.com/a\n',
  check: onEachCommandNamed(
    ['curl'],
    (command, run, { document, report }) => {
      const line = readCurl(command);
      if (hasOption(line, 'f', 'fail', 'fail-with-body') || !isPlainDownload(line) || !line.operands.some(isRemote))
        return;
      const word = command.words[command.wrapperCount];
      const edits = insertBehind(document, word, ' -f');
      // Elsewhere a failure may be looked for.
      const safe = !command.conditional && shellScript(document, run).steps !== undefined;
      report({
        range: document.rangeOf(word ?? command),
        message: 'curl takes an error page for the file; add -f, so that it fails',
        fix: edits.length ? { title: 'Add -f', edits, safe } : undefined,
      });
    },
    { onbuild: true },
  ),
};
