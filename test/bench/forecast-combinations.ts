// Further projects and experiments with the forecast, in which several of its parts meet: stages that take from each other by copies
// and by mounts, arguments before FROM, triggers, shells, ignore files, heredocs, and the flags of newer builders.
import { execFileSync } from 'node:child_process';
import { type Experiment, experimentsWith } from './forecast-experiment.ts';
import type { Project, Workspace } from './forecast-workspace.ts';

export const combinedProjects = {
  /** What all engines know. */
  combined: {
    dockerfile: `ARG IMAGE=BASE
ARG FLAVOUR=plain
FROM \${IMAGE} AS start
ARG MODE=dev
ENV PATH=/opt/bin:$PATH
SHELL ["/bin/sh", "-e", "-c"]
COPY --chown=1:1 conf/ /conf/
RUN echo start RUN_ID $MODE
ONBUILD COPY onbuild.txt /onbuild/
ONBUILD RUN echo triggered RUN_ID

FROM BASE AS docs
ARG FLAVOUR
ARG FOLDER=docs
COPY \${FOLDER}/*.md /docs/
RUN cat /docs/*.md >/all.md && echo $FLAVOUR

FROM start AS lib
COPY lib /lib2
RUN --mount=type=bind,source=scripts,target=/scripts sh /scripts/make.sh >/made
RUN --mount=type=bind,from=docs,source=/all.md,target=/all.md cat /all.md

FROM start AS app
WORKDIR /srv
USER 5
COPY --from=lib /made ./made
COPY --from=docs /docs/*.md ./docs/
COPY --from=lib /lib2 ./lib
RUN --mount=type=cache,target=/cache,id=one --mount=type=bind,from=lib,source=/lib2,target=/l cat /l/x.txt
COPY app.txt extra*.txt ./
RUN ["echo", "app RUN_ID"]
HEALTHCHECK CMD true
`,
    files: {
      '.dockerignore': '*\n!lib\n!conf\n!scripts\n!docs\n!app.txt\n!onbuild.txt\nlib/*.bak\n**/.git\n',
      'conf/app.conf': 'conf RUN_ID',
      'lib/x.txt': 'x RUN_ID',
      'lib/y.txt': 'y',
      'lib/deep/z.txt': 'z',
      'lib/old.bak': 'bak',
      'scripts/make.sh': 'echo made RUN_ID\n',
      'scripts/unused.sh': 'echo unused',
      'docs/a.md': 'a RUN_ID',
      'docs/b.md': 'b',
      'docs/c.txt': 'c',
      'app.txt': 'app RUN_ID',
      'onbuild.txt': 'onbuild RUN_ID',
      'ignored.txt': 'ignored',
    },
  },
  /** What engines since 28 know. */
  newest: {
    dockerfile: `FROM BASE AS tools
WORKDIR /tools
COPY tree/a/one.txt tree/b/*.txt ./
RUN echo tools RUN_ID >made

FROM BASE
ARG MODE=dev
COPY --exclude=*.md --exclude=deep/secret.txt data /data
COPY <<one.txt <<"two.txt" /here/
mode is $MODE RUN_ID
one.txt
raw $MODE
two.txt
COPY --from=tools --chmod=600 /tools/*.txt /tree/
COPY --from=tools --exclude=made /tools /others
ADD --chown=3:3 --exclude=*.tmp data /added
RUN <<-EOF
	echo indented RUN_ID
	cat /here/one.txt
EOF
RUN --network=none --mount=type=bind,target=/all ls /all
`,
    files: {
      '.dockerignore': 'Dockerfile\n.dockerignore\n',
      'tree/a/one.txt': 'one RUN_ID',
      'tree/b/two.txt': 'two',
      'tree/b/three.md': 'three',
      'data/a.txt': 'a RUN_ID',
      'data/readme.md': 'readme',
      'data/deep/secret.txt': 'secret',
      'data/deep/open.txt': 'open',
      'data/x.tmp': 'tmp',
    },
  },
} satisfies Record<string, Project>;

const nothing = () => {};

/** A tar with one file, whose time is not the same each time. */
function archive(w: Workspace, path: string, content: string, seconds: number): void {
  w.write('packed/inside.txt', content);
  w.touch('packed/inside.txt', seconds);
  execFileSync('tar', ['-cf', w.at(path), '-C', w.at('packed'), 'inside.txt']);
  w.remove('packed');
}

