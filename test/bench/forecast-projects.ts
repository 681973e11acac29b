// The projects that the experiments with the forecast change. `BASE` is the base image, `RUN_ID` is of one run alone.
import { combinedProjects } from './forecast-combinations.ts';
import { outsideProjects } from './forecast-outside.ts';
import type { Project } from './forecast-workspace.ts';

export const projects = {
  /** One stage, as most projects begin. */
  plain: {
    dockerfile: `# a comment
ARG TAG=1
FROM BASE
ARG VERSION=1
ARG UNUSED=0
ENV MODE=prod
WORKDIR /app
COPY package.json ./
RUN echo install RUN_ID $VERSION
COPY src ./src
COPY conf/*.cfg /etc/cfg/
RUN echo conf $MODE \\
    && echo more
COPY link.txt /link/
COPY . /all/
RUN echo done
LABEL a=1
CMD ["sh"]
`,
    files: {
      '.dockerignore': 'Dockerfile\n.dockerignore\n*.log\nnode_modules\n',
      'package.json': '{"name":"RUN_ID"}',
      'src/main.txt': 'main RUN_ID',
      'src/util/u.txt': 'util',
      'src/util/v.txt': 'vtil',
      'conf/a.cfg': 'A',
      'conf/b.cfg': 'B',
      'conf/readme.md': 'r',
      't1.txt': 'one',
      't2.txt': 'two',
      'node_modules/m.js': 'm',
      'docs/guide.md': 'guide RUN_ID',
    },
    links: { 'link.txt': 't1.txt' },
  },
  /** Several stages that take from each other. */
  stages: {
    dockerfile: `FROM BASE AS deps
WORKDIR /deps
COPY package.json ./
RUN echo deps RUN_ID && mkdir -p out && cp package.json out/

FROM deps AS build
ARG TARGET_NAME=app
COPY src ./src
RUN echo build $TARGET_NAME && cp src/main.txt out/

FROM BASE AS assets
COPY assets /assets
RUN mkdir /made && echo RUN_ID >/made/fixed.txt && cat /assets/* >/made/all.txt

FROM BASE AS final
COPY --from=build /deps/out /app
COPY --from=assets /made/fixed.txt /app/
COPY --from=assets /made/all.txt /app/
RUN echo final
`,
    files: {
      '.dockerignore': 'Dockerfile\n',
      'package.json': '{"name":"RUN_ID"}',
      'src/main.txt': 'main RUN_ID',
      'src/unused.txt': 'unused',
      'assets/a.css': 'a{}',
      'assets/b.css': 'b{}',
    },
  },
  /** Mounts of RUN. */
  mounts: {
    dockerfile: `FROM BASE AS tools
COPY tool.sh /tool.sh
RUN echo tools RUN_ID >/log

FROM BASE
RUN --mount=type=cache,target=/cache echo cache RUN_ID >/cache/x
RUN --mount=type=bind,source=lock.json,target=/lock.json cat /lock.json
RUN --mount=type=bind,source=pages,target=/pages ls /pages
RUN --mount=type=bind,from=tools,source=/tool.sh,target=/tool.sh cat /tool.sh
RUN --mount=type=secret,id=token echo secret RUN_ID
RUN --mount=type=tmpfs,target=/t echo tmpfs RUN_ID
`,
    files: {
      '.dockerignore': 'Dockerfile\n',
      'lock.json': 'lock RUN_ID',
      'pages/index.html': 'hello RUN_ID',
      'pages/about.html': 'about',
      'tool.sh': 'echo tool RUN_ID',
      'other.txt': 'other',
    },
  },
  /** Files in odd shapes. */
  files: {
    dockerfile: `FROM BASE
COPY --chmod=644 script.sh /bin/script.sh
COPY --chown=1:1 data /data
COPY one.txt two.txt /many/
COPY d?ta/*.txt /wild/
COPY lib /lib2
ADD archive.txt /added/
COPY ["with space.txt", "/space/"]
RUN echo files RUN_ID
`,
    files: {
      '.dockerignore': '**/*.tmp\n!keep.tmp\nDockerfile\n',
      'script.sh': 'echo script RUN_ID',
      'data/a.txt': 'a RUN_ID',
      'data/b.txt': 'b',
      'data/deep/er/c.txt': 'c',
      'one.txt': 'one',
      'two.txt': 'two RUN_ID',
      'lib/real.so': 'real RUN_ID',
      'archive.txt': 'archive RUN_ID',
      'with space.txt': 'space RUN_ID',
      'outside.txt': 'outside',
    },
    links: { 'lib/current.so': 'real.so' },
  },
  /** What engines since 23.0 know. */
  modern: {
    dockerfile: `FROM BASE
WORKDIR /m
COPY --link linked.txt /linked/
COPY <<EOF /etc/app.conf
name=RUN_ID
EOF
RUN <<EOF
echo heredoc RUN_ID
echo two
EOF
COPY --link --chmod=755 tool.sh /bin/
RUN --network=none echo modern RUN_ID
`,
    files: { '.dockerignore': 'Dockerfile\n', 'linked.txt': 'linked RUN_ID', 'tool.sh': 'echo RUN_ID' },
  },
  /** Built for other platforms on this one's. */
  platforms: {
    dockerfile: `FROM --platform=$BUILDPLATFORM BASE AS build
COPY src /src
RUN echo prepare RUN_ID
ARG TARGETARCH
RUN echo build RUN_ID for $TARGETARCH >/out && cat /src/* >>/out

FROM scratch AS data
COPY data /data

FROM scratch
COPY conf /conf
COPY --from=build /out /app/out
COPY --from=data /data /app/data
LABEL a=1
`,
    files: {
      '.dockerignore': 'Dockerfile\n',
      'src/main.txt': 'main RUN_ID',
      'conf/app.conf': 'conf RUN_ID',
      'data/table.csv': 'table RUN_ID',
    },
  },
  ...combinedProjects,
  ...outsideProjects,
} satisfies Record<string, Project>;
