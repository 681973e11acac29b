// Secrets in ARG and ENV, by their names.
import type { Instruction } from '../document.ts';
import { type Pair, pairsOf } from '../pairs.ts';
import type { Report, Rule } from '../rule.ts';
import { shown } from '../shown.ts';

export const noSecretVariable: Rule = {
  id: 'no-secret-variable',
  aliases: ['DL3064', 'SecretsUsedInArgOrEnv'],
  severity: 'warning',
  title: 'Keep secrets out of ARG and ENV',
  why: 'What ARG and ENV hold is written into the image: everyone who has it can read it with docker history or docker inspect. Hand a secret to the step that needs it with RUN --mount=type=secret, or to the container when it starts.',
  bad: 'FROM alpine:3.20\nARG ⟦GITHUB_TOKEN⟧\n',
  good: 'FROM alpine:3.20\nRUN --mount=type=secret,id=github_token cat /run/secrets/github_token\n',
  check(document, report) {
    for (const outer of document.instructions) {
      const instruction = outer.keyword === 'ONBUILD' ? outer.inner : outer;
      if (instruction?.keyword !== 'ARG' && instruction?.keyword !== 'ENV') continue;
      for (const pair of pairsOf(document, instruction)) {
        reportPair(instruction, pair, outer.keyword === 'ONBUILD', report);
      }
    }
  },
};

function reportPair(
  { keyword, stageIndex }: Instruction,
  { name, value, nameRange }: Pair,
  inOnbuild: boolean,
  report: Report,
): void {
  if (!isSecretName(name) || isHarmless(name, value)) return;
  // BuildKit looks neither before the first FROM nor into triggers.
  const isCheck = buildKitNames.test(name) && stageIndex >= 0 && !inOnbuild;
  const aliases = [...(isOfLongName(name) ? ['DL3064'] : []), ...(isCheck ? ['SecretsUsedInArgOrEnv'] : [])];
  if (aliases.length === 0) return;
  report({
    range: nameRange,
    message: `${shown(name)} can be read by everyone who has the image; use RUN --mount=type=secret instead of ${keyword}`,
    aliases,
  });
}

const buildKitNames = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
/** As part of a word, too: `adminPassword`. A tokenizer is no token. */
const longNames = /api_?key|client_key|password|passwd|private|secret|token(?!i[sz])/i;
const knownNames = new Set([
  'AWS_ACCESS_KEY_ID',
  'APPLICATION_KEY',
  'CI_DEPLOY_USER',
  'DOCKER_EMAIL',
  'HEROKU_API_USER',
]);

function isOfLongName(name: string): boolean {
  return longNames.test(name) || knownNames.has(name.toUpperCase());
}

function isSecretName(name: string): boolean {
  return isOfLongName(name) || buildKitNames.test(name);
}

/** What says something of a secret, but is none. */
const harmlessWords =
  /(?:^|_)(?:public|files?|path|dir|version|mode|alias|names?|url|uri|endpoint|headers?|ttl|timeout|length|size|type|format|algorithm|enabled|disabled|required|expiry|prefix|suffix)(?:_|$)/i;

function isHarmless(name: string, value: string | undefined): boolean {
  if (harmlessWords.test(name)) return true;
  if (value === undefined) return false;
  // A switch or a number; a fingerprint, by which everyone may check a signature; the name of a file.
  return (
    /^(?:true|false|yes|no|on|off|\d)$/i.test(value) ||
    /^(?:0x)?[0-9A-F]{40}$/.test(value) ||
    /^[\w./-]+\.(?:cfg|conf|crt|ini|json|pem|properties|py|sh|toml|txt|xml|ya?ml)$/.test(value)
  );
}
