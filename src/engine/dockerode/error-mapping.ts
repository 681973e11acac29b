// All knowledge of how engines (Docker 20.10 to 28, Podman) and Node word their failures. Everybody else decides by
// EngineError.kind. Messages are ours: what happened, and what to do.
import { EngineError, type EngineErrorKind, isEngineError } from '../errors.ts';
import { tlsFailure } from './tls-failure.ts';

type Say = (match: RegExpExecArray) => string;
type Rule = readonly [pattern: RegExp, kind: EngineErrorKind, say: Say];

const verbatim: Say = (match) => sentence(match.input);

/** In the engine's words, first match counts; status codes differ too much between engines to go first. */
const rules: readonly Rule[] = [
  [
    /no space left on device/i,
    'failed',
    () => 'The disk of the engine is full. Remove unused images and containers, and try again.',
  ],
  [
    /(?:container )?name "\/?([^"]+)" is already in use|the name "?([^"\s]+)"? is already in use/i,
    'name-in-use',
    (match) =>
      `A container named "${match[1] ?? match[2]}" exists already. Choose another name, or remove that container.`,
  ],
  [
    /(?:port is already allocated|address already in use)/i,
    'port-in-use',
    ({ input }) => {
      const port = portIn(input);
      return `Port ${port ?? 'of this machine'} is taken by another program or container. Choose another port, or stop what uses it.`;
    },
  ],
  [
    /no such container:? ?"?([\w.-]*)|no container with (?:name or )?id "?([\w.-]*)/i,
    'not-found',
    (match) =>
      `There is no container ${quoted(shortId(match[1] || match[2]))}any more. It may have been removed meanwhile.`,
  ],
  [/no such exec instance/i, 'not-found', () => 'The process in the container has ended.'],
  [
    /(?:failed to find image|unable to find a name and tag match for|no such image:?|reference does not exist:?) ?"?([^\s"]*[^\s":,])?/i,
    'not-found',
    (match) => `There is no image ${quoted(match[1])}on this engine. Pull or build it first.`,
  ],
  [
    /image does not exist locally with the tag: (\S+)|tag does not exist: (\S+)/i,
    'not-found',
    (match) => `There is no image "${match[1] ?? match[2]}" on this engine. Tag or build it first.`,
  ],
  [
    /([\w.-]+): image not known/i,
    'not-found',
    (match) => `There is no image ${quoted(match[1])}on this engine. Pull or build it first.`,
  ],
  [
    /no such (network|volume):? ?(\S*)/i,
    'not-found',
    (match) => `There is no ${match[1]} ${quoted(match[2])}any more.`,
  ],
  // Before the registry's words: this one ends with "not found", too.
  [
    /cannot resize a (?:stopped container|deleted process)|process does not exist|exec process is not started/i,
    'conflict',
    () => 'The program in the container has ended.',
  ],
  [
    /no matching manifest for (\S+)|does not match the specified platform: wanted (\S+?),|no match for platform/i,
    'image-not-found',
    (match) =>
      `The registry does not have this image for ${match[1] ?? match[2] ?? 'this platform'}. Choose another platform.`,
  ],
  [
    /manifest(?: for (\S+))? (?:unknown|not found)|name unknown|repository name not known|: not found$/i,
    'image-not-found',
    (match) => `The registry has no image ${quoted(match[1])}of that name and tag. Check the spelling.`,
  ],
  [
    /pull access denied for ([^\s,]+)/i,
    'image-not-found',
    (match) =>
      `The registry shows no image "${match[1]}": it does not exist there, or it needs a login (Log In to a Registry, or docker login).`,
  ],
  [
    /(?:denied|unauthorized|forbidden|toomanyrequests|error from registry)\b.*(?:quota|upper limit|storage)/is,
    'registry-limit',
    () => 'The registry has no more room for this account. Delete old images there, or ask its owner for more room.',
  ],
  [
    /toomanyrequests|too many requests|rate limit|unexpected status from \w+ request to \S+: 429\b/i,
    'registry-limit',
    () => 'The registry allows no more requests for now. Try again later, or log in: accounts may ask more.',
  ],
  [
    /(?:received unexpected HTTP status:|error parsing HTTP|unexpected status from \w+ request to \S+:) (5\d\d)/i,
    'registry-failed',
    (match) => `The registry has a failure of its own (status ${match[1]}). Try again later.`,
  ],
  [
    /requested access to the resource is denied|insufficient_scope/i,
    'registry-denied',
    () =>
      'The registry refuses access to this image. Log in to it (Log In to a Registry, or docker login), or use a name that you may write to.',
  ],
  [
    /unauthorized|no basic auth credentials|authentication required|incorrect username or password|denied:|^denied$|error from registry: (?:denied|unauthorized)|\b403 (?:denied|forbidden)\b|push access denied|status(?: code)?:? 40[13]\b|unexpected status from \w+ request to \S+: 40[13]\b/i,
    'registry-denied',
    () =>
      'The registry refuses these credentials, or wants some. Log in to it first (Log In to a Registry, or docker login).',
  ],
  [/error from registry: (.*)/is, 'registry-failed', (match) => `The registry refuses it: ${sentence(match[1] ?? '')}`],
  [
    /(?:lookup (\S+?)(?: on \S+)?: |dial tcp (\S+?): |(?:Get|Head|Post|Put|Patch) "?https?:\/\/([^/"\s]+))|(?:no such host|i\/o timeout|TLS handshake timeout|x509: |server gave HTTP response to HTTPS client|network is unreachable)/i,
    'registry-unreachable',
    ({ input }) =>
      `The engine cannot reach the registry${registryIn(input)}: ${networkReason(input)}. Check the name, the network and the engine's proxy.`,
  ],
  [
    /image is being used by (running|stopped) container (\w+)|image is in use by (?:a )?container:? ?(\w*)|image used by (\w+)/i,
    'conflict',
    (match) =>
      `The image is used by container ${shortId(match[2] || match[3] || match[4]) || 'of another name'}. Remove that container first.`,
  ],
  [
    /container (\w+) is using its referenced image/i,
    'conflict',
    (match) => `The image is used by container ${shortId(match[1])}. Remove that container first.`,
  ],
  [
    /image is referenced in multiple repositories/i,
    'conflict',
    () => 'The image has several names. Remove them one by one, or force it.',
  ],
  [/image has dependent child images/i, 'conflict', () => 'Other images are built on this one. Remove those first.'],
  [
    /cannot remove a running container|container .*is running.*(?:stop|force)|cannot remove container .* as it is running/i,
    'conflict',
    () => 'The container is running. Stop it first, or force its removal.',
  ],
  [
    /container (\S+) is not running|can only (?:create exec|attach).*running|container state improper/i,
    'conflict',
    () => 'The container is not running. Start it first.',
  ],
  [/container (\S+) is paused/i, 'conflict', () => 'The container is paused. Unpause it first.'],
  [/removal of container .* is already in progress/i, 'conflict', () => 'The container is being removed already.'],
  [
    /exec(?:utable file)?:? "?([^":]*)"?: (?:executable file not found|stat .*: no such file or directory)|"([^"]+)": executable file not found/i,
    'invalid',
    (match) => `The image has no program "${match[1] || match[2]}". Check the command.`,
  ],
  [
    /invalid container name \(([^)]*)\)/i,
    'invalid',
    (match) =>
      `"${match[1]}" is no name for a container: use two or more letters, digits, "_", "." and "-", beginning with a letter or digit.`,
  ],
  [
    /invalid reference format|invalid tag format|not a valid repository\/tag|invalid image reference/i,
    'invalid',
    () => 'That is no image name. Write it like registry/name:tag, in lower case.',
  ],
  [
    /invalid (?:host ?)?port|invalid containerport|port .*out of range/i,
    'invalid',
    () => 'That is no port: use a number from 1 to 65535.',
  ],
  [
    /volume is in use|volume (\S+) is being used/i,
    'conflict',
    () => 'The volume is used by a container, running or not. Remove that container first.',
  ],
  [
    /has active endpoints|network is being used/i,
    'conflict',
    () => 'Containers are joined to the network. Stop or remove them first.',
  ],
  [/is a pre-?defined network/i, 'conflict', () => "This is one of the engine's own networks: it always stays."],
  [
    /network with name (\S+) already exists|network name (\S+) already used/i,
    'name-in-use',
    (match) => `A network named "${match[1] ?? match[2]}" exists already. Choose another name.`,
  ],
  [/could not find the file (.*) in container/i, 'not-found', (match) => `There is no "${match[1]}" in the container.`],
  [/network (\S+) not found/i, 'not-found', (match) => `There is no network ${quoted(match[1])}any more.`],
  [
    /invalid signal: ?(\S*)/i,
    'invalid',
    (match) => `${quoted(match[1]) || 'That '}is no signal. Write it like SIGTERM or SIGHUP.`,
  ],
  [
    /invalid tar header|unexpected EOF|(?:manifest|index)\.json: no such file|repositories: no such file|error processing tar file|unrecognized image format/i,
    'invalid',
    () => 'The archive is broken, or of another kind than expected. Make it anew, and try again.',
  ],
  [/client version .* is too (old|new)/i, 'unsupported', verbatim],
  [
    /no active sessions?|no session|session (?:not found|required)|requires? (?:a )?session/i,
    'unsupported',
    () =>
      'The connection over which a build gets secrets, SSH and registry logins is missing. See whether a proxy before the engine refuses POST /session.',
  ],
  [/permission denied while trying to connect|permission denied.*docker\.sock/i, 'permission-denied', verbatim],
];

