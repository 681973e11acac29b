// Users that official images have beside root. Source: their Dockerfiles on GitHub (docker-library, nodejs, nginx …).
import type { ImageReference } from '../../image-reference.ts';

const users: Readonly<Record<string, readonly string[]>> = {
  node: ['node'],
  nginx: ['nginx'],
  'nginxinc/nginx-unprivileged': ['nginx'],
  httpd: ['www-data'],
  php: ['www-data'],
  wordpress: ['www-data'],
  postgres: ['postgres'],
  mysql: ['mysql'],
  mariadb: ['mysql'],
  redis: ['redis'],
  valkey: ['valkey'],
  mongo: ['mongodb'],
  memcached: ['memcache'],
  rabbitmq: ['rabbitmq'],
  haproxy: ['haproxy'],
  gradle: ['gradle'],
  jenkins: ['jenkins'],
  ubuntu: ['ubuntu', 'www-data'],
  debian: ['www-data'],
};

export function usersOfImage({ registry, repository }: ImageReference): readonly string[] {
  if (registry === 'gcr.io' && repository.startsWith('distroless/')) return ['nonroot'];
  if (registry === 'mcr.microsoft.com' && repository.startsWith('dotnet/')) return ['app'];
  return registry === 'docker.io' ? (users[repository.replace(/^library\//, '')] ?? []) : [];
}
