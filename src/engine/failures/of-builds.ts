// What BuildKit, the older builder and buildx say of a build that failed. `step` is the one that did, where it is known.
import * as l10n from '@vscode/l10n';
import { exitMeaning } from '../exit-code.ts';
import { instructionOf } from './build-words.ts';
import { presentable, withoutInnerPlaces } from './presentable.ts';
import { named, table } from './sentence.ts';

const ofDocker = 'Docker 20.10 to 29';

export const buildSentences = table(() => [
  {
    id: 'secret-not-provided',
    pattern: /\bsecret (\S+?):? (?:was )?not found|\bsecret not found: (\S+)/i,
    kind: 'build-input',
    say: (match) =>
      l10n.t(
        'The Dockerfile uses the secret "{0}", which was not provided. Add it to the build secrets.',
        named(match) ?? '',
      ),
    source: ['moby/buildkit session/secrets/secrets.go'],
    engines: ofDocker,
  },
  {
    id: 'ssh-agent-not-provided',
    pattern: /\bunset ssh forward key (\S+)|\bno ssh key "?([^"\s]+)"? forwarded/i,
    kind: 'build-input',
    say: (match) =>
      l10n.t(
        'The Dockerfile uses the SSH agent "{0}", which was not provided. Add it in the build options.',
        named(match) ?? '',
      ),
    source: [
      'moby/buildkit session/sshforward/sshprovider/raw_provider.go',
      'moby/buildkit solver/llbsolver/mounts/mount.go',
    ],
    engines: ofDocker,
  },
  {
    id: 'build-session-missing',
    pattern:
      /\bno active sessions?|(?:^|: )no session\b|(?:^|: )session .*not found|\bno ssh handler|\bno ssh forwarded|\bcode = Unavailable|: the connection is draining/i,
    kind: 'unsupported',
    say: l10n.t(
      'The session that provides files, secrets and registry logins to the build is missing or was lost. Check whether a proxy in front of the engine rejects POST /session, and build again.',
    ),
    source: ['moby/buildkit session/group.go', 'moby/buildkit session/manager.go', 'grpc/grpc-go status/status.go'],
    engines: ofDocker,
  },
  {
    id: 'dockerfile-line',
    pattern: /\bdockerfile parse error (?:on )?line (\d+): ?([\s\S]*)/i,
    kind: 'build-failed',
    say: (match) => l10n.t('Line {0} of the Dockerfile is not valid: {1}.', match[1] ?? '', firstLine(match[2])),
    place: (match) => ({ line: Number(match[1]) - 1 }),
    source: ['moby/buildkit frontend/dockerfile/instructions/parse.go'],
    engines: ofDocker,
  },
  {
    id: 'stage-or-base-name',
    // BuildKit finds a name of a stage behind FROM in lower case only, and takes any other for an image's.
    pattern: /^failed to parse stage name "([^"]*)": |^base name \((.*)\) should not be blank/i,
    kind: 'build-failed',
    say: ({ input }) => presentable(input),
    place: (match) => ({ base: named(match) ?? '' }),
    source: ['moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go'],
    engines: ofDocker,
  },
  {
    id: 'no-instructions',
    pattern: /(?:^|: )file with no instructions|(?:^|: )the dockerfile .*cannot be empty/i,
    kind: 'build-failed',
    say: l10n.t('The Dockerfile has no instructions. Begin it with FROM.'),
    source: [
      'moby/buildkit frontend/dockerfile/parser/parser.go',
      'moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go',
    ],
    engines: ofDocker,
  },
  {
    id: 'instruction-before-from',
    pattern: /(?:^|: )no build stage in current context/i,
    kind: 'build-failed',
    say: l10n.t('The Dockerfile has an instruction before its first FROM. Begin it with FROM.'),
    source: ['moby/buildkit frontend/dockerfile/instructions/commands.go'],
    engines: ofDocker,
  },
  {
    id: 'dockerfile-not-found',
    // Whatever else keeps BuildKit from reading it is told in its own words: a disk that fails, a context that is gone.
    pattern:
      /(?:^|: )failed to read dockerfile: [\s\S]*(?:no such file or directory|cannot find the file)|(?:^|: )cannot locate (?:specified )?dockerfile|(?:^|: )can't find.*dockerfile/i,
    kind: 'build-input',
    say: l10n.t('The engine did not find the Dockerfile in the build context. Choose another Dockerfile or context.'),
    source: ['moby/buildkit frontend/dockerui/config.go', 'moby/moby daemon/builder/remotecontext/detect.go'],
    engines: ofDocker,
  },
  {
    id: 'no-such-stage',
    pattern:
      /(?:^|: )failed to reach build target (\S+)|(?:^|: )target stage "?([^\s"]+)"? could not be found|(?:^|: )build target (\S+) not found/i,
    kind: 'build-failed',
    say: (match) => l10n.t('The Dockerfile has no stage "{0}". Choose a name after AS.', named(match) ?? ''),
    source: [
      'moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go',
      'moby/moby daemon/builder/dockerfile/builder.go',
    ],
    engines: ofDocker,
  },
  {
    id: 'cache-missing',
    // Of containerd's store, where something of the cache went away between two steps.
    pattern: /\bsnapshot \S+ does not exist: not found|\blease (?:\S+|does not exist): not found/i,
    kind: 'build-failed',
    say: l10n.t('A part of the build cache that this build needs is no longer on the engine. Build again.'),
    source: ['containerd/containerd core/metadata/snapshot.go', 'containerd/containerd core/metadata/leases.go'],
    engines: ofDocker,
  },
  {
    id: 'outside-context',
    pattern: /not found|no such file|forbidden path/i,
    kind: 'build-failed',
    say: (_match, step) => {
      const instruction = instructionOf(step) ?? '';
      const outside = /^(?:COPY|ADD)\s(?:--\S+\s+)*(?:.*\s)?"?(\.\.\/[^\s",]*)/.exec(instruction)?.[1];
      return outside === undefined || /--from=/.test(instruction)
        ? undefined
        : l10n.t(
            '{0}: "{1}" is outside the build context. Only files in the context can be copied. Use a parent folder as the context, or move the file.',
            instruction,
            outside,
          );
    },
    source: [
      'moby/buildkit solver/llbsolver/ops/opsutils/contenthash.go',
      'moby/moby daemon/builder/remotecontext/detect.go',
    ],
    engines: ofDocker,
  },
  {
    id: 'not-in-context',
    pattern:
      /(?=.*(?:checksum|cache key|COPY failed|ADD failed|lstat|build context|copier))(?:.*?)(?:"?(\/[^"\s]*)"?:? not found|(?:COPY|ADD) failed: (?:file not found in build context[^:]*: stat |no source files.*|stat )([^:\s]*)|lstat ([^:]*): no such file)/is,
    kind: 'build-failed',
    say: (match, step) => {
      const path = withoutInnerPlaces(`/${named(match) ?? ''}`).replace(/^\/+/, '');
      const instruction = instructionOf(step);
      const what = `${instruction === undefined ? '' : `${instruction}: `}"${path}"`;
      const from = /\s--from=(\S+)/.exec(instruction ?? '')?.[1];
      return from === undefined
        ? l10n.t('{0} is not in the build context. Check its path, and whether .dockerignore excludes it.', what)
        : l10n.t('{0} is not in {1}. Check its path.', what, from);
    },
    source: [
      'moby/buildkit solver/edge.go',
      'moby/buildkit solver/llbsolver/ops/opsutils/contenthash.go',
      'moby/moby daemon/builder/dockerfile/copy.go',
    ],
    engines: ofDocker,
  },
  {
    id: 'step-failed',
    pattern: /\bexit code: (\d+)|\breturned a non-zero code: (\d+)|\bexit status (\d+)/i,
    kind: 'build-failed',
    say: (match, step) => stepFailed(instructionOf(step), named(match) ?? ''),
    source: [
      'moby/buildkit solver/llbsolver/ops/exec.go',
      'moby/moby daemon/builder/dockerfile/dispatchers.go',
      'containers/podman vendor/go.podman.io/buildah/run_common.go',
    ],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
]);

