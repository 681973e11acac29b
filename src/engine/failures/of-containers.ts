// What engines say of containers, their names, ports and programs.
import * as l10n from '@vscode/l10n';
import { presentable, shortIds } from './presentable.ts';
import { named, table } from './sentence.ts';

export const containerSentences = table(() => [
  {
    id: 'container-name-taken',
    pattern:
      /^(?:.*: )?(?:conflict\. )?the container name "\/?([^"]+)" is already in use|the container name "\/?([^"]+)" is already in use by|: the name "?([^"\s]+)"? is already in use/i,
    kind: 'name-in-use',
    say: (match) =>
      l10n.t('The container "{0}" already exists. Choose another name, or remove that container.', named(match) ?? ''),
    source: ['moby/moby daemon/errors.go', 'containers/podman vendor/go.podman.io/storage/types/errors.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'renamed-to-taken-name',
    // What Podman's database says of a name that is renamed to.
    pattern: /\bUNIQUE constraint failed: \w+\.Name/i,
    kind: 'name-in-use',
    say: l10n.t('A container with this name already exists. Choose another name, or remove that container.'),
    source: ['containers/podman libpod/sqlite_state_internal.go'],
    engines: 'Podman 5',
  },
  {
    id: 'not-a-signal',
    pattern: /(?:^|: )invalid signal: ?(.*)/i,
    kind: 'invalid',
    say: (match) =>
      match[1]
        ? l10n.t('"{0}" is not a signal. Use a name like SIGTERM or SIGHUP.', match[1])
        : l10n.t('That is not a signal. Use a name like SIGTERM or SIGHUP.'),
    source: ['moby/moby vendor/github.com/moby/sys/signal/signal.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'port-taken',
    pattern: /: port is already allocated|: address already in use/i,
    kind: 'port-in-use',
    say: ({ input }) => portTaken(portIn(input)),
    source: [
      'moby/moby daemon/libnetwork/portallocator/portallocator.go',
      'moby/moby daemon/libnetwork/portallocator/osallocator_linux.go',
      'containers/podman cmd/rootlessport/main.go',
    ],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'no-such-container',
    pattern: /(?:^|: )no such container:? ?"?([\w.-]*)|no container with (?:name or )?id "?([\w.-]*)/i,
    kind: 'not-found',
    say: (match) => noLonger(shortIds(named(match) ?? '')),
    source: ['moby/moby daemon/container/view.go', 'containers/podman libpod/sqlite_state.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'no-such-process',
    pattern: /^no such exec instance|: no such exec session/i,
    kind: 'not-found',
    say: l10n.t('The process in the container has exited.'),
    source: ['moby/moby daemon/errors.go', 'containers/podman libpod/define/errors.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'program-exited',
    pattern:
      /\bcannot resize a (?:stopped container|deleted process)|(?:^|: )process does not exist|(?:^|: )exec process is not started/i,
    kind: 'conflict',
    say: l10n.t('The program in the container has exited.'),
    source: [
      'containerd/containerd cmd/containerd-shim-runc-v2/process/exec_state.go',
      'containerd/containerd cmd/containerd-shim-runc-v2/runc/container.go',
      'moby/moby daemon/resize.go',
    ],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'container-runs',
    pattern:
      /^you cannot remove a running container|container is (?:running|paused): stop the container before removing|cannot remove container \S+ as it is (?:running|paused)/i,
    kind: 'conflict',
    say: l10n.t('The container is running. Stop it first, or force its removal.'),
    source: ['moby/moby daemon/delete.go', 'containers/podman libpod/container_internal.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'container-does-not-run',
    pattern:
      /(?:^|: )container \S+ is not running|\bcan only (?:create exec|start exec|attach)\b.*running|: container state improper$/i,
    kind: 'conflict',
    say: l10n.t('The container is not running. Start it first.'),
    source: ['moby/moby daemon/errors.go', 'containers/podman libpod/container_exec.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'container-paused',
    pattern: /(?:^|: )container \S+ is paused/i,
    kind: 'conflict',
    say: l10n.t('The container is paused. Unpause it first.'),
    source: ['moby/moby daemon/errors.go', 'moby/moby daemon/attach.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'removal-in-progress',
    pattern: /(?:^|: )removal of container .* is already in progress/i,
    kind: 'conflict',
    say: l10n.t('The container is already being removed.'),
    source: ['moby/moby daemon/delete.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'no-such-program',
    pattern:
      /(?:^|: )exec(?:utable file)?:? "?([^":]*)"?: (?:executable file not found|stat .*: no such file or directory)|"([^"]+)": executable file not found|executable file `([^`]+)` not found/i,
    kind: 'invalid',
    say: (match) => l10n.t('The image does not have the program "{0}". Check the command.', named(match) ?? ''),
    source: ['moby/moby daemon/errors.go', 'containers/podman libpod/oci_util.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'not-a-container-name',
    pattern: /^invalid container name \(([^)]*)\)/i,
    kind: 'invalid',
    say: (match) =>
      l10n.t(
        '"{0}" is not a valid container name. Use at least two letters, digits, "_", "." and "-", and begin with a letter or digit.',
        match[1] ?? '',
      ),
    source: ['moby/moby daemon/names.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'not-a-port',
    pattern: /(?:^|: )invalid (?:host ?)?port\b|(?:^|: )invalid containerport|: port number .*out of range/i,
    kind: 'invalid',
    say: l10n.t('That is not a port. Use a number from 1 to 65535.'),
    source: ['moby/moby daemon/container.go', 'moby/moby api/types/network/port.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'no-such-file',
    pattern: /^could not find the file (.*) in container/i,
    kind: 'not-found',
    say: (match) => l10n.t('"{0}" does not exist in the container.', match[1] ?? ''),
    source: ['moby/moby daemon/errors.go'],
    engines: 'Docker 20.10 to 29',
  },
  {
    id: 'client-version',
    pattern: /^client version .* is too (?:old|new)/i,
    kind: 'unsupported',
    say: ({ input }) => presentable(input),
    source: ['moby/moby daemon/server/middleware/version.go'],
    engines: 'Docker 20.10 to 29',
  },
]);

/** What an engine says when it is asked for a log. */
export const logSentences = table(() => [
  {
    id: 'log-not-readable',
    pattern: /\bdoes not support reading|: this container is not logging output/i,
    kind: 'unsupported',
    say: l10n.t('Its log cannot be read.'),
    source: ['moby/moby daemon/logger/logger.go', 'containers/podman libpod/container_log.go'],
    engines: 'Docker 20.10 to 29, Podman 4 and 5',
  },
  {
    id: 'log-being-removed',
    pattern: /\bdead or marked for removal$/i,
    kind: 'not-found',
    say: l10n.t('The container and its log are being removed.'),
    source: ['moby/moby daemon/logs.go'],
    engines: 'Docker 20.10 to 29',
  },
]);

/** Warnings that tell a person nothing: ours are of addresses that stand where old and new engines look. */
export const idleWarnings = table(() => [
  {
    id: 'idle-mac-address',
    pattern: /^the container-wide MacAddress field is now deprecated/i,
    kind: 'nothing-to-do',
    say: l10n.t('The same address is used in both places.'),
    source: ['moby/moby daemon/server/router/container/container_routes.go'],
    engines: 'Docker 25 to 29',
  },
]);

function portIn(words: string): string | undefined {
  return (
    /(?:Bind for|listen (?:tcp|udp)[46]?|bind: |exposing port \w+|bind host port for) ?\S*?:(\d+)(?=[\s:/]|$|->)/i.exec(
      words,
    )?.[1] ?? /:(\d+)(?:: bind)?/.exec(words)?.[1]
  );
}

function portTaken(port: string | undefined): string {
  return port === undefined
    ? l10n.t('A port is already in use by another program or container. Choose another port, or stop what uses it.')
    : l10n.t(
        'Port {0} is already in use by another program or container. Choose another port, or stop what uses it.',
        port,
      );
}

function noLonger(name: string): string {
  return name === ''
    ? l10n.t('That container no longer exists.')
    : l10n.t('The container "{0}" no longer exists.', name);
}

/**
 * What Podman writes last into the terminal of a program that it could not start. Source: containers/podman
 * libpod/define/errors.go.
 */
export const podmanCouldNotStart = (output: string): boolean =>
  /: OCI (?:runtime error|runtime attempted to invoke a command that was not found|permission denied)\s*$/.test(output);