const kindByStatus: Readonly<Record<number, EngineErrorKind>> = {
  400: 'invalid',
  401: 'permission-denied',
  403: 'permission-denied',
  404: 'not-found',
  409: 'conflict',
  501: 'unsupported',
};

/** What a status other than 2xx and its body mean. `body`: JSON `{message}` (Docker), with `cause` (Podman), or text. */
export function responseError(status: number, body: string): EngineError {
  const words = messageOf(body);
  // No words of an engine: the rules would read them as such.
  if (words === '')
    return new EngineError(kindByStatus[status] ?? 'failed', `The engine answered with status ${status}.`);
  return (
    fromRules(words) ?? new EngineError(kindByStatus[status] ?? 'failed', sentence(words), { cause: new Error(words) })
  );
}

/** The engine's own text of a failure, in an answer or inside a stream that began well. */
export function engineError(words: string, kind: EngineErrorKind = 'failed'): EngineError {
  return fromRules(words) ?? new EngineError(kind, sentence(words), { cause: new Error(words) });
}

/** The engine's own words as a sentence. */
export function engineWords(words: string): string {
  return sentence(words);
}

/** The same of a pull or a push, which end as a broken archive does when the registry goes away. */
export function transferError(words: string): EngineError {
  if (!/unexpected EOF|short read: expected \d+ bytes/i.test(words)) return engineError(words);
  return new EngineError(
    'registry-unreachable',
    'The connection to the registry broke in the middle of a layer. Try again when it is reachable.',
    { cause: new Error(words) },
  );
}

