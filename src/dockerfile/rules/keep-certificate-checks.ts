// Programs check who answers them.
import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import { commandsOf } from '../shell/commands-of.ts';
import { isRemote } from '../shell/downloads.ts';
import { type ShellCommand, type ShellWord, shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { instructionsOf } from '../text/instructions-by-keyword.ts';

export const keepCertificateChecks: Rule = {
  id: 'keep-certificate-checks',
  aliases: [],
  severity: 'info',
  title: l10n.t('Do not disable certificate checks'),
  why: l10n.t(
    'Without a certificate check, anyone between you and the server can answer instead of it, and the answer ends up in the image. If the server uses your own certificate, add its authority: COPY it, and run update-ca-certificates.',
  ),
  bad: 'FROM debian:12\nRUN curl ⟦-k⟧ -fsSLO https://repo.example.com/app.tar\n',
  good: 'FROM debian:12\nRUN curl -fsSLO https://repo.example.com/app.tar\n',
  check(document, report) {
    for (const [name, placed] of commandsOf(document)) {
      const offIn = checkers.get(name);
      if (!offIn) continue;
      for (const { command, run } of placed) {
        const word = offIn(command);
        if (word && !isCheckedLater(document, run, command)) tell(document, report, word);
      }
    }
    if (!anyVariable.test(document.text)) return;
    for (const placed of commandsOf(document).values()) {
      for (const { command } of placed) {
        // `A=0 b`, `env A=0 b`, `export A=0`
        const before = [...command.assignments, ...command.words.slice(0, command.wrapperCount)];
        const words = command.name === 'export' ? command.args : before;
        tell(
          document,
          report,
          words.find(({ value }) => isSwitchedOff(value)),
        );
      }
    }
    for (const instruction of instructionsOf(document, 'ENV', 'ARG')) {
      for (const { name, value, range } of pairsOf(document, instruction)) {
        if (value !== undefined && isSwitchedOff(`${name}=${value}`)) report({ range, message: message() });
      }
    }
  },
};

const message = () =>
  l10n.t('The server is not verified here, so others can send a different file; keep the certificate check');

function tell(document: DockerfileDocument, report: Report, word: ShellWord | undefined): void {
  if (word) report({ range: document.rangeOf(word), message: message() });
}

/** What was fetched is compared with a checksum, or with its makers' signature. */
function isCheckedLater(document: DockerfileDocument, run: Instruction, { name, start }: ShellCommand): boolean {
  if (name !== 'curl' && name !== 'wget') return false;
  return shellScript(document, run).commands.some(
    (command) =>
      command.start > start &&
      ((/^(?:sha\d*|md5|b2)sum$|^shasum$/.test(command.name) &&
        command.args.some(({ value }) => /^(?:-\w*c|--check)/.test(value))) ||
        (/^gpgv?2?$/.test(command.name) && command.args.some(({ value }) => value === '--verify'))),
  );
}

/** The word that switches the check off. */
type OffIn = (command: ShellCommand) => ShellWord | undefined;

const wordLike =
  (pattern: RegExp): OffIn =>
  ({ args }) =>
    args.find(({ value }) => pattern.test(value));

/** Who asks this machine, or one of a test, need not know who it is. */
const download =
  (pattern: RegExp): OffIn =>
  (command) => {
    const word = wordLike(pattern)(command);
    if (!word) return undefined;
    // Nothing is fetched.
    if (command.args.some(({ value }) => /^(?:-\w*I|--head|--spider)$/.test(value))) return undefined;
    const addresses = command.args.filter(({ value }) => /^(?:https?:\/\/)?[\w.-]+\.[a-z]+[:/]/i.test(value));
    if (addresses.length > 0 && !addresses.some(isRemote)) return undefined;
    if (command.args.some(({ value }) => /^(?:https?:\/\/)?(?:localhost|\d[\d.]+|\[::1\])(?:[:/]|$)/.test(value)))
      return undefined;
    return word;
  };

/** `npm config set strict-ssl false`: a setting, and its value in the next word. */
const setting =
  (name: RegExp, off: RegExp): OffIn =>
  ({ args }) =>
    args.find(({ value }, index) => name.test(value) && off.test(args[index + 1]?.value ?? ''));

const no = /^(?:false|0|no|off)$/i;
const strictSsl: OffIn = (command) =>
  wordLike(/^(?:--(?:no-strict-ssl|strict-ssl=false)|strict-ssl=false)$/)(command) ??
  (command.args.some(({ value }) => value === 'set')
    ? setting(/^(?:strict-ssl|enableStrictSsl)$/, no)(command)
    : undefined) ??
  setting(/^--strict-ssl$/, no)(command);
const pip: OffIn = (command) =>
  wordLike(/^--trusted-host(?:=|$)/)(command) ?? setting(/(?:^|\.)trusted-host$/, /./)(command);
const rpm = wordLike(/^--setopt=(?:[^=\s]*\.)?sslverify=(?:0|false|no)$/i);

const checkers: ReadonlyMap<string, OffIn> = new Map<string, OffIn>([
  ['curl', download(/^(?:--insecure|-[a-zA-Z]*k[a-zA-Z]*)$/)],
  ['wget', download(/^--no-check-certificate$/)],
  ...['pip', 'pip3', 'python', 'python3'].map((name) => [name, pip] as const),
  ...['npm', 'pnpm', 'yarn'].map((name) => [name, strictSsl] as const),
  ...['yum', 'dnf', 'microdnf', 'tdnf', 'yum-config-manager', 'dnf-config-manager'].map((name) => [name, rpm] as const),
  [
    'git',
    (command) =>
      wordLike(/^http\.(?:\S+\.)?sslverify=(?:false|0|no)$/i)(command) ??
      setting(/^http\.(?:\S+\.)?sslverify$/i, no)(command),
  ],
  ['apt-get', wordLike(/^(?:-o)?Acquire::https(?:::\S+)?::Verify-(?:Peer|Host)=(?:false|0|no)$/i)],
  ['composer', setting(/^disable-tls$/, /^true$/)],
  ['conda', setting(/^ssl_verify$/, no)],
  ['gem', wordLike(/^:ssl_verify_mode: 0$/)],
]);

const anyVariable = /REJECT_UNAUTHORIZED|HTTPSVERIFY|SSL_NO_VERIFY|STRICT_SSL|strict_ssl|TRUSTED_HOST|INSECURE/;
const offVariables =
  /^(?:NODE_TLS_REJECT_UNAUTHORIZED=0|PYTHONHTTPSVERIFY=0|GIT_SSL_NO_VERIFY=.*|(?:NPM|npm)_(?:CONFIG|config)_(?:STRICT_SSL|strict_ssl)=false|YARN_ENABLE_STRICT_SSL=false|PIP_TRUSTED_HOST=\S+|CURL_INSECURE=1|GOINSECURE=\S+|UV_INSECURE_HOST=\S+)$/;

function isSwitchedOff(assignment: string): boolean {
  return offVariables.test(assignment.replaceAll(/["']/g, ''));
}
