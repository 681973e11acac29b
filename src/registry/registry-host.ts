// The names of a registry: in references, in config.json and in URLs. Pure.
// Source: github.com/docker/cli, cli/config/credentials (keys), github.com/moby/moby, registry/config.go (Docker Hub).

const dockerHub = 'docker.io';
/** What Docker Hub is called in config.json, since the first version of its API. */
const dockerHubKey = 'https://index.docker.io/v1/';
const dockerHubNames = new Set([dockerHub, 'index.docker.io', 'registry-1.docker.io']);

/** The registry as references name it, from whatever a person or a configuration says: `https://ghcr.io/v2/` → `ghcr.io`. */
export function registryOf(text: string): string {
  const host = text
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .toLowerCase();
  return dockerHubNames.has(host) ? dockerHub : host;
}

/** The key of config.json and of credential helpers, and the `serveraddress` of the engine's API. */
export function serverAddressOf(registry: string): string {
  return registryOf(registry) === dockerHub ? dockerHubKey : registryOf(registry);
}

/** Host and port of its HTTP API. */
export function apiHostOf(registry: string): string {
  return registryOf(registry) === dockerHub ? 'registry-1.docker.io' : registryOf(registry);
}

/** Whether a host (`localhost:5000`, `[::1]:5000`, `127.0.0.1`) is this machine by its very name. */
export function isLoopback(host: string): boolean {
  const name = hostNameOf(host);
  return name === 'localhost' || name.endsWith('.localhost') || /^127(?:\.\d{1,3}){3}$/.test(name) || name === '::1';
}

/** Without port and brackets, in lower case: `[::1]:5000` → `::1`. */
export function hostNameOf(host: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(host)?.[1];
  return (bracketed ?? host.replace(/:\d*$/, '')).toLowerCase();
}
