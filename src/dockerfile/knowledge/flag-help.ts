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
      'Uses the image for this platform if it has several. The default is the target platform; $BUILDPLATFORM is the platform that the build runs on.',
    ),
    example: 'FROM --platform=$BUILDPLATFORM golang:1.24 AS build',
    anchor: 'from',
  },
  {
    name: 'from',
    syntax: 'stage',
    text: l10n.t('Copies from an earlier stage, an image or a named build context instead of the build context.'),
    example: 'COPY --from=build /out/app /usr/local/bin/',
    anchor: 'copy---from',
  },
  {
    name: 'chown',
    syntax: 'user:group',
    text: l10n.t('The owner of the copied files, by name or number. The default is root.'),
    example: 'COPY --chown=1000:1000 . /app',
    anchor: 'copy---chown---chmod',
  },
  {
    name: 'chmod',
    syntax: '0755',
    text: l10n.t(
      'The permissions of the copied files, as an octal number or in the form u=rwX,go=rX. The default is the permissions of the source.',
    ),
    example: 'COPY --chmod=0755 entrypoint.sh /',
    since: '1.2',
    anchor: 'copy---chown---chmod',
  },
  {
    name: 'link',
    syntax: '',
    text: l10n.t(
      'Copies into a layer that does not depend on the layers below, so it stays cached when they change. Does not follow symlinks in the destination.',
    ),
    example: 'COPY --link dist/ /usr/share/nginx/html/',
    since: '1.4',
    anchor: 'copy---link',
  },
  {
    name: 'parents',
    syntax: '',
    text: l10n.t(
      'Keeps the parent folders of each source: src/a.ts becomes /app/src/a.ts. A /./ in the path marks where they begin.',
    ),
    example: 'COPY --parents packages/*/package.json /app/',
    since: '1.20',
    anchor: 'copy---parents',
  },
  {
    name: 'exclude',
    syntax: 'pattern',
    text: l10n.t('Excludes files that match the pattern. Can be repeated.'),
    example: 'COPY --exclude=*.test.ts src/ /app/src/',
    since: '1.19',
    anchor: 'copy---exclude',
  },
  {
    name: 'checksum',
    syntax: 'sha256:…',
    text: l10n.t('Fails the build if the downloaded file, or the commit of the repository, does not match.'),
    example: 'ADD --checksum=sha256:24454f83… https://example.com/a.tar.gz /tmp/',
    since: '1.6',
    anchor: 'add---checksum',
  },
  {
    name: 'keep-git-dir',
    syntax: 'true',
    text: l10n.t('Keeps the .git folder of a cloned repository.'),
    example: 'ADD --keep-git-dir=true https://github.com/moby/buildkit.git#v0.20.0 /src',
    since: '1.1',
    anchor: 'add---keep-git-dir',
  },
  {
    name: 'unpack',
    syntax: 'true',
    text: l10n.t('Whether to unpack an archive. By default, local archives are unpacked and downloaded ones are not.'),
    example: 'ADD --unpack=true https://example.com/a.tar.gz /src',
    since: '1.17',
    anchor: 'add---unpack',
  },
  {
    name: 'mount',
    syntax: 'type=cache,target=/path',
    text: l10n.t(
      'Mounts something for this command only: a cache that builds share, files from the context or a stage, a secret, an SSH agent, or memory. None of it ends up in the image.',
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
    text: l10n.t('sandbox, or insecure for full privileges, which the builder must allow.'),
    example: 'RUN --security=insecure cat /proc/self/status',
    since: '1.20',
    anchor: 'run---security',
  },
  {
    name: 'device',
    syntax: 'vendor.com/class=name',
    text: l10n.t('Gives the command access to a device of the builder’s machine, by its CDI name.'),
    example: 'RUN --device=nvidia.com/gpu=all nvidia-smi',
    since: '1.14-labs',
    anchor: 'run---device',
  },
  {
    name: 'interval',
    syntax: '30s',
    text: l10n.t('The time between two checks. Default: 30s.'),
    example: 'HEALTHCHECK --interval=1m CMD curl -f http://localhost/ || exit 1',
    anchor: 'healthcheck',
  },
  {
    name: 'timeout',
    syntax: '30s',
    text: l10n.t('A check that takes longer than this fails. Default: 30s.'),
    example: 'HEALTHCHECK --timeout=3s CMD curl -f http://localhost/ || exit 1',
    anchor: 'healthcheck',
  },
  {
    name: 'start-period',
    syntax: '5s',
    text: l10n.t('The time that the container needs to start. Failed checks during this time do not count.'),
    example: 'HEALTHCHECK --start-period=20s CMD curl -f http://localhost/ || exit 1',
    anchor: 'healthcheck',
  },
  {
    name: 'start-interval',
    syntax: '5s',
    text: l10n.t('The time between checks during the start period. Default: 5s. Needs Docker Engine 25.'),
    example: 'HEALTHCHECK --start-period=60s --start-interval=1s CMD /check',
    anchor: 'healthcheck',
  },
  {
    name: 'retries',
    syntax: '3',
    text: l10n.t('The number of consecutive failures after which the container is unhealthy. Default: 3.'),
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
