// Calls of curl and wget: their options, and which files they make.

import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { type CommandLine, hasOption, type OptionSyntax, readCommandLine, wordSet } from './command-options.ts';
import { resolveOptions } from './option-variables.ts';
import { type ShellCommand, type ShellWord, shellScript } from './shell.ts';

export const curlSyntax: OptionSyntax = {
  withValue: wordSet(
    `o output H header d data X request u user A user-agent e referer T upload-file x proxy m max-time w write-out
    b cookie c cookie-jar F form E cert K config C continue-at r range y speed-time Y speed-limit z time-cond Q quote
    t telnet-option U proxy-user P ftp-port D dump-header retry retry-delay retry-max-time connect-timeout max-redirs
    cacert capath key data-binary data-raw data-urlencode data-ascii json url resolve connect-to interface limit-rate
    proto proto-default proto-redir ciphers tls-max oauth2-bearer output-dir netrc-file noproxy socks5 stderr trace
    trace-ascii unix-socket form-string url-query max-filesize keepalive-time cert-type key-type pass`,
  ),
};

export const wgetSyntax: OptionSyntax = {
  withValue: wordSet(
    `n o output-file a append-output O output-document P directory-prefix U user-agent t tries T timeout w wait e execute
    i input-file B base Q quota header user password post-data post-file limit-rate waitretry max-redirect referer
    ca-certificate ca-directory certificate private-key connect-timeout read-timeout dns-timeout A accept R reject D
    domains I include-directories X exclude-directories l level secure-protocol method body-data body-file`,
  ),
};

/** Requests that only look, or send something: an answer that says no may be what is wanted. */
export function isPlainDownload(line: CommandLine): boolean {
  return (
    line.operands.length > 0 &&
    !hasOption(line, 'I', 'head', 'X', 'request', 'w', 'write-out', 'd', 'data', 'data-binary', 'data-raw', 'json') &&
    !hasOption(line, 'F', 'form', 'T', 'upload-file', 'K', 'config', 'data-urlencode', 'data-ascii')
  );
}

/** undefined where a variable may hold options that the file does not tell. */
export function readDownload(
  document: DockerfileDocument,
  run: Instruction,
  command: ShellCommand,
): CommandLine | undefined {
  const { args, isUnsure } = resolveOptions(document, run, command.args);
  return isUnsure ? undefined : readCommandLine(args, command.name === 'wget' ? wgetSyntax : curlSyntax);
}

/** Whether a word names a machine other than this one, by a full name. */
export function isRemote({ value }: ShellWord): boolean {
  const host = /^(?:\w+:\/\/)?(?:[^/@]*@)?([^/:?#]*)/.exec(value)?.[1] ?? '';
  return host.includes('.') && !/^[\d.]+$|localhost|\.(local|internal|test|localdomain)$/.test(host);
}

/**
 * A file that an earlier command of the RUN downloads, that this one reads, and that nothing behind removes or uses.
 * Anything that might remove it (`rm -r`, a pattern) counts as removal.
 */
export function staysBehind(
  document: DockerfileDocument,
  run: Instruction,
  reader: ShellCommand,
  file: ShellWord,
): boolean {
  const name = file.value.slice(file.value.lastIndexOf('/') + 1);
  if (name.length < 3 || /[*?]/.test(name)) return false;
  const mentions = ({ words }: ShellCommand) => words.some(({ value }) => value.includes(name));
  const { commands } = shellScript(document, run);
  const isDownloaded = commands.some(
    (command) => command.start < reader.start && /^(curl|wget)$/.test(command.name) && mentions(command),
  );
  if (!isDownloaded || document.text.includes(name, run.end)) return false;
  return !commands.some((command) => command.start > reader.start && (mentions(command) || removesManyFiles(command)));
}

export function removesManyFiles({ name, args }: ShellCommand): boolean {
  return name === 'rm' && args.some(({ value }) => /^-\w*[rR]|^--recursive$|[*?$]/.test(value));
}
