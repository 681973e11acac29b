// The experiments with the forecast: over a built project one thing is changed, the next build is foreseen, and made. They were
// written before the forecast was tuned; every third is kept apart (`partOf`).
import { combinations } from './forecast-combinations.ts';
import { type Experiment, experimentsOf } from './forecast-experiment.ts';
import { outside } from './forecast-outside.ts';

const nothing = () => {};

const plain = experimentsOf('plain', {
  'nothing changes': nothing,
  'only the time of a file': (w) => w.touch('src/main.txt', 1_000_000_000),
  'times of all files': (w) =>
    ['package.json', 'src/util/u.txt', 'conf/a.cfg'].map((path) => w.touch(path, 1_100_000_000)),
  'time of a folder': (w) => w.touch('src', 1_000_000_000),
  'a file becomes executable': (w) => w.mode('src/util/u.txt', 0o755),
  'a file is for its owner alone': (w) => w.mode('package.json', 0o600),
  'umask of another checkout': (w) =>
    ['package.json', 'src/main.txt', 'src/util/u.txt', 'conf/a.cfg'].map((path) => w.mode(path, 0o664)),
  'mode of a folder': { isPrimed: true, change: (w) => w.mode('src/util', 0o700) },
  'mode of the folder that is copied': { isPrimed: true, change: (w) => w.mode('src', 0o750) },
  'mode of a folder, and back': {
    isPrimed: true,
    change: (w) => w.mode('src/util', 0o700),
    next: [(w) => w.mode('src/util', 0o755)],
  },
  'owner of files': (w) => ['package.json', 'src/main.txt'].map((path) => w.owner(path, 1000)),
  'content of a deep file': (w) => w.write('src/util/u.txt', 'another'),
  'content of a file with the same size': (w) => w.write('src/util/u.txt', 'lITU'),
  'content and size the same, other time': { isPrimed: true, change: (w) => w.write('src/util/u.txt', 'LITU') },
  'content of the manifest': (w) => w.write('package.json', '{"name":"RUN_ID","v":2}'),
  'an edit, and back': {
    change: (w) => w.write('src/main.txt', 'edited RUN_ID'),
    next: [(w) => w.write('src/main.txt', 'main RUN_ID')],
  },
  'an edit at two places': (w) => {
    w.write('src/main.txt', 'twice RUN_ID');
    w.write('conf/b.cfg', 'BB');
  },
  'an edit of what only COPY . takes': (w) => w.write('docs/guide.md', 'edited guide RUN_ID'),
  'same size and time': { isPrimed: true, change: (w) => w.writeUnnoticed('src/util/u.txt', 'LUTI') },
  'same size and time, then touched': {
    isPrimed: true,
    change: (w) => w.writeUnnoticed('src/util/v.txt', 'LVTI'),
    next: [(w) => w.touch('src/util/v.txt', 1_200_000_000)],
  },
  'a file is renamed': (w) => w.rename('src/util/u.txt', 'src/util/w.txt'),
  'a file is renamed, and back': {
    change: (w) => w.rename('src/util/u.txt', 'src/util/x.txt'),
    next: [(w) => w.rename('src/util/x.txt', 'src/util/u.txt')],
  },
  'two files swap their names': (w) => {
    w.rename('src/util/u.txt', 'swap');
    w.rename('src/util/v.txt', 'src/util/u.txt');
    w.rename('swap', 'src/util/v.txt');
  },
  'a folder is renamed': (w) => w.rename('src/util', 'src/utils'),
  'a file is moved to another folder': (w) => w.rename('src/util/u.txt', 'src/u.txt'),
  'a new file': (w) => w.write('src/new.txt', 'new'),
  'a new empty file': (w) => w.write('src/empty.txt', ''),
  'a new empty folder': (w) => w.makeFolder('src/empty'),
  'a new empty folder, and gone': { change: (w) => w.makeFolder('src/hollow'), next: [(w) => w.remove('src/hollow')] },
  'a new file that only COPY . takes': (w) => w.write('unrelated.txt', 'n'),
  'a file is gone': (w) => w.remove('src/util/v.txt'),
  'a folder is gone': (w) => w.remove('docs'),
  'a new ignored file': (w) => w.write('debug.log', 'x'),
  'an ignored folder changes': (w) => w.write('node_modules/m.js', 'changed'),
  'a new ignored file below': (w) => w.write('node_modules/deep/z.js', 'z'),
  'a comment in .dockerignore': (w) => w.edit('.dockerignore', '*.log', '# logs\n*.log'),
  'a rule in .dockerignore that fits nothing': (w) => w.edit('.dockerignore', '*.log', '*.log\n*.bak'),
  'order of .dockerignore': (w) => w.write('.dockerignore', 'node_modules\n*.log\n.dockerignore\nDockerfile\n'),
  'a rule in .dockerignore that fits one file': (w) => w.edit('.dockerignore', '*.log', '*.log\ndocs/guide.md'),
  'a rule is dropped from .dockerignore': (w) => w.edit('.dockerignore', 'node_modules\n', ''),
  'a rule takes back a file': (w) => w.edit('.dockerignore', 'node_modules\n', 'node_modules\n!node_modules/m.js\n'),
  'Dockerfile is ignored no more': (w) => w.edit('.dockerignore', 'Dockerfile\n', ''),
  '.dockerignore of the Dockerfile itself': (w) =>
    w.write('Dockerfile.dockerignore', 'docs\nDockerfile*\n.dockerignore\n'),
  'a comment': (w) => w.dockerfile('# a comment', '# another comment'),
  'a comment between continued lines': (w) => w.dockerfile('    && echo more', '    # why\n    && echo more'),
  'an empty line': (w) => w.dockerfile('RUN echo done', '\nRUN echo done'),
  'blanks inside of a RUN': (w) => w.dockerfile('    && echo more', '  && echo more'),
  'blanks behind the keyword': (w) => w.dockerfile('RUN echo done', 'RUN    echo done'),
  'keyword in small letters': (w) => w.dockerfile('COPY package', 'copy package'),
  'line ends of Windows': (w) => w.write('Dockerfile', w.read('Dockerfile').replaceAll('\n', '\r\n')),
  'a label': (w) => w.dockerfile('LABEL a=1', 'LABEL a=2'),
  'a command': (w) => w.dockerfile('["sh"]', '["sh", "-c", "true"]'),
  'EXPOSE, VOLUME and ENTRYPOINT in the middle': (w) =>
    w.dockerfile('COPY link', 'EXPOSE 80\nVOLUME /v\nENTRYPOINT ["x"]\nCOPY link'),
  'HEALTHCHECK and STOPSIGNAL in the middle': (w) =>
    w.dockerfile('COPY link', 'HEALTHCHECK CMD true\nSTOPSIGNAL 9\nCOPY link'),
  'USER in the middle': (w) => w.dockerfile('COPY link', 'USER 1:1\nCOPY link'),
  'SHELL in the middle': (w) => w.dockerfile('RUN echo conf', 'SHELL ["/bin/sh", "-e", "-c"]\nRUN echo conf'),
  'WORKDIR is another': (w) => w.dockerfile('WORKDIR /app', 'WORKDIR /app2'),
  'WORKDIR in other words': (w) => w.dockerfile('WORKDIR /app', 'WORKDIR /app/'),
  'WORKDIR in two steps': (w) => w.dockerfile('WORKDIR /app', 'WORKDIR /\nWORKDIR app'),
  'a RUN is inserted': (w) => w.dockerfile('COPY src', 'RUN echo inserted\nCOPY src'),
  'a RUN is dropped': (w) => w.dockerfile('RUN echo install RUN_ID $VERSION\n', ''),
  'the last RUN is another': (w) => w.dockerfile('RUN echo done', 'RUN echo finished'),
  'two COPY swap their places': (w) =>
    w.dockerfile('COPY src ./src\nCOPY conf/*.cfg /etc/cfg/', 'COPY conf/*.cfg /etc/cfg/\nCOPY src ./src'),
  'RUN in the JSON form': (w) => w.dockerfile('RUN echo done', 'RUN ["echo", "done"]'),
  'blanks in the JSON form': {
    change: (w) => w.dockerfile('RUN echo done', 'RUN ["echo", "json"]'),
    next: [(w) => w.dockerfile('RUN ["echo", "json"]', 'RUN [ "echo",   "json" ]')],
  },
  'a source in other words': (w) => w.dockerfile('COPY src ./src', 'COPY ./src/ ./src'),
  'a destination in other words': (w) => w.dockerfile('COPY package.json ./', 'COPY package.json /app/'),
  'a destination of another name': (w) => w.dockerfile('COPY src ./src', 'COPY src ./source'),
  'ADD for COPY': (w) => w.dockerfile('COPY src ./src', 'ADD src ./src'),
  'COPY with an owner': (w) => w.dockerfile('COPY src ./src', 'COPY --chown=2:2 src ./src'),
  'COPY with a mode': (w) => w.dockerfile('COPY src ./src', 'COPY --chmod=600 src ./src'),
  'a source from another folder with the same name': (w) => {
    w.write('copy/package.json', '{"name":"RUN_ID"}');
    w.dockerfile('COPY package.json', 'COPY copy/package.json');
  },
  'a value for a used argument': { change: nothing, request: { buildArgs: { VERSION: '2' } } },
  'the default as a value': { change: nothing, request: { buildArgs: { VERSION: '1' } } },
  'a value for an unused argument': { change: nothing, request: { buildArgs: { UNUSED: '9' } } },
  'a value for an argument that nobody declares': { change: nothing, request: { buildArgs: { NOPE: '1' } } },
  'a value for an argument before FROM': { change: nothing, request: { buildArgs: { TAG: '2' } } },
  'a proxy': { change: nothing, request: { buildArgs: { HTTP_PROXY: 'http://proxy.test:1' } } },
  'a proxy in small letters': { change: nothing, request: { buildArgs: { https_proxy: 'http://proxy.test:2' } } },
  'a declared proxy': { change: (w) => w.dockerfile('ARG UNUSED=0', 'ARG UNUSED=0\nARG HTTP_PROXY=http://p.test') },
  'the default of an argument': (w) => w.dockerfile('ARG VERSION=1', 'ARG VERSION=3'),
  'an argument without a value': (w) => w.dockerfile('ARG UNUSED=0', 'ARG UNUSED=0\nARG EMPTY'),
  'an argument is dropped': (w) => w.dockerfile('ARG UNUSED=0\n', ''),
  'an argument is moved below a RUN': (w) => {
    w.dockerfile('ARG UNUSED=0\n', '');
    w.dockerfile('COPY src', 'ARG UNUSED=0\nCOPY src');
  },
  'an argument from before FROM': (w) => w.dockerfile('ARG UNUSED=0', 'ARG UNUSED=0\nARG TAG'),
  'a variable is another': (w) => w.dockerfile('ENV MODE=prod', 'ENV MODE=dev'),
  'a new variable': (w) => w.dockerfile('ENV MODE=prod', 'ENV MODE=prod EXTRA=1'),
  'ENV in the old form': (w) => w.dockerfile('ENV MODE=prod', 'ENV MODE prod'),
  'ENV in quotes': (w) => w.dockerfile('ENV MODE=prod', 'ENV MODE="prod"'),
  'order of variables': {
    change: (w) => w.dockerfile('ENV MODE=prod', 'ENV MODE=prod OTHER=1'),
    next: [(w) => w.dockerfile('ENV MODE=prod OTHER=1', 'ENV OTHER=1 MODE=prod')],
  },
  'ENV that uses an argument': (w) => w.dockerfile('ENV MODE=prod', 'ENV MODE=prod$VERSION'),
  'ENV behind the last RUN': (w) => w.dockerfile('LABEL a=1', 'ENV LATE=1'),
  'a pattern: a match is edited': (w) => w.write('conf/a.cfg', 'AA'),
  'a pattern: a new match': (w) => w.write('conf/c.cfg', 'C'),
  'a pattern: a match is gone': (w) => w.remove('conf/b.cfg'),
  'a pattern: a new file that is no match': (w) => w.write('conf/other.md', 'o'),
  'a pattern: a match is renamed': (w) => w.rename('conf/b.cfg', 'conf/d.cfg'),
  'a link leads elsewhere': (w) => w.link('link.txt', 't2.txt'),
  'what a link leads to is edited': (w) => w.write('t1.txt', 'uno'),
  'a link leads to the same content': (w) => {
    w.write('t2.txt', 'one');
    w.link('link.txt', 't2.txt');
  },
  'a link becomes a file': (w) => {
    w.remove('link.txt');
    w.write('link.txt', 'one');
  },
  'a file becomes a hard link': (w) => {
    w.write('src/util/v.txt', 'util');
    w.hardLink('src/util/v.txt', 'src/util/u.txt');
  },
  'another target stage': {
    change: (w) => w.dockerfile('FROM BASE', 'FROM BASE AS only'),
    request: { target: 'only' },
  },
  'another network for RUN': { change: nothing, request: { networkMode: 'host' } },
  'another host name for RUN': { change: nothing, request: { extraHosts: ['db.test:10.0.0.1'] } },
  'without the cache': { change: nothing, request: { noCache: true } },
  'without the cache, then with it': { change: nothing, request: { noCache: true }, next: [nothing] },
  'the base gets a label': { change: nothing, base: 'LABEL z=1' },
  'the base gets a variable': { change: nothing, base: 'ENV Q=1' },
  'the base gets another folder': { change: nothing, base: 'WORKDIR /elsewhere' },
  'the base gets a layer': { change: nothing, base: 'RUN echo layer >/layer' },
  'the base gets a trigger': { change: nothing, base: 'ONBUILD RUN echo triggered' },
  'the base gets another user': { change: nothing, base: 'USER 7' },
  'the cache is pruned': { change: nothing, pruned: 'all' },
});

