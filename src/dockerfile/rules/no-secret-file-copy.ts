// Files that hold secrets do not go into the image.

import * as l10n from '@vscode/l10n';
import { fileName, isRemote } from '../knowledge/file-kinds.ts';
import { type FileSecret, secretIn } from '../knowledge/secret-files.ts';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { pairsOf } from '../meaning/pairs.ts';
import { contextPath } from '../meaning/source-folders.ts';
import { stageLineage } from '../meaning/stage-bases.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

export const noSecretFileCopy: Rule = {
  id: 'no-secret-file-copy',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Do not copy keys and passwords into the image'),
  why: l10n.t(
    'Everyone who has the image can read its files, even those that a later step removes: they stay in the layer below. Pass the file to the step that needs it with RUN --mount=type=secret, or to the container when it starts.',
  ),
  bad: 'FROM alpine:3.20\nCOPY ⟦id_rsa⟧ /root/.ssh/\nRUN git clone git@example.com:team/app.git\n',
  good: 'FROM alpine:3.20\nRUN --mount=type=ssh git clone git@example.com:team/app.git\n',
  check(document, report, { contextTexts }) {
    for (const instruction of instructionsOf(document, 'COPY', 'ADD')) {
      const copy = copyArguments(document, instruction);
      if (!copy || copy.from) continue;
      for (const source of copy.sources) {
        const path = contextPath(source.text)?.join('/') ?? source.text;
        const text = contextTexts?.get(path);
        const getsToken = text === undefined && isNpmSettings(path) && namesNpmToken(document, instruction.stageIndex);
        const kind = isRemote(path) ? undefined : getsToken ? 'gets-token' : secretIn(path, text);
        if (kind === undefined) continue;
        report({
          range: document.rangeOf(source),
          message: messages[kind](excerpt(fileName(source.text) || source.text)),
        });
      }
    }
  },
};

const messages: Readonly<Record<FileSecret | 'gets-token', (file: string) => string>> = {
  'private-key': (file) =>
    l10n.t('Everyone who has the image can read the private key in {0}; use RUN --mount=type=secret', file),
  passwords: (file) =>
    l10n.t('Everyone who has the image can read the passwords or keys in {0}; use RUN --mount=type=secret', file),
  'often-passwords': (file) =>
    l10n.t(
      'Everyone who has the image can read {0}, which usually contains passwords; use RUN --mount=type=secret',
      file,
    ),
  token: (file) => l10n.t('Everyone who has the image can read the token in {0}; use RUN --mount=type=secret', file),
  'gets-token': (file) =>
    l10n.t('Everyone who has the image can read the token that is written to {0}; use RUN --mount=type=secret', file),
};

/** Most such files only name a registry; with a variable for a token they hold that, too. */
function namesNpmToken(document: DockerfileDocument, stageIndex: number): boolean {
  const stage = document.stages[stageIndex];
  const instructions = stage ? stageLineage(document, stage).flatMap((each) => each.instructions) : [];
  return instructions.some(
    (instruction) =>
      (instruction.keyword === 'ARG' || instruction.keyword === 'ENV') &&
      pairsOf(document, instruction).some(({ name }) =>
        /^(?:NPM|NODE_AUTH|GITHUB)(?:_\w+)?_TOKEN$|^NODE_AUTH_TOKEN$/i.test(name),
      ),
  );
}

function isNpmSettings(path: string): boolean {
  return fileName(path).toLowerCase() === '.npmrc';
}
