// What each instruction is for, when it has its effect, and how it is written: for hover and completion. Source: Docker's
// Dockerfile reference.

import * as l10n from '@vscode/l10n';

export interface InstructionHelp {
  readonly keyword: string;
  /** `build`: it does something while the image is built; `start`: it says something of the containers of the image. */
  readonly effect: 'build' | 'start' | 'both';
  /** Two or three sentences. */
  readonly text: string;
  readonly example: string;
}

const instructions: readonly InstructionHelp[] = [
  {
    keyword: 'ADD',
    effect: 'build',
    text: l10n.t(
      'Copies files and folders from the build context into the image, fetches an address or a Git repository, and unpacks local archives. For plain files COPY says more clearly what happens.',
    ),
    example: 'ADD --checksum=sha256:24454f83… https://example.com/tool.tar.gz /tmp/',
  },
  {
    keyword: 'ARG',
    effect: 'build',
    text: l10n.t(
      'Declares a variable that a build may set with --build-arg. It lasts to the end of the stage; one before the first FROM is for FROM alone, until a stage declares it again. It is no place for secrets: the history of the image shows it.',
    ),
    example: 'ARG NODE_VERSION=22\nFROM node:$NODE_VERSION',
  },
  {
    keyword: 'CMD',
    effect: 'start',
    text: l10n.t(
      'Says what a container runs if docker run names nothing else; with an ENTRYPOINT it is what that gets as arguments. Only the last one counts. As a JSON array it runs without a shell, so that signals reach the program.',
    ),
    example: 'CMD ["node", "server.js"]',
  },
  {
    keyword: 'COPY',
    effect: 'build',
    text: l10n.t(
      'Copies files and folders from the build context into the image, or with --from out of another stage or image. A folder as the source is copied with what is in it, not itself.',
    ),
    example: 'COPY --chown=1000:1000 package.json package-lock.json ./',
  },
  {
    keyword: 'ENTRYPOINT',
    effect: 'start',
    text: l10n.t(
      'Sets the program that every container of the image runs; CMD, and what stands behind the image in docker run, are its arguments. Only the last one counts. As a JSON array it runs without a shell, so that signals reach it.',
    ),
    example: 'ENTRYPOINT ["/usr/local/bin/app"]',
  },
  {
    keyword: 'ENV',
    effect: 'both',
    text: l10n.t(
      'Sets environment variables, for the instructions below and for containers of the image. To set one for a single command, write it in front of that in RUN.',
    ),
    example: 'ENV NODE_ENV=production PORT=3000',
  },
  {
    keyword: 'EXPOSE',
    effect: 'start',
    text: l10n.t(
      'Notes the ports on which a container listens. It publishes none of them: docker run -p does that, and -P for all that are noted.',
    ),
    example: 'EXPOSE 8080/tcp',
  },
  {
    keyword: 'FROM',
    effect: 'build',
    text: l10n.t(
      'Begins a stage of the build from an image, an earlier stage, or scratch, which is empty. The image is what the last stage makes, or the one that --target names.',
    ),
    example: 'FROM --platform=$BUILDPLATFORM golang:1.24 AS build',
  },
  {
    keyword: 'HEALTHCHECK',
    effect: 'start',
    text: l10n.t(
      'Says how the engine finds out whether a running container still works: a command that exits with 0 if it does and 1 if not. NONE switches off the check of the base image.',
    ),
    example: 'HEALTHCHECK --interval=30s --timeout=3s CMD curl -f http://localhost/ || exit 1',
  },
  {
    keyword: 'LABEL',
    effect: 'both',
    text: l10n.t(
      'Adds metadata to the image, as keys with values. Registries and scanners read the keys org.opencontainers.image.*.',
    ),
    example: 'LABEL org.opencontainers.image.source="https://github.com/team/app"',
  },
  {
    keyword: 'MAINTAINER',
    effect: 'both',
    text: l10n.t(
      'Names the author of the image. It is deprecated; the label org.opencontainers.image.authors says the same.',
    ),
    example: 'LABEL org.opencontainers.image.authors="team@example.com"',
  },
  {
    keyword: 'ONBUILD',
    effect: 'build',
    text: l10n.t(
      'Keeps an instruction for later: it runs when another build starts from this image, right behind its FROM.',
    ),
    example: 'ONBUILD COPY . /app',
  },
  {
    keyword: 'RUN',
    effect: 'build',
    text: l10n.t(
      'Runs commands in a new layer on top of the image so far, and keeps what they wrote. What is removed in a later RUN stays in the layer below; mounts keep caches and secrets out of the image.',
    ),
    example: 'RUN --mount=type=cache,target=/root/.npm npm ci',
  },
  {
    keyword: 'SHELL',
    effect: 'both',
    text: l10n.t(
      'Sets the shell that reads the shell form of the RUN, CMD and ENTRYPOINT below. On Linux it is ["/bin/sh", "-c"], on Windows ["cmd", "/S", "/C"].',
    ),
    example: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
  },
  {
    keyword: 'STOPSIGNAL',
    effect: 'start',
    text: l10n.t('Sets the signal that docker stop sends, by name or number. Without it that is SIGTERM.'),
    example: 'STOPSIGNAL SIGQUIT',
  },
  {
    keyword: 'USER',
    effect: 'both',
    text: l10n.t(
      'Sets the user, and the group, for the RUN, CMD and ENTRYPOINT below and for containers. A number works where there is no such name, and lets Kubernetes see that it is not root.',
    ),
    example: 'USER 1000:1000',
  },
  {
    keyword: 'VOLUME',
    effect: 'start',
    text: l10n.t(
      'Declares folders whose contents lie outside of the container: each container gets a volume for them if docker run gives it none. What the build changes there afterwards is lost with some builders.',
    ),
    example: 'VOLUME ["/var/lib/data"]',
  },
  {
    keyword: 'WORKDIR',
    effect: 'both',
    text: l10n.t(
      'Sets the folder in which the RUN, CMD, ENTRYPOINT, COPY and ADD below work, and makes it if it is not there. A relative path is one below the WORKDIR before.',
    ),
    example: 'WORKDIR /app',
  },
];

const byKeyword: ReadonlyMap<string, InstructionHelp> = new Map(instructions.map((help) => [help.keyword, help]));

/** undefined for words that are no instructions; `keyword` in capitals. */
export function instructionHelp(keyword: string): InstructionHelp | undefined {
  return byKeyword.get(keyword);
}

export const effects: Readonly<Record<InstructionHelp['effect'], string>> = {
  build: l10n.t('Runs at build.'),
  start: l10n.t('Takes effect when a container starts.'),
  both: l10n.t('Takes effect at build and when a container starts.'),
};