/** What BuildKit says where it did not get a base image from its registry. */
export const baseImageSentences = table(() => [
  {
    id: 'base-image-not-pulled',
    pattern: /^pulling from host |^(?:\S+: )?failed to resolve source metadata for /i,
    kind: 'image-not-found',
    say: l10n.t('The image cannot be pulled.'),
    source: [
      'containerd/containerd remotes/docker/resolver.go',
      'moby/buildkit client/llb/sourceresolver/imageresolver.go',
    ],
    engines: 'Docker 23 to 29',
  },
]);

/** How a step's own error shows that it was ended, and did not fail. */
export const canceledSentences = table(() => [
  {
    id: 'canceled',
    pattern: /\bcontext canceled$|: canceled(?:$|:)/i,
    kind: 'nothing-to-do',
    say: l10n.t('Canceled.'),
    source: ['golang/go src/context/context.go', 'moby/buildkit solver/errdefs/context.go'],
    engines: ofDocker,
  },
]);

/** What the program `docker` says about its plugin. */
export const buildxSentences = table(() => [
  {
    id: 'no-buildx',
    pattern: /unknown command: docker buildx|'buildx' is not a docker command|unknown flag: --(?:builder|load)/i,
    kind: 'unsupported',
    say: withoutBuildx(l10n.t('the plugin "buildx" of the Docker CLI, which is not installed')),
    source: ['docker/cli cmd/docker/docker.go', 'spf13/pflag errors.go'],
    engines: 'Docker CLI 20.10 to 29',
  },
  {
    id: 'old-buildx',
    pattern: /\binvalid progress mode|\binvalid value "?rawjson/i,
    kind: 'unsupported',
    say: withoutBuildx(l10n.t('a newer "buildx" (0.13 or later) than the installed one')),
    source: ['moby/buildkit util/progress/progressui/display.go'],
    engines: 'buildx before 0.13',
  },
  {
    id: 'no-such-builder',
    pattern: /\bno builder "?([^"\n]*?)"? found|\bfailed to find (?:instance|builder) "?([^"\s:]*)/i,
    kind: 'invalid',
    say: (match) => l10n.t('The builder "{0}" does not exist. Choose one from "docker buildx ls".', named(match) ?? ''),
    source: ['docker/buildx store/storeutil/storeutil.go', 'docker/buildx builder/builder.go'],
    engines: 'buildx 0.8 to 0.30',
  },
]);

/** What a builder of buildx lacks here. */
export function withoutBuildx(what: string): string {
  return l10n.t('A buildx builder needs {0}. Install it, or build with the engine’s own builder.', what);
}

function firstLine(text: string | undefined): string {
  return (text ?? '').split('\n', 1)[0]?.trim().replace(/[.]$/, '') || l10n.t('it cannot be read');
}

export function stepFailed(instruction: string | undefined, code: string): string {
  const meaning = exitMeaning(Number(code))?.long;
  if (meaning !== undefined && instruction !== undefined)
    return l10n.t('{0} failed with exit code {1}: {2}. See its output.', instruction, code, meaning);
  return instruction === undefined
    ? l10n.t('A step failed with exit code {0}. See its output.', code)
    : l10n.t('{0} failed with exit code {1}. See its output.', instruction, code);
}
