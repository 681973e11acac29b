// Files that hold secrets do not go into the image.

import { fileName, isRemote } from '../knowledge/file-kinds.ts';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { pairsOf } from '../meaning/pairs.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { shown } from '../rule-parts/shown.ts';
import type { DockerfileDocument } from '../text/document.ts';

export const noSecretFileCopy: Rule = {
  id: 'no-secret-file-copy',
  aliases: [],
  severity: 'warning',
  title: 'Do not copy keys and passwords into the image',
  why: 'Everyone who has the image can read the files in it, also those that a later step removes: they stay in the layer below. Give the file to the step that needs it with RUN --mount=type=secret, or to the container when it starts.',
  bad: 'FROM alpine:3.20\nCOPY ⟦id_rsa⟧ /root/.ssh/\nRUN git clone git@example.com:team/app.git\n',
  good: 'FROM alpine:3.20\nRUN --mount=type=ssh git clone git@example.com:team/app.git\n',
  check(document, report) {
    for (const instruction of document.instructions) {
      const copy = copyArguments(document, instruction);
      if (!copy || copy.from) continue;
      for (const source of copy.sources) {
        const kind = isRemote(source.text) ? undefined : kindOfSecret(document, source.text);
        if (kind === undefined) continue;
        report({
          range: document.rangeOf(source),
          message: `${shown(fileName(source.text) || source.text)} ${kind}, which everyone who has the image can read; use RUN --mount=type=secret`,
        });
      }
    }
  },
};

const keys = /^id_(?:rsa|dsa|ecdsa|ed25519)$|\.(?:key|p12|pfx|jks|keystore|ppk)$/i;
const pem = /\.pem$/i;
/** Certificates are for everyone to see. */
const certificate =
  /(?:^|[-_.])(?:ca|certs?|certificates?|chain|fullchain|bundle|pub|public|root|dhparams?)(?:[-_.]|$)/i;
const passwords =
  /^(?:[._]netrc|\.pypirc|\.git-credentials|\.htpasswd|\.pgpass|\.my\.cnf|\.s3cfg|\.vault[-_](?:pass|token)|kubeconfig|credentials(?:\.(?:json|ya?ml|toml|ini))?|(?:google[-_])?service[-_]account(?:[-_]\w+)*\.json|secrets?\.(?:json|ya?ml|toml|ini|properties))$/i;
const passwordPaths =
  /(?:^|\/)(?:\.aws\/credentials|\.docker\/config\.json|\.kube\/config|\.ssh|\.aws|\.gnupg|\.kube)\/?$/;
const settings = /^\.env(?:\.(?:local|[\w-]+\.local|secrets?))?$/i;

function kindOfSecret(document: DockerfileDocument, path: string): string | undefined {
  const name = fileName(path);
  if (keys.test(name) && !certificate.test(name)) return 'holds a private key';
  if (pem.test(name) && !certificate.test(name)) return 'may hold a private key';
  if (passwords.test(name) || passwordPaths.test(path)) return 'holds passwords or keys';
  if (settings.test(name)) return 'most often holds passwords';
  if (name === '.npmrc' && namesNpmToken(document)) return 'gets a token here';
  return undefined;
}

/** Most such files only name a registry; with a variable for a token they hold that, too. */
function namesNpmToken(document: DockerfileDocument): boolean {
  return document.instructions.some(
    (instruction) =>
      (instruction.keyword === 'ARG' || instruction.keyword === 'ENV') &&
      pairsOf(document, instruction).some(({ name }) =>
        /^(?:NPM|NODE_AUTH|GITHUB)(?:_\w+)?_TOKEN$|^NODE_AUTH_TOKEN$/i.test(name),
      ),
  );
}
