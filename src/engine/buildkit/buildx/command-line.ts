// A build as the words of a Docker command line. Pure; nothing here passes a shell.
// Source: docs.docker.com/reference/cli/docker/buildx/build.
import type { BuildRequest, BuildSecret, BuildSsh } from '../../build-api.ts';

/** The options of `docker build` and `docker buildx build`, and the context at the end. */
export function buildArguments(request: BuildRequest): string[] {
  const { tags, target, buildArgs = {}, labels = {}, platform, secrets = [], ssh = [] } = request;
  const {
    networkMode,
    extraHosts = [],
    shmSize,
    cacheFrom = [],
    namedContexts = {},
    contextFolder,
    dockerfile,
  } = request;
  const each = (option: string, values: readonly string[]) => values.flatMap((value) => [option, value]);
  const assigned = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => `${name}=${value}`);
  const maybe = (option: string, value: string | number | undefined) =>
    value === undefined || value === '' ? [] : [option, String(value)];
  return [
    ...['--file', dockerfile],
    ...each('--tag', tags),
    ...maybe('--target', target),
    ...each('--build-arg', assigned(buildArgs)),
    ...each('--label', assigned(labels)),
    ...maybe('--platform', platform),
    ...each('--secret', secrets.map(secretOption)),
    ...each('--ssh', ssh.map(sshOption)),
    ...(request.noCache ? ['--no-cache'] : []),
    ...(request.pull ? ['--pull'] : []),
    ...maybe('--network', networkMode),
    ...each('--add-host', extraHosts),
    ...maybe('--shm-size', shmSize),
    ...each('--cache-from', cacheFrom),
    ...each('--build-context', assigned(namedContexts)),
    ...['--', contextFolder],
  ];
}

function secretOption(secret: BuildSecret): string {
  return fields(
    'file' in secret ? [`id=${secret.id}`, `src=${secret.file}`] : [`id=${secret.id}`, `env=${secret.variable}`],
  );
}

function sshOption({ id, socket }: BuildSsh): string {
  return socket === undefined ? id : `${id}=${socket}`;
}

/** One line of CSV, as which Docker reads such an option. */
function fields(values: readonly string[]): string {
  return values.map((value) => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)).join(',');
}