const stages = experimentsOf('stages', {
  'stages: nothing changes': nothing,
  'stages: a source of the first': (w) => w.write('package.json', '{"name":"RUN_ID","v":3}'),
  'stages: a source of the middle': (w) => w.write('src/main.txt', 'changed RUN_ID'),
  'stages: a source that changes no result': (w) => w.write('src/unused.txt', 'changed'),
  'stages: a source that changes one of two results': (w) => w.write('assets/a.css', 'a{b:c}'),
  'stages: a new source': (w) => w.write('assets/c.css', 'c{}'),
  'stages: an edit and back': {
    change: (w) => w.write('assets/b.css', 'bb{}'),
    next: [(w) => w.write('assets/b.css', 'b{}')],
  },
  'stages: an argument of the middle': { change: nothing, request: { buildArgs: { TARGET_NAME: 'x' } } },
  'stages: a new name': (w) => {
    w.dockerfile('AS build', 'AS builder');
    w.dockerfile('--from=build', '--from=builder');
  },
  'stages: by number': (w) => w.dockerfile('--from=build', '--from=1'),
  'stages: a target in the middle': { change: nothing, request: { target: 'build' } },
  'stages: a target in the middle after an edit': {
    change: (w) => w.write('src/main.txt', 'for the target RUN_ID'),
    request: { target: 'build' },
  },
  'stages: the first as a target': { change: nothing, request: { target: 'deps' } },
  'stages: an unused one is added': (w) =>
    w.dockerfile('FROM BASE AS final', 'FROM BASE AS extra\nRUN echo extra\n\nFROM BASE AS final'),
  'stages: a RUN of the last': (w) => w.dockerfile('RUN echo final', 'RUN echo finale'),
  'stages: a RUN in the first': (w) => w.dockerfile('WORKDIR /deps', 'WORKDIR /deps\nRUN echo more'),
  'stages: two COPY swap': (w) =>
    w.dockerfile(
      'COPY --from=assets /made/fixed.txt /app/\nCOPY --from=assets /made/all.txt /app/',
      'COPY --from=assets /made/all.txt /app/\nCOPY --from=assets /made/fixed.txt /app/',
    ),
  'stages: COPY from the base image': (w) =>
    w.dockerfile('RUN echo final', 'COPY --from=BASE /bin/busybox /bb\nRUN echo final'),
  'stages: COPY from the base image, again': {
    change: (w) => w.dockerfile('RUN echo final', 'COPY --from=BASE /bin/busybox /bb2\nRUN echo final'),
    next: [nothing],
  },
  'stages: another destination': (w) => w.dockerfile('/deps/out /app', '/deps/out /app2'),
  'stages: a stage that uses the last result': (w) =>
    w.write('Dockerfile', `${w.read('Dockerfile')}\nFROM final AS top\nRUN echo top\n`),
  'stages: without the cache': { change: nothing, request: { noCache: true }, next: [nothing] },
  'stages: the base gets a layer': { change: nothing, base: 'RUN echo stages >/stages' },
  'stages: triggers of a stage': (w) => w.dockerfile('RUN echo deps', 'ONBUILD RUN echo onbuild\nRUN echo deps'),
  'stages: everything is touched': (w) =>
    ['package.json', 'src/main.txt', 'assets/a.css'].map((path) => w.touch(path, 1_300_000_000)),
  'stages: the cache is pruned': { change: nothing, pruned: 'all' },
});

