// Not everybody in the container may write to the program's files.
import * as l10n from '@vscode/l10n';
import type { Report, Rule } from '../rule-parts/rule.ts';
import { commandsOf } from '../shell/commands-of.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';
import type { Span } from '../text/range.ts';

export const noWorldWritableFiles: Rule = {
  id: 'no-world-writable-files',
  aliases: [],
  severity: 'info',
  offByDefault: l10n.t('some images must run as an arbitrary user'),
  title: l10n.t('Do not make files writable for everyone'),
  why: l10n.t(
    'With mode 777, every user and every program in the container can change the file, including one that was compromised. Give the files to the user that needs them, with COPY --chown or chown, and keep the mode.',
  ),
  bad: 'FROM debian:12\nRUN chmod -R ⟦777⟧ /srv/app\n',
  good: 'FROM debian:12\nRUN chown -R www-data /srv/app\n',
  check(document, report) {
    for (const name of ['chmod', 'install', 'mkdir']) {
      for (const { command } of commandsOf(document).get(name) ?? []) {
        // Everybody may write to folders for temporary files.
        if (command.args.some(({ value }) => /^\/(?:var\/)?tmp(?:\/|$)/.test(value))) continue;
        const mode = command.args.find(({ value }, index) =>
          name === 'chmod'
            ? worldWritable.test(value)
            : /^(?:-m|--mode)$/.test(command.args[index - 1]?.value ?? '') && worldWritable.test(value),
        );
        if (mode) tell(document, report, mode);
      }
    }
    for (const { flags } of instructionsOf(document, 'COPY', 'ADD')) {
      for (const { name, value } of flags) {
        if (name === 'chmod' && value && worldWritable.test(value.text)) tell(document, report, value);
      }
    }
  },
};

/** With a sticky bit (1777) each user may only remove files of their own. */
const worldWritable = /^(?:0?[0-7]{2}[2367]|(?:\w+[+=][rwxX]+,)*(?:a|[ug]*o[ug]*)?[+=][rxX]*w[rwxX]*)$/;

function tell(document: DockerfileDocument, report: Report, span: Span): void {
  report({
    range: document.rangeOf(span),
    message: l10n.t(
      'With this mode, every user and program can change the files; give them to the user that needs them',
    ),
  });
}
