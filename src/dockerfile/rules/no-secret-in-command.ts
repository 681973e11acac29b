// No passwords and tokens in what commands are called with.
import * as l10n from '@vscode/l10n';
import { isStandIn, looksGenerated } from '../knowledge/stand-ins.ts';
import { tokensIn } from '../knowledge/token-formats.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { commandsOf } from '../shell/commands-of.ts';
import { type ShellCommand, shellScript } from '../shell/shell.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';
import type { Span } from '../text/range.ts';
import {
  type GivenSecret,
  secretsInOptions,
  secretsInSettings,
  takesSecrets,
} from './no-secret-in-command/program-options.ts';
import {
  secretsInAssignments,
  secretsInInput,
  secretsInText,
  secretsInWords,
} from './no-secret-in-command/word-patterns.ts';

export const noSecretInCommand: Rule = {
  id: 'no-secret-in-command',
  aliases: [],
  severity: 'warning',
  title: l10n.t('Do not pass passwords on command lines'),
  why: l10n.t(
    'The command line is in the Dockerfile and in the history of the image. Anyone who has one of them has the password. Pass it to the step that needs it with RUN --mount=type=secret, and read it there. Since others may have read it, change it.',
  ),
  bad: 'FROM debian:12\nRUN curl -fsSLO -u ci:⟦S7rong-enough⟧ https://repo.example.com/app.tar\n',
  good: 'FROM debian:12\nRUN --mount=type=secret,id=netrc,target=/root/.netrc curl -fsSLO --netrc https://repo.example.com/app.tar\n',
  check(document, report) {
    const mayHaveAny = anyLetters.test(document.text) && traces.test(document.text);
    const mayRun = mayHaveAny || [...commandsOf(document).keys()].some(takesSecrets);
    const keywords = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ONBUILD', ...(mayRun ? ['RUN', 'COPY', 'ADD'] : [])];
    for (const outer of instructionsOf(document, ...keywords)) {
      // A trigger of ONBUILD may be a HEALTHCHECK, which has a CMD.
      const instruction = outer.inner?.inner ?? outer.inner ?? outer;
      const isSuspect = mayHaveAny && traces.test(document.text.slice(outer.start, outer.end));
      const told = new Set<number>();
      const tell = (secrets: readonly GivenSecret[]) => {
        for (const secret of secrets.filter(isWrittenOut)) {
          const place = placeOf(document, secret);
          if (told.has(place.start)) continue;
          told.add(place.start);
          report({
            range: document.rangeOf(place),
            message:
              secret.kind === 'password'
                ? l10n.t('Everyone who has the image can read this password; use RUN --mount=type=secret')
                : l10n.t('Everyone who has the image can read this token; use RUN --mount=type=secret'),
          });
        }
      };
      let before: ShellCommand | undefined;
      let isTracedBefore = false;
      for (const command of shellScript(document, instruction).commands) {
        const isTraced = isSuspect && traces.test(document.text.slice(command.start, command.end));
        const given = secretsOf(before, command, isTraced || isTracedBefore);
        before = command;
        isTracedBefore = isTraced;
        if (given.length > 0 && !isLocal(command)) tell(given);
      }
      if (!isSuspect) continue;
      // What files are made of, and what other programs read.
      for (const { body } of outer.heredocs) tell(secretsInText(document.text.slice(body.start, body.end), body.start));
    }
  },
};

const none: readonly GivenSecret[] = [];

/** Without any of these, only programs with options and settings of their own may be given a secret. */
const traces =
  /[Pp]ass(?!wd\b)|PASS|PWD|[Tt]oken|TOKEN|[Ss]ecret|SECRET|uthorization:|_auth|-auth|auth[=:]|AUTH_| auth |-key[ =]|_KEY=|[Aa]pi-?_?[Kk]ey|[Bb]earer|http-basic|--passwd/;
/** In any case, one of these is in each of them; most files have none, and are done with in a third of the time. */
const anyLetters = /pass|pwd|token|secret|uth|key|bearer|http-basic/i;

function secretsOf(before: ShellCommand | undefined, command: ShellCommand, isLooked: boolean): readonly GivenSecret[] {
  if (!isLooked)
    return takesSecrets(command.name) ? [...secretsInOptions(command), ...secretsInSettings(command)] : none;
  return [
    ...secretsInOptions(command),
    ...secretsInSettings(command),
    ...secretsInWords(command),
    ...secretsInAssignments(command),
    ...secretsInInput(before, command),
  ];
}

/** A variable's value stands elsewhere, and what has the format of a token is told of as what it is. */
function isWrittenOut({ word, value, user, mayBeOther }: GivenSecret): boolean {
  if (value.length < 4 || (!word.literal && /[$`]/.test(value)) || /^\$\(|^%/.test(value)) return false;
  if (/^\$|[$%]\{|\{\{/.test(value) || isStandIn(value, user) || tokensIn(value).length > 0) return false;
  return !mayBeOther || looksGenerated(value);
}

/** A server that the build itself has started for a moment. */
function isLocal({ args }: ShellCommand): boolean {
  return args.some(({ value }) =>
    /^(?:https?:\/\/)?(?:[^/@]*@)?(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/.test(value),
  );
}

function placeOf(document: DockerfileDocument, { word, value }: GivenSecret): Span {
  const at = document.text.slice(word.start, word.end).lastIndexOf(value);
  return at < 0 ? word : { start: word.start + at, end: word.start + at + value.length };
}