const mounts = experimentsOf('mounts', {
  'mounts: nothing changes': nothing,
  'mounts: the bound file': (w) => w.write('lock.json', 'another lock RUN_ID'),
  'mounts: in the bound folder': (w) => w.write('pages/about.html', 'more about'),
  'mounts: a new file in the bound folder': (w) => w.write('pages/new.html', 'new'),
  'mounts: a file beside': (w) => w.write('other.txt', 'changed'),
  'mounts: the tool of a stage': (w) => w.write('tool.sh', 'echo another RUN_ID'),
  'mounts: a step of the stage that does not touch the tool': (w) =>
    w.dockerfile('RUN echo tools RUN_ID >/log', 'RUN echo tool RUN_ID >/log2'),
  'mounts: another cache': (w) => w.dockerfile('target=/cache', 'target=/cache,id=other'),
  'mounts: options in another order': (w) =>
    w.dockerfile('type=bind,source=pages,target=/pages', 'type=bind,target=/pages,source=pages'),
  'mounts: another secret': (w) => w.dockerfile('id=token', 'id=password'),
  'mounts: mode of the bound file': (w) => w.mode('lock.json', 0o600),
  'mounts: time of the bound file': (w) => w.touch('lock.json', 1_000_000_000),
  'mounts: ls beside': (w) => w.dockerfile('ls /pages', 'ls -l /pages'),
  'mounts: a bound file may be written': (w) =>
    w.dockerfile('source=lock.json,target=/lock.json', 'source=lock.json,target=/lock.json,rw'),
  'mounts: an edit and back': {
    change: (w) => w.write('lock.json', 'x'),
    next: [(w) => w.write('lock.json', 'lock RUN_ID')],
  },
});

