// No passwords and tokens in what commands are called with.
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
import { secretsInAssignments, secretsInInput, secretsInWords } from './no-secret-in-command/word-patterns.ts';

export const noSecretInCommand: Rule = {
  id: 'no-secret-in-command',
  aliases: [],
  severity: 'warning',
  title: 'Call programs without passwords in the Dockerfile',
  why: 'What a command is called with stands in the Dockerfile and in the history of the image: whoever has one of them has the password. Hand it to the step that needs it with RUN --mount=type=secret, and read it there. And since others may have read it already, change it.',
  bad: 'FROM debian:12\nRUN curl -fsSLO -u ci:⟦S7rong-enough⟧ https://repo.example.com/app.tar\n',
  good: 'FROM debian:12\nRUN --mount=type=secret,id=netrc,target=/root/.netrc curl -fsSLO --netrc https://repo.example.com/app.tar\n',
  check(document, report) {
    const mayHaveAny = traces.test(document.text);
    const mayRun = mayHaveAny || [...commandsOf(document).keys()].some(takesSecrets);
    const keywords = mayRun ? ['RUN', 'CMD', 'ENTRYPOINT', 'ONBUILD'] : ['CMD', 'ENTRYPOINT'];
    for (const outer of instructionsOf(document, ...keywords)) {
      const instruction = outer.inner ?? outer;
      const isSuspect = mayHaveAny && traces.test(document.text.slice(instruction.start, instruction.end));
      let before: ShellCommand | undefined;
      const told = new Set<number>();
      for (const command of shellScript(document, instruction).commands) {
        const isLooked = isSuspect && [command, before].some((each) => hasTrace(document, each));
        const given = secretsOf(before, command, isLooked);
        before = command;
        if (given.length === 0 || isLocal(command)) continue;
        for (const secret of given.filter(isWrittenOut)) {
          const place = placeOf(document, secret);
          if (told.has(place.start)) continue;
          told.add(place.start);
          report({
            range: document.rangeOf(place),
            message: `Everyone who has the image can read this ${secret.kind}; hand it over with RUN --mount=type=secret`,
          });
        }
      }
    }
  },
};

const none: readonly GivenSecret[] = [];

/** Without any of these, only programs with options and settings of their own may be given a secret. */
const traces =
  /[Pp]ass(?!wd\b)|PASS|PWD|[Tt]oken|TOKEN|[Ss]ecret|SECRET|uthorization:|_auth|-auth|auth[=:]|AUTH_| auth |-key[ =]|_KEY=|[Aa]pi-?_?[Kk]ey|[Bb]earer|http-basic|--passwd/;

function hasTrace({ text }: DockerfileDocument, command: ShellCommand | undefined): boolean {
  return command !== undefined && traces.test(text.slice(command.start, command.end));
}

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
