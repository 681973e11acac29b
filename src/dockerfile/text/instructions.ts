// The table of Dockerfile instructions: what hover, completion, rules and the grammar say of them comes from here.
// Source: Docker's Dockerfile reference, and BuildKit's dispatchers for flags and JSON form.

import * as l10n from '@vscode/l10n';

export interface InstructionDescription {
  readonly keyword: string;
  /** As the reference writes it. */
  readonly syntax: readonly string[];
  /** Without dashes; see flagKind. */
  readonly flags: readonly string[];
  /** Fewer are refused. Words, or the strings of the JSON form. */
  readonly leastArguments: number;
  /** More are refused; undefined where there is no such limit, or a less simple one. */
  readonly mostArguments?: number;
  /** Whether arguments may be a JSON array. */
  readonly json: boolean;
  /** One sentence. */
  readonly summary: string;
  readonly deprecated?: true;
}

export const instructions: readonly InstructionDescription[] = [
  {
    keyword: 'ADD',
    syntax: ['ADD [OPTIONS] <src> ... <dest>', 'ADD [OPTIONS] ["<src>", ... "<dest>"]'],
    flags: ['chmod', 'chown', 'checksum', 'exclude', 'keep-git-dir', 'link', 'unpack'],
    leastArguments: 2,
    json: true,
    summary: l10n.t('Adds files from the build context, a URL or a Git repository, and unpacks local archives.'),
  },
  {
    keyword: 'ARG',
    syntax: ['ARG <name>[=<default value>] ...'],
    flags: [],
    leastArguments: 1,
    json: false,
    summary: l10n.t('Declares a variable that a build can set with --build-arg.'),
  },
  {
    keyword: 'CMD',
    syntax: ['CMD ["executable", "param", ...]', 'CMD ["param", ...]', 'CMD command param ...'],
    flags: [],
    leastArguments: 0,
    json: true,
    summary: l10n.t('Sets what a container runs when it starts, or the arguments of its ENTRYPOINT.'),
  },
  {
    keyword: 'COPY',
    syntax: ['COPY [OPTIONS] <src> ... <dest>', 'COPY [OPTIONS] ["<src>", ... "<dest>"]'],
    flags: ['chmod', 'chown', 'exclude', 'from', 'link', 'parents'],
    leastArguments: 2,
    json: true,
    summary: l10n.t('Copies files from the build context, a stage or another image.'),
  },
  {
    keyword: 'ENTRYPOINT',
    syntax: ['ENTRYPOINT ["executable", "param", ...]', 'ENTRYPOINT command param ...'],
    flags: [],
    leastArguments: 1,
    json: true,
    summary: l10n.t('Sets the program that every container of the image runs.'),
  },
  {
    keyword: 'ENV',
    syntax: ['ENV <key>=<value> ...'],
    flags: [],
    leastArguments: 1,
    json: false,
    summary: l10n.t('Sets environment variables for the following instructions and for containers.'),
  },
  {
    keyword: 'EXPOSE',
    syntax: ['EXPOSE <port>[/<protocol>] ...'],
    flags: [],
    leastArguments: 1,
    json: false,
    summary: l10n.t('Documents the ports that a container listens on. It does not publish them.'),
  },
  {
    keyword: 'FROM',
    syntax: ['FROM [--platform=<platform>] <image>[:<tag>|@<digest>] [AS <name>]'],
    flags: ['platform'],
    leastArguments: 1,
    json: false,
    summary: l10n.t('Begins a build stage from an image.'),
  },
  {
    keyword: 'HEALTHCHECK',
    syntax: ['HEALTHCHECK [OPTIONS] CMD command', 'HEALTHCHECK NONE'],
    flags: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
    leastArguments: 1,
    json: false,
    summary: l10n.t('Sets how to check whether a running container still works.'),
  },
  {
    keyword: 'LABEL',
    syntax: ['LABEL <key>=<value> ...'],
    flags: [],
    leastArguments: 1,
    json: false,
    summary: l10n.t('Adds metadata to the image.'),
  },
  {
    keyword: 'MAINTAINER',
    syntax: ['MAINTAINER <name>'],
    flags: [],
    leastArguments: 1,
    json: false,
    summary: l10n.t('Sets the author of the image. Replaced by the label org.opencontainers.image.authors.'),
    deprecated: true,
  },
  {
    keyword: 'ONBUILD',
    syntax: ['ONBUILD <INSTRUCTION>'],
    flags: [],
    leastArguments: 1,
    json: false,
    summary: l10n.t('Adds an instruction that runs when another build starts from this image.'),
  },
  {
    keyword: 'RUN',
    syntax: ['RUN [OPTIONS] <command> ...', 'RUN [OPTIONS] ["<command>", ...]'],
    flags: ['mount', 'network', 'security', 'device'],
    leastArguments: 0,
    json: true,
    summary: l10n.t('Runs commands during the build and saves their changes as a new layer.'),
  },
  {
    keyword: 'SHELL',
    syntax: ['SHELL ["executable", "parameters"]'],
    flags: [],
    leastArguments: 1,
    json: true,
    summary: l10n.t('Sets the shell for the shell form of the following instructions.'),
  },
  {
    keyword: 'STOPSIGNAL',
    syntax: ['STOPSIGNAL signal'],
    flags: [],
    leastArguments: 1,
    mostArguments: 1,
    json: false,
    summary: l10n.t('Sets the signal that stops a container.'),
  },
  {
    keyword: 'USER',
    syntax: ['USER <user>[:<group>]', 'USER <UID>[:<GID>]'],
    flags: [],
    leastArguments: 1,
    json: false,
    summary: l10n.t('Sets the user for the following instructions and for containers.'),
  },
  {
    keyword: 'VOLUME',
    syntax: ['VOLUME ["<path>", ...]', 'VOLUME <path> ...'],
    flags: [],
    leastArguments: 1,
    json: true,
    summary: l10n.t('Declares folders whose contents are stored outside of the container’s layer.'),
  },
  {
    keyword: 'WORKDIR',
    syntax: ['WORKDIR <path>'],
    flags: [],
    leastArguments: 1,
    json: false,
    summary: l10n.t('Sets the working directory for the following instructions and for containers, and creates it.'),
  },
];

const byKeyword = new Map(instructions.map((instruction) => [instruction.keyword, instruction]));

/** In any case; undefined if a Dockerfile knows no such instruction. */
export function instructionNamed(keyword: string): InstructionDescription | undefined {
  return byKeyword.get(keyword) ?? byKeyword.get(keyword.toUpperCase());
}

/** `text` takes any value, `list` too, and may stand several times; `boolean` takes true, false or none. */
export type FlagKind = 'text' | 'list' | 'boolean';

const flagKinds: ReadonlyMap<string, FlagKind> = new Map([
  ['device', 'list'],
  ['exclude', 'list'],
  ['mount', 'list'],
  ['keep-git-dir', 'boolean'],
  ['link', 'boolean'],
  ['parents', 'boolean'],
  ['unpack', 'boolean'],
]);

/** Of a flag in the table; a name means the same wherever it is taken. */
export function flagKind(name: string): FlagKind {
  return flagKinds.get(name) ?? 'text';
}