const combined = experimentsWith('combined', {
  'nothing changes': nothing,
  'everything is touched': (w) => {
    for (const path of ['lib/x.txt', 'conf/app.conf', 'scripts/make.sh', 'docs/a.md', 'app.txt', 'onbuild.txt'])
      w.touch(path, 1_400_000_000);
  },
  'a file of the first stage': (w) => w.write('conf/app.conf', 'other conf RUN_ID'),
  'a file of a stage in the middle': (w) => w.write('lib/y.txt', 'yy'),
  'a file of a stage, and back': {
    change: (w) => w.write('lib/deep/z.txt', 'zz'),
    next: [(w) => w.write('lib/deep/z.txt', 'z')],
  },
  'a file of the last stage': (w) => w.write('app.txt', 'app RUN_ID 2'),
  'a new match of the last pattern': (w) => {
    w.edit('.dockerignore', '!app.txt', '!app.txt\n!extra*.txt');
    w.write('extra-1.txt', 'extra');
  },
  'a new file that the ignore file leaves out': (w) => w.write('extra-2.txt', 'extra'),
  'the script that is bound': (w) => w.write('scripts/make.sh', 'echo made otherwise RUN_ID\n'),
  'the script that is bound makes the same': (w) => w.write('scripts/make.sh', 'echo "made" RUN_ID\n'),
  'a file beside the script': (w) => w.write('scripts/unused.sh', 'echo not used'),
  'the script may be executed': (w) => w.mode('scripts/make.sh', 0o755),
  'a bound file is renamed': (w) => w.rename('scripts/unused.sh', 'scripts/spare.sh'),
  'a file of the stage that is bound': (w) => w.write('docs/b.md', 'bb'),
  'a file that no pattern matches': (w) => w.write('docs/c.txt', 'cc'),
  'a new match in a stage': (w) => w.write('docs/d.md', 'd'),
  'the file of a trigger': (w) => w.write('onbuild.txt', 'onbuild RUN_ID 2'),
  'a trigger is another': (w) => w.dockerfile('ONBUILD RUN echo triggered', 'ONBUILD RUN echo triggered again'),
  'a trigger is gone': (w) => w.dockerfile('ONBUILD RUN echo triggered RUN_ID\n', ''),
  'a trigger becomes a step': (w) => w.dockerfile('ONBUILD RUN echo triggered', 'RUN echo triggered'),
  'an argument of the first stage': { change: nothing, request: { buildArgs: { MODE: 'prod' } } },
  'an argument of the first stage, and its default': {
    change: nothing,
    request: { buildArgs: { MODE: 'test' } },
    next: [(w) => w.dockerfile('ARG MODE=dev', 'ARG MODE=test')],
  },
  'an argument from before FROM in a stage': { change: nothing, request: { buildArgs: { FLAVOUR: 'sour' } } },
  'another default of it': (w) => w.dockerfile('ARG FLAVOUR=plain', 'ARG FLAVOUR=sweet'),
  'the image by an argument, the same': {
    change: nothing,
    request: { buildArgs: { IMAGE: 'longshore-forecast-base:1' } },
  },
  'the image by an argument, another': {
    change: nothing,
    request: { buildArgs: { IMAGE: 'longshore-bench-busybox:1' } },
  },
  'the image without the argument': (w) => w.dockerfile('FROM ${IMAGE}', 'FROM BASE'),
  'a folder by an argument': (w) => {
    w.write('docs/deep/e.md', 'e');
    w.dockerfile('ARG FOLDER=docs', 'ARG FOLDER=docs/deep');
  },
  'a folder by an argument in other words': (w) => w.dockerfile('ARG FOLDER=docs', 'ARG FOLDER=./docs'),
  'an unused argument in the last stage': (w) => w.dockerfile('USER 5', 'ARG NEVER=1\nUSER 5'),
  'an argument that ENV hides': (w) => w.dockerfile('ENV PATH', 'ENV MODE=env\nENV PATH'),
  'PATH is another': (w) => w.dockerfile('/opt/bin:$PATH', '/opt/sbin:$PATH'),
  'PATH is the same in other words': (w) => w.dockerfile('/opt/bin:$PATH', '/opt/bin:${PATH}'),
  'the shell is another': (w) => w.dockerfile('"/bin/sh", "-e"', '"/bin/sh", "-eu"'),
  'the shell is set again': (w) => w.dockerfile('FROM start AS lib', 'FROM start AS lib\nSHELL ["/bin/sh", "-c"]'),
  'the user is another': (w) => w.dockerfile('USER 5', 'USER 6'),
  'the user comes later': (w) => {
    w.dockerfile('USER 5\n', '');
    w.dockerfile('RUN --mount=type=cache', 'USER 5\nRUN --mount=type=cache');
  },
  'the folder is another': (w) => w.dockerfile('WORKDIR /srv', 'WORKDIR /service'),
  'a destination is absolute': (w) => w.dockerfile('/made ./made', '/made /srv/made'),
  'two copies from stages swap': (w) =>
    w.dockerfile(
      'COPY --from=lib /made ./made\nCOPY --from=docs /docs/*.md ./docs/',
      'COPY --from=docs /docs/*.md ./docs/\nCOPY --from=lib /made ./made',
    ),
  'a copy from a stage is dropped': (w) => w.dockerfile('COPY --from=lib /lib2 ./lib\n', ''),
  'a copy from a stage by number': (w) => w.dockerfile('--from=docs /docs', '--from=1 /docs'),
  'a copy from a stage in capitals': (w) => w.dockerfile('--from=docs /docs', '--from=DOCS /docs'),
  'a copy takes another file of the stage': (w) => w.dockerfile('--from=docs /docs/*.md', '--from=docs /all.md'),
  'the last stage starts from another': (w) => w.dockerfile('FROM start AS app', 'FROM lib AS app'),
  'a stage in between that only renames': (w) =>
    w.dockerfile('FROM start AS app', 'FROM start AS middle\n\nFROM middle AS app'),
  'the target is the first': { change: nothing, request: { target: 'start' } },
  'the target is in the middle': { change: nothing, request: { target: 'lib' } },
  'the target after an edit elsewhere': {
    change: (w) => w.write('app.txt', 'app for nobody'),
    request: { target: 'docs' },
  },
  'the target of an edit': {
    change: (w) => w.write('docs/a.md', 'a RUN_ID 2'),
    request: { target: 'docs' },
    next: [nothing],
  },
  'the platform of the engine': { change: nothing, request: { platform: 'linux/amd64' } },
  'the platform in FROM': (w) => w.dockerfile('FROM BASE AS docs', 'FROM --platform=linux/amd64 BASE AS docs'),
  'the platform by an argument': (w) =>
    w.dockerfile('FROM BASE AS docs', 'FROM --platform=$BUILDPLATFORM BASE AS docs'),
  'the platform is used': (w) => w.dockerfile('ARG FOLDER=docs', 'ARG FOLDER=docs\nARG TARGETARCH'),
  'another cache': (w) => w.dockerfile('id=one', 'id=two'),
  'another way to share the cache': (w) => w.dockerfile('id=one', 'id=one,sharing=locked'),
  'two mounts swap': (w) =>
    w.dockerfile(
      '--mount=type=cache,target=/cache,id=one --mount=type=bind,from=lib,source=/lib2,target=/l',
      '--mount=type=bind,from=lib,source=/lib2,target=/l --mount=type=cache,target=/cache,id=one',
    ),
  'the folder that is bound is another': (w) => {
    w.dockerfile('from=lib,source=/lib2', 'from=lib,source=/lib2/deep');
    w.dockerfile('cat /l/x.txt', 'cat /l/z.txt');
  },
  'the ignore file leaves one more out': (w) => w.edit('.dockerignore', 'lib/*.bak', 'lib/*.bak\nlib/y.txt'),
  'the ignore file leaves one less out': (w) => w.edit('.dockerignore', 'lib/*.bak\n', ''),
  'the ignore file in other words': (w) => w.edit('.dockerignore', 'lib/*.bak', '/lib/*.bak'),
  'the ignore file is gone': (w) => w.remove('.dockerignore'),
  'the ignore file of the Dockerfile alone, the same': (w) =>
    w.write('Dockerfile.dockerignore', w.read('.dockerignore')),
  'an ignored folder in one that is taken': (w) => w.write('lib/.git/config', 'git'),
  'an ignored file changes': (w) => w.write('ignored.txt', 'ignored still'),
  'a folder for a pattern': (w) => w.write('docs/f.md/inside.txt', 'inside'),
  'a source with a slash': (w) => w.dockerfile('COPY lib /lib2', 'COPY lib/ /lib2'),
  'a source with a dot': (w) => w.dockerfile('COPY lib /lib2', 'COPY lib/. /lib2'),
  'a destination with a slash': (w) => w.dockerfile('COPY lib /lib2', 'COPY lib /lib2/'),
  'a file becomes a link': (w) => {
    w.remove('lib/y.txt');
    w.link('lib/y.txt', 'x.txt');
  },
  'the bound folder is a link': (w) => {
    w.edit('.dockerignore', '!scripts', '!scripts\n!tools');
    w.rename('scripts', 'tools');
    w.link('scripts', 'tools');
  },
  'an archive is added': {
    change: (w) => {
      w.edit('.dockerignore', '!app.txt', '!app.txt\n!pack.tar');
      archive(w, 'pack.tar', 'packed', 1_000_000_000);
      w.dockerfile('COPY app.txt', 'ADD pack.tar /pack/\nCOPY app.txt');
    },
    next: [
      (w) => archive(w, 'pack.tar', 'packed', 1_500_000_000),
      (w) => archive(w, 'pack.tar', 'packed', 1_000_000_000),
    ],
  },
  'only the command is another': (w) => w.dockerfile('HEALTHCHECK CMD true', 'HEALTHCHECK CMD false'),
  'a JSON form with other blanks': (w) => w.dockerfile('["echo", "app RUN_ID"]', '[ "echo" , "app RUN_ID" ]'),
  'a continued line': (w) => w.dockerfile('RUN echo start', 'RUN \\\n    echo start'),
  'another character to continue lines': (w) => w.write('Dockerfile', `# escape=\`\n${w.read('Dockerfile')}`),
  'without the cache, up to a target': { change: nothing, request: { noCache: true, target: 'docs' }, next: [nothing] },
  'the base gets a variable': { change: nothing, base: 'ENV COMBINED=1' },
  'the base gets a trigger': { change: nothing, base: 'ONBUILD RUN echo by the base' },
  'the base gets a shell': { change: nothing, base: 'SHELL ["/bin/sh", "-x", "-c"]' },
  'order of variables': {
    change: (w) => w.dockerfile('USER 5', 'ENV A=1 B=2\nUSER 5'),
    next: [(w) => w.dockerfile('ENV A=1 B=2', 'ENV B=2 A=1')],
  },
  'an argument and a variable swap': (w) =>
    w.dockerfile('ARG MODE=dev\nENV PATH=/opt/bin:$PATH', 'ENV PATH=/opt/bin:$PATH\nARG MODE=dev'),
  'an argument behind a variable of its name': {
    change: (w) => w.dockerfile('USER 5', 'ENV SAME=env\nARG SAME=arg\nUSER 5'),
    next: [(w) => w.dockerfile('ARG SAME=arg', 'ARG SAME=other')],
  },
  'a variable behind an argument of its name': {
    change: (w) => w.dockerfile('USER 5', 'ARG SAME=arg\nENV SAME=env\nUSER 5'),
    next: [(w) => w.dockerfile('ARG SAME=arg', 'ARG SAME=other')],
  },
  'two stages begin alike': {
    change: (w) => {
      w.dockerfile(
        'FROM BASE AS docs',
        'FROM BASE AS twin\nWORKDIR /twin\nRUN echo twin RUN_ID\n\nFROM BASE AS docs\nWORKDIR /twin',
      );
      w.dockerfile('COPY app.txt', 'COPY --from=twin /base /twin-base\nCOPY app.txt');
    },
    next: [nothing],
  },
  'two arguments swap': (w) => w.dockerfile('ARG FLAVOUR\nARG FOLDER=docs', 'ARG FOLDER=docs\nARG FLAVOUR'),
  'a variable is set twice': {
    change: (w) => w.dockerfile('USER 5', 'ENV A=1\nENV B=2\nUSER 5'),
    next: [(w) => w.dockerfile('ENV A=1\nENV B=2', 'ENV A=1\nENV B=2\nENV A=1')],
  },
  'a variable that nobody uses, and back': {
    change: (w) => w.dockerfile('USER 5', 'ENV LATE=1\nUSER 5'),
    next: [(w) => w.dockerfile('ENV LATE=1\n', '')],
  },
  'a secret in between': (w) =>
    w.dockerfile(
      'RUN --mount=type=cache',
      'RUN --mount=type=secret,id=token echo secret RUN_ID\nRUN --mount=type=cache',
    ),
  'a secret may be missing': {
    change: (w) => w.dockerfile('RUN ["echo"', 'RUN --mount=type=secret,id=none echo optional RUN_ID\nRUN ["echo"'),
    next: [(w) => w.dockerfile('id=none', 'id=none,required=false')],
  },
  'what dangles in the cache is pruned': { change: nothing, pruned: 'dangling', next: [nothing] },
  'what dangles in the cache is pruned after an edit': {
    change: (w) => w.write('app.txt', 'app RUN_ID dangling'),
    pruned: 'dangling',
  },
  'the cache is pruned': { change: nothing, pruned: 'all' },
});

