// What the flags of instructions are for: for hover, completion and signatures. Source: Docker's Dockerfile reference.

import * as l10n from '@vscode/l10n';

export interface FlagHelp {
  readonly name: string;
  /** What stands behind the equals sign; '' if nothing has to. */
  readonly syntax: string;
  /** One or two sentences. */
  readonly text: string;
  readonly example: string;
  /** The version of the Dockerfile syntax (docker/dockerfile) that has it first; undefined: always. */
  readonly since?: string;
  /** Behind #, in the reference. */
  readonly anchor: string;
}

const flags: readonly FlagHelp[] = [
  {
    name: 'platform',
    syntax: 'os/arch[/variant]',
    text: l10n.t(
      'Takes the image for this platform, where it is there for several. Without it the image is for the platform that is built for; $BUILDPLATFORM is the one that the build runs on.',
    ),
    example: 'FROM --platform=$BUILDPLATFORM golang:1.24 AS build',
    anchor: 'from',
  },
  {
    name: 'from',
    syntax: 'stage',
    text: l10n.t('Copies from an earlier stage, an image or a named build context instead of from the build context.'),
    example: 'COPY --from=build /out/app /usr/local/bin/',
    anchor: 'copy---from',
  },
  {
    name: 'chown',
    syntax: 'user:group',
    text: l10n.t('The owner of what is copied, by name or number. Without it everything belongs to root.'),
    example: 'COPY --chown=1000:1000 . /app',
    anchor: 'copy---chown---chmod',
  },
  {
    name: 'chmod',
    syntax: '0755',
    text: l10n.t(
      'The permissions of what is copied, as an octal number, or as in u=rwX,go=rX. Without it they are those of the source.',
    ),
    example: 'COPY --chmod=0755 entrypoint.sh /',
    since: '1.2',
    anchor: 'copy---chown---chmod',
  },
  {
    name: 'link',
    syntax: '',
    text: l10n.t(
      'Copies into a layer of its own, which stays valid when what is below it changes. It does not follow links in the destination.',
    ),
    example: 'COPY --link dist/ /usr/share/nginx/html/',
    since: '1.4',
    anchor: 'copy---link',
  },
  {
    name: 'parents',
    syntax: '',
    text: l10n.t(
      'Keeps the folders of each source: src/a.ts becomes /app/src/a.ts. A /./ in the path says where they begin.',
    ),
    example: 'COPY --parents packages/*/package.json /app/',
    since: '1.20',
    anchor: 'copy---parents',
  },
  {
    name: 'exclude',
    syntax: 'pattern',
    text: l10n.t('Leaves out what matches the pattern. It may stand several times.'),
    example: 'COPY --exclude=*.test.ts src/ /app/src/',
    since: '1.19',
    anchor: 'copy---exclude',
  },
  {
    name: 'checksum',
    syntax: 'sha256:…',
    text: l10n.t('Fails the build if the file that was fetched, or the commit of the repository, is another one.'),
    example: 'ADD --checksum=sha256:24454f83… https://example.com/a.tar.gz /tmp/',
    since: '1.6',
    anchor: 'add---checksum',
  },
  {
    name: 'keep-git-dir',
    syntax: 'true',
    text: l10n.t('Keeps the folder .git of a repository that is fetched.'),
    example: 'ADD --keep-git-dir=true https://github.com/moby/buildkit.git#v0.20.0 /src',
    since: '1.1',
    anchor: 'add---keep-git-dir',
  },
  {
    name: 'unpack',
    syntax: 'true',
    text: l10n.t(
      'Whether an archive is unpacked. Without it those from the build context are, and those that are fetched are not.',
    ),
    example: 'ADD --unpack=true https://example.com/a.tar.gz /src',
    since: '1.17',
    anchor: 'add---unpack',
  },
  {
    name: 'mount',
    syntax: 'type=cache,target=/path',
    text: l10n.t(
      'Mounts something for this command alone: a cache that builds share, files of the context or a stage, a secret, an SSH agent, or memory. Nothing of it gets into the image.',
    ),
    example: 'RUN --mount=type=cache,target=/root/.npm npm ci',
    since: '1.2',
    anchor: 'run---mount',
  },
  {
    name: 'network',
    syntax: 'default',
    text: l10n.t('The network of this command: default, none, or host, which the builder must allow.'),
    example: 'RUN --network=none pip install --no-index wheels/*',
    since: '1.3',
    anchor: 'run---network',
  },
  {
    name: 'security',
    syntax: 'sandbox',
    text: l10n.t('sandbox, or insecure for all privileges, which the builder must allow.'),
    example: 'RUN --security=insecure cat /proc/self/status',
    since: '1.20',
    anchor: 'run---security',
  },
  {
    name: 'device',
    syntax: 'vendor.com/class=name',
    text: l10n.t('Gives the command a device of the builder’s machine, by its CDI name.'),
    example: 'RUN --device=nvidia.com/gpu=all nvidia-smi',
    since: '1.14-labs',
    anchor: 'run---device',
  },
  {
    name: 'interval',
    syntax: '30s',
    text: l10n.t('The time from the end of a check to the next one; 30 s if nothing is said.'),
    example: 'HEALTHCHECK --interval=1m CMD curl -f http://localhost/ || exit 1',
    anchor: 'healthcheck',
  },
  {
    name: 'timeout',
    syntax: '30s',
    text: l10n.t('A check that takes longer has failed; 30 s if nothing is said.'),
    example: 'HEALTHCHECK --timeout=3s CMD curl -f http://localhost/ || exit 1',
    anchor: 'healthcheck',
  },
  {
    name: 'start-period',
    syntax: '5s',
    text: l10n.t('The time that a container needs to start: checks that fail until then do not count.'),
    example: 'HEALTHCHECK --start-period=20s CMD curl -f http://localhost/ || exit 1',
    anchor: 'healthcheck',
  },
  {
    name: 'start-interval',
    syntax: '5s',
    text: l10n.t('The time between checks during the start period; 5 s if nothing is said. Needs Docker Engine 25.'),
    example: 'HEALTHCHECK --start-period=60s --start-interval=1s CMD /check',
    anchor: 'healthcheck',
  },
  {
    name: 'retries',
    syntax: '3',
    text: l10n.t('How many checks in a row must fail until the container is unhealthy; 3 if nothing is said.'),
    example: 'HEALTHCHECK --retries=5 CMD /check',
    anchor: 'healthcheck',
  },
];

const byName: ReadonlyMap<string, FlagHelp> = new Map(flags.map((flag) => [flag.name, flag]));

/** undefined for flags that no instruction has. */
export function flagHelp(name: string): FlagHelp | undefined {
  return byName.get(name);
}

/** What is written behind its equals sign; undefined if nothing has to be. */
export function flagSyntax(name: string): string | undefined {
  const syntax = byName.get(name)?.syntax;
  return syntax === '' ? undefined : syntax;
}
