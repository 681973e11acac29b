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
      'Copies files and folders from the build context into the image, downloads URLs and Git repositories, and unpacks local archives. For plain files, use COPY instead.',
    ),
    example: 'ADD --checksum=sha256:24454f83… https://example.com/tool.tar.gz /tmp/',
  },
  {
    keyword: 'ARG',
    effect: 'build',
    text: l10n.t(
      'Declares a variable that a build can set with --build-arg. It applies until the end of the stage. Declared before the first FROM, it applies only to FROM instructions, until a stage declares it again. Do not use it for secrets: they show in the image history.',
    ),
    example: 'ARG NODE_VERSION=22\nFROM node:$NODE_VERSION',
  },
  {
    keyword: 'CMD',
    effect: 'start',
    text: l10n.t(
      'Sets the default command of a container, or the default arguments of its ENTRYPOINT. Arguments of docker run replace it. Only the last CMD applies. As a JSON array, it runs without a shell, so signals reach the program.',
    ),
    example: 'CMD ["node", "server.js"]',
  },
  {
    keyword: 'COPY',
    effect: 'build',
    text: l10n.t(
      'Copies files and folders from the build context into the image, or with --from, from another stage or image. For a folder, its contents are copied, not the folder itself.',
    ),
    example: 'COPY --chown=1000:1000 package.json package-lock.json ./',
  },
  {
    keyword: 'ENTRYPOINT',
    effect: 'start',
    text: l10n.t(
      'Sets the program that containers of the image run. CMD, or the arguments of docker run, become its arguments. Only the last ENTRYPOINT applies. As a JSON array, it runs without a shell, so signals reach the program.',
    ),
    example: 'ENTRYPOINT ["/usr/local/bin/app"]',
  },
  {
    keyword: 'ENV',
    effect: 'both',
    text: l10n.t(
      'Sets environment variables for the instructions below and for containers of the image. To set a variable for one command only, write it before the command in RUN.',
    ),
    example: 'ENV NODE_ENV=production PORT=3000',
  },
  {
    keyword: 'EXPOSE',
    effect: 'start',
    text: l10n.t(
      'Documents the ports that a container listens on. It does not publish them: docker run -p publishes a port, and -P publishes all documented ones.',
    ),
    example: 'EXPOSE 8080/tcp',
  },
  {
    keyword: 'FROM',
    effect: 'build',
    text: l10n.t(
      'Begins a build stage from an image, an earlier stage, or scratch, which is empty. The result of a build is the last stage, or the one that --target selects.',
    ),
    example: 'FROM --platform=$BUILDPLATFORM golang:1.24 AS build',
  },
  {
    keyword: 'HEALTHCHECK',
    effect: 'start',
    text: l10n.t(
      'Sets the command that checks whether a running container is healthy: exit code 0 means healthy, 1 means unhealthy. NONE turns off the check of the base image.',
    ),
    example: 'HEALTHCHECK --interval=30s --timeout=3s CMD curl -f http://localhost/ || exit 1',
  },
  {
    keyword: 'LABEL',
    effect: 'both',
    text: l10n.t(
      'Adds metadata to the image, as keys and values. Registries and scanners read the keys org.opencontainers.image.*.',
    ),
    example: 'LABEL org.opencontainers.image.source="https://github.com/team/app"',
  },
  {
    keyword: 'MAINTAINER',
    effect: 'both',
    text: l10n.t(
      'Sets the author of the image. It is deprecated: use the label org.opencontainers.image.authors instead.',
    ),
    example: 'LABEL org.opencontainers.image.authors="team@example.com"',
  },
  {
    keyword: 'ONBUILD',
    effect: 'build',
    text: l10n.t(
      'Stores an instruction for later. It runs when another build uses this image as its base, right after its FROM.',
    ),
    example: 'ONBUILD COPY . /app',
  },
  {
    keyword: 'RUN',
    effect: 'build',
    text: l10n.t(
      'Runs commands in a new layer and keeps the files that they write. Files removed in a later RUN stay in the earlier layer. Mounts keep caches and secrets out of the image.',
    ),
    example: 'RUN --mount=type=cache,target=/root/.npm npm ci',
  },
  {
    keyword: 'SHELL',
    effect: 'both',
    text: l10n.t(
      'Sets the shell for the shell form of RUN, CMD and ENTRYPOINT below. The default is ["/bin/sh", "-c"] on Linux and ["cmd", "/S", "/C"] on Windows.',
    ),
    example: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
  },
  {
    keyword: 'STOPSIGNAL',
    effect: 'start',
    text: l10n.t('Sets the signal that docker stop sends, by name or number. The default is SIGTERM.'),
    example: 'STOPSIGNAL SIGQUIT',
  },
  {
    keyword: 'USER',
    effect: 'both',
    text: l10n.t(
      'Sets the user, and optionally the group, for RUN, CMD and ENTRYPOINT below and for containers. A number works even if the image has no such name, and lets Kubernetes verify that it is not root.',
    ),
    example: 'USER 1000:1000',
  },
  {
    keyword: 'VOLUME',
    effect: 'start',
    text: l10n.t(
      'Declares folders whose contents are stored outside the container: each container gets an anonymous volume for them unless docker run mounts one. With some builders, later changes to them during the build are lost.',
    ),
    example: 'VOLUME ["/var/lib/data"]',
  },
  {
    keyword: 'WORKDIR',
    effect: 'both',
    text: l10n.t(
      'Sets the working directory for RUN, CMD, ENTRYPOINT, COPY and ADD below, and creates it if needed. A relative path is relative to the previous WORKDIR.',
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
  build: l10n.t('Runs during the build.'),
  start: l10n.t('Takes effect when a container starts.'),
  both: l10n.t('Takes effect during the build and when a container starts.'),
};