const newest = experimentsWith('newest', {
  'nothing changes': nothing,
  'a file of the tools': (w) => w.write('tree/a/one.txt', 'one RUN_ID 2'),
  'a new match of the tools': (w) => w.write('tree/b/four.txt', 'four'),
  'a folder in between is another': (w) => {
    w.rename('tree/a', 'tree/aa');
    w.dockerfile('tree/a/one.txt', 'tree/aa/one.txt');
  },
  'an excluded file changes': (w) => w.write('data/readme.md', 'read me again'),
  'an excluded file is new': (w) => w.write('data/deep/more.md', 'more'),
  'an excluded file deep changes': (w) => w.write('data/deep/secret.txt', 'other secret'),
  'a file that is not excluded changes': (w) => w.write('data/deep/open.txt', 'opener'),
  'one exclusion less': (w) => w.dockerfile('--exclude=*.md ', ''),
  'one exclusion more': (w) => w.dockerfile('--exclude=*.md', '--exclude=*.md --exclude=*.tmp'),
  'exclusions in another order': (w) =>
    w.dockerfile('--exclude=*.md --exclude=deep/secret.txt', '--exclude=deep/secret.txt --exclude=*.md'),
  'an exclusion of ADD': (w) => w.write('data/x.tmp', 'other tmp'),
  'an argument in a heredoc': { change: nothing, request: { buildArgs: { MODE: 'prod' } } },
  'the text of a heredoc that is taken as it is': (w) => w.dockerfile('raw $MODE', 'raw ${MODE}'),
  'the second heredoc has another name': (w) => {
    w.dockerfile('<<"two.txt"', '<<"2.txt"');
    w.dockerfile('raw $MODE\ntwo.txt', 'raw $MODE\n2.txt');
  },
  'a heredoc is no longer replaced in': (w) => w.dockerfile('<<one.txt', '<<"one.txt"'),
  'indentation of a script': (w) => w.dockerfile('\techo indented', '\t\techo indented'),
  'a script without tabs': (w) => {
    w.dockerfile('RUN <<-EOF', 'RUN <<EOF');
    w.dockerfile('\techo indented RUN_ID\n\tcat', 'echo indented RUN_ID\ncat');
  },
  'the mode of what comes from a stage': (w) => w.dockerfile('--chmod=600', '--chmod=644'),
  'the mode as letters': (w) => w.dockerfile('--chmod=600', '--chmod=u=rw,go='),
  'the tools make another file': (w) => w.dockerfile('>made', '>made2'),
  'everything is bound: a new file': (w) => w.write('new.txt', 'new'),
  'everything is bound: an ignored file': (w) => w.edit('.dockerignore', 'Dockerfile\n', 'Dockerfile\nnew.txt\n'),
  'network of the build': { change: nothing, request: { networkMode: 'host' } },
  'network of the step': (w) => w.dockerfile('--network=none --mount', '--network=default --mount'),
  'linked from a stage': (w) => w.dockerfile('COPY --from=tools --chmod=600', 'COPY --link --from=tools --chmod=600'),
  'a directive of checks': (w) => w.write('Dockerfile', `# check=skip=all\n${w.read('Dockerfile')}`),
  'order of variables': {
    change: (w) => w.dockerfile('ARG MODE=dev', 'ARG MODE=dev\nENV A=1\nENV B=2'),
    next: [(w) => w.dockerfile('ENV A=1\nENV B=2', 'ENV B=2\nENV A=1')],
  },
});

export const combinations: readonly Experiment[] = [...combined, ...newest];