const files = experimentsOf('files', {
  'files: nothing changes': nothing,
  'files: mode of a file with --chmod': (w) => w.mode('script.sh', 0o755),
  'files: another --chmod': (w) => w.dockerfile('--chmod=644', '--chmod=755'),
  'files: another --chown': (w) => w.dockerfile('--chown=1:1', '--chown=3:3'),
  'files: deep content': (w) => w.write('data/deep/er/c.txt', 'cc'),
  'files: one of two': (w) => w.write('one.txt', 'uno'),
  'files: two swap their content': (w) => {
    w.write('one.txt', 'two RUN_ID');
    w.write('two.txt', 'one');
  },
  'files: two sources swap': (w) => w.dockerfile('COPY one.txt two.txt', 'COPY two.txt one.txt'),
  'files: a match of a pattern': (w) => w.write('data/b.txt', 'bb'),
  'files: a new match': (w) => w.write('data/z.txt', 'z'),
  'files: a new folder that a pattern fits': (w) => w.write('dota/q.txt', 'q'),
  'files: an ignored file': (w) => w.write('data/x.tmp', 'x'),
  'files: an ignored file deep': (w) => w.write('data/deep/er/y.tmp', 'y'),
  'files: a link inside of a folder': (w) => w.link('lib/current.so', './real.so'),
  'files: what a link inside leads to': (w) => w.write('lib/real.so', 'other RUN_ID'),
  'files: a link out of the folder': (w) => w.link('lib/current.so', '../outside.txt'),
  'files: a link that leads nowhere': (w) => w.link('lib/current.so', 'missing.so'),
  'files: the folder is a link': (w) => {
    w.rename('lib', 'libs');
    w.link('lib', 'libs');
  },
  'files: archive by ADD': (w) => w.write('archive.txt', 'another RUN_ID'),
  'files: COPY for ADD': (w) => w.dockerfile('ADD archive', 'COPY archive'),
  'files: a name with a blank': (w) => w.write('with space.txt', 'other space RUN_ID'),
  'files: hard links': (w) => w.hardLink('data/h.txt', 'data/a.txt'),
  'files: hard link, then a copy': {
    change: (w) => w.hardLink('data/b.txt', 'data/a.txt'),
    next: [
      (w) => {
        const text = w.read('data/a.txt');
        w.remove('data/b.txt');
        w.write('data/b.txt', text);
      },
    ],
  },
  'files: sticky and setuid': (w) => w.mode('script.sh', 0o4755),
  'files: a folder becomes a file': (w) => {
    w.remove('data/deep');
    w.write('data/deep', 'flat');
  },
  'files: a folder goes and comes back with another mode': {
    isPrimed: true,
    change: (w) => w.remove('data/deep'),
    next: [
      (w) => {
        w.write('data/deep/er/c.txt', 'c');
        w.mode('data/deep', 0o700);
      },
    ],
  },
});

