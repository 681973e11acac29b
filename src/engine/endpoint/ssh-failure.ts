// What ssh, or docker over there, complains of, as one sentence with its remedy.
import * as l10n from '@vscode/l10n';
import { EngineError } from '../../errors.ts';
import type { ProcessFailure } from './process-socket.ts';
import type { SshAddress } from './ssh-command.ts';

export const noProgramNorSocket = l10n.t(
  'the login works, but there is no docker program, and the ssh server does not connect to the socket on that machine',
);

/** Why an engine is not reached over SSH, and what to do. `command`: of ssh, in quotes. */
export const sshSentences = {
  hostKeyChanged: (facts: string) =>
    l10n.t(
      'THE HOST KEY HAS CHANGED. Someone may be intercepting the connection, or the machine was reinstalled{0}',
      facts,
    ),
  connectOnce: (command: string) => l10n.t('Connect once in a terminal and accept the key: {0}.', command),
  installDocker: () => l10n.t('Install Docker 18.09 or later on that machine.'),
  checkHost: () => l10n.t('Check the host, the port and the network, and whether its ssh server is running.'),
  unreachable: (engine: string, why: string, remedy: string) =>
    l10n.t('{0} cannot be reached over SSH: {1}. {2}', engine, why, remedy),
  silent: () => l10n.t('ssh exited without a message'),
  tryInTerminal: (command: string) => l10n.t('Check whether it works in a terminal: {0}.', command),
  newKey: (fingerprint: string) => l10n.t('new key: {0}', fingerprint),
  oldKey: (place: string) => l10n.t('old key: {0}', place),
  hostKeyUnknown: () => l10n.t('its host key is not known'),
  startDocker: () => l10n.t('Start Docker on that machine, or set its socket: ssh://user@host/path/to/docker.sock.'),
};

export const noEngineOverThere = l10n.t(
  'the login works, but no Docker engine is listening on the socket on that machine',
);

/** Of what is quoted, in characters. */
const longestQuote = 300;

interface Meaning {
  readonly said: RegExp;
  readonly kind: 'unreachable' | 'permission-denied' | 'login-refused';
  /** Instead of ssh's own words, where those are long or say too little. */
  readonly what?: string | ((complaint: string) => string);
  readonly remedy: (address: SshAddress) => string;
}

/** Sentences of OpenSSH (ssh.c, sshconnect.c, sshconnect2.c) and of Docker's command line. The first that fits. */
const meanings: readonly Meaning[] = [
  {
    said: /REMOTE HOST IDENTIFICATION HAS CHANGED/i,
    kind: 'login-refused',
    what: (complaint) => sshSentences.hostKeyChanged(keyFacts(complaint)),
    remedy: ({ host, port }) =>
      l10n.t(
        'Nothing was sent. Ask the administrator of {0}. If the change is expected, remove the old key with "ssh-keygen -R {1}".',
        host,
        port === undefined ? host : `'[${host}]:${port}'`,
      ),
  },
  {
    said: /host key verification failed|no .* host key is known/i,
    kind: 'login-refused',
    what: sshSentences.hostKeyUnknown(),
    remedy: (address) => sshSentences.connectOnce(command(address)),
  },
  {
    said: /permission denied while trying to connect to the docker (?:daemon|api)|dial unix .*permission denied/i,
    kind: 'permission-denied',
    what: l10n.t('the login works, but the user does not have permission to use the Docker socket on that machine'),
    remedy: ({ user }) =>
      l10n.t('On that machine, add the user to the docker group: "sudo usermod -aG docker {0}".', user ?? 'USER'),
  },
  {
    said: /permission denied \(|too many authentication failures|no supported authentication/i,
    kind: 'login-refused',
    remedy: (address) =>
      l10n.t('Log in with a key or an agent instead of a password, and try it in a terminal: {0}.', command(address)),
  },
  {
    said: /cannot connect to the docker daemon|failed to connect to the docker api|dial unix/i,
    kind: 'unreachable',
    what: noEngineOverThere,
    remedy: () => sshSentences.startDocker(),
  },
  {
    // What sshd says of a socket that is not there, and of one that it may not forward.
    said: /open failed: connect failed/i,
    kind: 'unreachable',
    what: noProgramNorSocket,
    remedy: () =>
      l10n.t(
        'Start Docker on that machine, set its socket (ssh://user@host/path/to/docker.sock), or turn on AllowStreamLocalForwarding in its sshd_config.',
      ),
  },
  {
    said: /administratively prohibited|(?:request|forwarding) failed/i,
    kind: 'unreachable',
    what: l10n.t('there is no docker program on that machine, and its ssh server does not forward sockets'),
    remedy: () =>
      l10n.t(
        'Install the docker command line on that machine, or turn on AllowStreamLocalForwarding in its sshd_config.',
      ),
  },
  {
    said: /command not found|not found$|is not recognized|no such file or directory/i,
    kind: 'unreachable',
    remedy: () => sshSentences.installDocker(),
  },
  {
    said: /could not resolve hostname/i,
    kind: 'unreachable',
    remedy: () => l10n.t('Check the host name and the network.'),
  },
  {
    said: /connection refused|connection timed out|no route to host|network is unreachable|operation timed out/i,
    kind: 'unreachable',
    remedy: () => sshSentences.checkHost(),
  },
];

/** `words`: the engine, for a person. */
export function sshFailure(words: string, address: SshAddress, { complaint, isMissing }: ProcessFailure): EngineError {
  if (isMissing) {
    return new EngineError(
      'unreachable',
      l10n.t('{0} needs the program "ssh", which is not installed. Install an OpenSSH client.', words),
    );
  }
  const meaning = meanings.find(({ said }) => said.test(complaint));
  const { kind = 'unreachable', what = quoted, remedy = tryInTerminal } = meaning ?? {};
  const reason = typeof what === 'string' ? what : what(complaint);
  return new EngineError(kind, sshSentences.unreachable(words, reason, remedy(address)), {
    cause: new Error(complaint),
  });
}

/** The last words: what comes before them are banners and warnings. */
function quoted(complaint: string): string {
  const said = complaint
    .trim()
    .split(/\s*\r?\n\s*/)
    .join(' ')
    .replace(/\.$/, '');
  if (said === '') return sshSentences.silent();
  return said.length > longestQuote ? `…${said.slice(-longestQuote)}` : said;
}

function tryInTerminal(address: SshAddress): string {
  return sshSentences.tryInTerminal(command(address));
}

/** Which key it is now, and where the old one stands. */
function keyFacts(complaint: string): string {
  const fingerprint = /\b(?:SHA256|MD5):\S*[^\s.]/.exec(complaint)?.[0];
  const old = /Offending (?:\S+ )?key in (\S+:\d+)/i.exec(complaint)?.[1];
  const facts = [fingerprint && sshSentences.newKey(fingerprint), old && sshSentences.oldKey(old)].filter(Boolean);
  return facts.length === 0 ? '' : ` (${facts.join(', ')})`;
}

function command({ host, user, port }: SshAddress): string {
  const there = user === undefined ? host : `${user}@${host}`;
  return `"${['ssh', ...(port === undefined ? [] : ['-p', String(port)]), there].join(' ')}"`;
}
