// Containers and images for tests: whole models of which a test names only what it is about.
import type { Container, Image } from '../../src/engine/engine.ts';

export function container(part: Partial<Container> = {}): Container {
  return {
    id: 'c'.repeat(64),
    name: 'web',
    image: 'site:latest',
    imageId: `sha256:${'a'.repeat(64)}`,
    command: 'busybox httpd',
    state: 'running',
    status: 'Up 3 minutes',
    createdAt: Date.UTC(2026, 0, 1),
    ports: [],
    labels: {},
    ...part,
  };
}

export function image(part: Partial<Image> = {}): Image {
  return {
    id: `sha256:${'a'.repeat(64)}`,
    tags: ['site:latest'],
    digests: [],
    size: 4_400_000,
    createdAt: Date.UTC(2026, 0, 1),
    labels: {},
    ...part,
  };
}