function fromRules(words: string): EngineError | undefined {
  for (const [pattern, kind, say] of rules) {
    const match = pattern.exec(words);
    if (match) return new EngineError(kind, say(match), { cause: new Error(words) });
  }
  return undefined;
}

/** What Node says of a connection to the engine at `words` that failed or broke. `hasCertificate`: we had one to show. */
export function connectionError(error: unknown, words: string, hasCertificate = false): EngineError {
  if (isEngineError(error)) return error;
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  const because = { cause: error };
  const ofTls = tlsFailure(error, words, hasCertificate);
  if (ofTls) return ofTls;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return new EngineError('permission-denied', permissionWords(words), because);
    case 'ENOENT':
      return new EngineError(
        'unreachable',
        `No Docker engine listens at ${words}. Start Docker, or choose another engine.`,
        because,
      );
    case 'ECONNREFUSED':
      return new EngineError(
        'unreachable',
        `No Docker engine answers at ${words}: the connection is refused. Start Docker, or choose another engine.`,
        because,
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new EngineError(
        'unreachable',
        `The host of ${words} is not known. Check its name and the network.`,
        because,
      );
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
      return new EngineError(
        'unreachable',
        `${words} does not answer. Check the network, and whether the engine runs.`,
        because,
      );
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return new EngineError(
        'connection-lost',
        `The connection to ${words} broke: the engine stopped or restarted. Try again when it runs.`,
        because,
      );
  }
  if (/^HPE_/.test(code)) {
    return new EngineError(
      'unreachable',
      `What listens at ${words} does not speak HTTP as an engine does. Check the address, and whether it needs TLS.`,
      because,
    );
  }
  return new EngineError('failed', `The connection to ${words} failed: ${sentence(message)}`, because);
}

