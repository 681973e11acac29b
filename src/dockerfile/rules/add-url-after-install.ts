// ADD of an address above an install: what changes there makes the install run again.

import * as l10n from '@vscode/l10n';
import { fileName } from '../knowledge/file-kinds.ts';
import { argumentWords, contextSources } from '../meaning/copy-arguments.ts';
import { installOf } from '../packages/dependency-install.ts';
import { independentInstalls, systemInstalls } from '../packages/system-install.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';

export const addUrlAfterInstall: Rule = {
  id: 'add-url-after-install',
  aliases: [],
  severity: 'info',
  title: l10n.t('Move ADD of a URL below the install step'),
  why: l10n.t(
    'Every build checks the URL. If its content has changed, all layers below are rebuilt, including the slow installation of dependencies. Below the installation, only this layer is rebuilt. With --checksum, the content is fixed, so it can be anywhere.',
  ),
  bad: 'FROM node:22-slim\nWORKDIR /app\nADD ⟦https://example.com/data.json⟧ /data.json\nCOPY package.json package-lock.json ./\nRUN npm ci\n',
  good: 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\nADD https://example.com/data.json /data.json\n',
  check(document, report) {
    let left = most;
    for (const { instructions } of document.stages) {
      if (!instructions.some((instruction) => isAddOfUrl(document, instruction))) continue;
      let install: string | undefined;
      // From the end: whether an install stands below is known when an ADD is met.
      for (const instruction of [...instructions].reverse()) {
        if (instruction.keyword === 'RUN') {
          for (const { name, args } of shellScript(document, instruction).commands) {
            install =
              installOf(
                name,
                args.map(({ value }) => value),
              )?.command ?? install;
          }
        }
        if (!isAddOfUrl(document, instruction)) continue;
        const repeated = install ?? (left-- > 0 ? systemInstallBelow(document, instruction) : undefined);
        if (repeated === undefined) continue;
        for (const source of contextSources(document, instruction)) {
          if (!isUrl.test(source.text) || isCommit.test(source.text) || isRepository.test(source.text)) continue;
          report({
            range: document.rangeOf(source),
            message: l10n.t('If this changes, {0} below runs again; move it below', repeated),
          });
        }
      }
    }
  },
};

/** More such addresses than anyone writes; for those beyond, installs of system packages are not looked for. */
const most = 20;

/** One that has nothing to do with what is added: neither its repository nor its key nor the package itself. */
function systemInstallBelow(document: DockerfileDocument, add: Instruction): string | undefined {
  const words = argumentWords(document, add).map(({ text }) => text);
  if (words.some((text) => /^\/etc\b|keyring|repo|\.(?:deb|rpm|apk|list|asc|gpg|key|pub)$/.test(text)))
    return undefined;
  const [install] = independentInstalls(document, add, systemInstalls(document));
  if (!install || words.some((text) => document.text.includes(fileName(text) || text, add.end))) return undefined;
  return `${install.manager} ${install.action?.value ?? ''}`;
}

/** A repository at one commit, which is always the same. */
const isCommit = /#[0-9a-f]{40}(?::|$)/;
/** A repository is brought to be built: what stands below is there for its sake. */
const isRepository = /^(?:git|ssh):\/\/|\.git(?:[#?]|$)/i;
const isUrl = /^(?:https?|ftp|git|ssh):\/\//i;

function isAddOfUrl(document: DockerfileDocument, instruction: Instruction): boolean {
  if (instruction.keyword !== 'ADD' || instruction.flags.some(({ name }) => name === 'checksum')) return false;
  return contextSources(document, instruction).some(({ text }) => isUrl.test(text));
}
