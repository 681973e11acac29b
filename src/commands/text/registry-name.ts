// How registries are called in sentences.

/** As a person calls it. */
export function registryName(registry: string): string {
  return registry === 'docker.io' ? 'Docker Hub' : registry;
}