function permissionWords(words: string): string {
  const socket = /unix:\/\/([^)]*)/.exec(words)?.[1];
  return socket === undefined
    ? `You may not use the Docker engine at ${words}. Ask for access, or choose another engine.`
    : `You may not use the Docker socket ${socket}. Add yourself to the docker group (sudo usermod -aG docker $USER) and log in again, or choose another engine.`;
}

/** The human part of an error body. */
function messageOf(body: string): string {
  try {
    const { message, error, cause } = JSON.parse(body) as Record<string, unknown>;
    return (
      ([message, error, cause].find((part) => typeof part === 'string' && part !== '') as string | undefined) ?? ''
    );
  } catch {
    // Some refusals, and all of a proxy, are plain text.
    return body.trim().slice(0, 500);
  }
}

/** Without what engines put around the message, and beginning and ending like a sentence. */
function sentence(words: string): string {
  const bare = words
    .trim()
    .replace(/^Error response from daemon: /i, '')
    .replace(/\s*\n\s*/g, ' ');
  const begun = bare.charAt(0).toUpperCase() + bare.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

function portIn(words: string): string | undefined {
  return (
    /(?:Bind for|listen (?:tcp|udp)[46]?|bind: |exposing port \w+) ?\S*?:(\d+)(?=[\s:]|$|->)/i.exec(words)?.[1] ??
    /:(\d+)(?:: bind)?/.exec(words)?.[1]
  );
}

function registryIn(words: string): string {
  const patterns = [/https?:\/\/([^/"\s]+)/, /lookup (\S+?)(?: on|:)/, /dial tcp (\S+): /];
  const host = patterns.map((pattern) => pattern.exec(words)?.[1]).find((each) => each !== undefined);
  return host === undefined ? '' : ` ${host}`;
}

function networkReason(words: string): string {
  if (/no such host|lookup /i.test(words)) return 'its name is not known';
  if (/connection refused/i.test(words)) return 'the connection is refused';
  if (/timeout|deadline exceeded/i.test(words)) return 'it does not answer';
  if (/x509/i.test(words)) return 'its certificate is not trusted';
  if (/HTTP response to HTTPS/i.test(words))
    return 'it speaks plain HTTP, which the engine must be told (insecure-registries)';
  return 'the network fails';
}

function quoted(name: string | undefined): string {
  return name ? `"${name}" ` : '';
}

function shortId(id: string | undefined): string {
  return /^[0-9a-f]{64}$/.test(id ?? '') ? (id ?? '').slice(0, 12) : (id ?? '');
}