const modern = experimentsOf('modern', {
  'modern: nothing changes': nothing,
  'modern: the linked file': (w) => w.write('linked.txt', 'edited RUN_ID'),
  'modern: below a linked file': (w) => w.dockerfile('WORKDIR /m', 'WORKDIR /m2'),
  'modern: a file in the Dockerfile': (w) => w.dockerfile('name=RUN_ID', 'name=RUN_ID-2'),
  'modern: a script in the Dockerfile': (w) => w.dockerfile('echo two', 'echo three'),
  'modern: another end of a script': (w) => {
    w.dockerfile('RUN <<EOF', 'RUN <<END');
    w.dockerfile('echo two\nEOF', 'echo two\nEND');
  },
  'modern: another network': (w) => w.dockerfile('--network=none', '--network=default'),
  'modern: the last linked file': (w) => w.write('tool.sh', 'echo RUN_ID 2'),
  'modern: variables in a file': (w) => w.dockerfile('WORKDIR /m', 'ENV V=1\nWORKDIR /m'),
});

const arm = { platform: 'linux/arm64' };

const platforms = experimentsOf('platforms', {
  'platforms: nothing changes': nothing,
  'platforms: another': { change: nothing, request: arm },
  'platforms: another, twice': { change: nothing, request: arm, next: [nothing] },
  'platforms: a variant of another': { change: nothing, request: { platform: 'linux/arm/v7' } },
  'platforms: the own one by name': { change: nothing, request: { platform: 'linux/amd64' } },
  'platforms: an edit for another': { change: (w) => w.write('src/main.txt', 'for arm RUN_ID'), request: arm },
  'platforms: an edit of the last stage for another': {
    change: (w) => w.write('conf/app.conf', 'for arm RUN_ID'),
    request: arm,
  },
  'platforms: the name of the whole platform': (w) =>
    w.dockerfile('ARG TARGETARCH', 'ARG TARGETARCH\nARG TARGETPLATFORM'),
  'platforms: the name of the builder': (w) => w.dockerfile('ARG TARGETARCH', 'ARG TARGETARCH\nARG BUILDARCH'),
  'platforms: a file of a stage from nothing': (w) => w.write('data/table.csv', 'other table RUN_ID'),
  'platforms: a target for another': { change: nothing, request: { ...arm, target: 'data' } },
  'platforms: an argument that is given as the platform is': {
    change: nothing,
    request: { buildArgs: { TARGETARCH: 'amd64' } },
  },
});

const alone: readonly Experiment[] = [...plain, ...stages, ...mounts, ...files, ...modern, ...platforms];

export const allExperiments: readonly Experiment[] = [...alone, ...combinations, ...outside];

export type Part = 'open' | 'apart' | 'combined' | 'outside';

/**
 * Every third is kept apart: not looked at while the forecast is tuned. Those in which several things meet, and those that take from
 * elsewhere, count by themselves.
 */
export function partOf(experiment: Experiment): Part {
  if (outside.includes(experiment)) return 'outside';
  const index = alone.indexOf(experiment);
  return index < 0 ? 'combined' : index % 3 === 2 ? 'apart' : 'open';
}
