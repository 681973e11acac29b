// What well-known images are made of: which family of systems, and where there is anything to say of it, which package
// managers. Sources: the images' own Dockerfiles and pages on Docker Hub, as of November 2026. A name or tag that may mean
// more than one system is not here.

export type BaseSystem = 'alpine' | 'debian' | 'redhat' | 'suse' | 'arch';

export interface BaseImage {
  readonly system: BaseSystem;
  /** Where they are others than the family's: `microdnf` alone. */
  readonly managers?: readonly string[];
}

interface ByTag {
  readonly tag: RegExp;
  /** undefined: nothing is known of it, or it is no Linux that has a package manager. */
  readonly system: BaseSystem | undefined;
}

const none = undefined;
/** Of which nothing, or another system, is said by the tag; the first that matches counts. */
const byTag: readonly ByTag[] = [
  {
    tag: /windows|nanoserver|servercore|distroless|chiseled|static|scratch|busybox|wolfi|cbl|mariner|azurelinux|photon|graal/,
    system: none,
  },
  { tag: /(^|[-.])alpine[\d.]*($|-)/, system: 'alpine' },
  {
    tag: /(^|-)(slim|trixie|bookworm|bullseye|buster|stretch|jessie|noble|jammy|focal|bionic|debian\d*|ubuntu[\d.]*)($|-)/,
    system: 'debian',
  },
  {
    tag: /(^|-)(ubi\d*|centos(stream)?\d*|rockylinux\d*|rhel\d*|almalinux\d*|oracle(linux)?\d*|amazonlinux\d*|al20\d\d|al2|corretto|amazoncorretto|fedora\d*|openjdk)($|-)/,
    system: none,
  },
];

/** Docker Official Images whose plain tags are of one system. */
const officialDefaults: Readonly<Record<BaseSystem, string>> = {
  debian: `debian ubuntu buildpack-deps node python ruby golang php perl rust gcc haskell erlang elixir julia r-base swift
    clojure pypy eclipse-temurin gradle sapmachine nginx httpd haproxy varnish redis postgres mariadb mongo memcached
    tomcat cassandra couchdb rethinkdb influxdb telegraf neo4j rabbitmq ghost wordpress drupal joomla nextcloud redmine
    solr zookeeper storm flink spark jetty dart`,
  alpine: 'alpine caddy traefik docker composer registry consul vault eclipse-mosquitto bash adminer matomo',
  redhat: 'fedora centos rockylinux almalinux amazonlinux oraclelinux amazoncorretto',
  suse: '',
  arch: 'archlinux',
};

const officialSystem = new Map(
  Object.entries(officialDefaults).flatMap(([system, names]) =>
    names.split(/\s+/).map((name) => [name, system as BaseSystem] as const),
  ),
);

/** Systems themselves, whose tags are versions and code names of that system. */
const distributions =
  /^(debian|ubuntu|alpine|fedora|centos|rockylinux|almalinux|amazonlinux|oraclelinux|archlinux|buildpack-deps)$/;

interface Elsewhere {
  /** Of `registry/repository`. */
  readonly image: RegExp;
  readonly system: BaseSystem;
  readonly managers?: readonly string[];
  /** The tag says more than the name: what it says goes first. */
  readonly tags?: true;
}

const elsewhere: readonly Elsewhere[] = [
  { image: /(^|\/)ubi\d*(\/ubi)?-minimal$|\/ubi\d*\/[\w-]+-minimal$/, system: 'redhat', managers: ['microdnf'] },
  {
    image:
      /^(registry\.access\.redhat\.com|registry\.redhat\.io)\/ubi[789]\d*\/ubi(-init)?$|^docker\.io\/redhat\/ubi[789]\d*(-init)?$|\/ubi[789]$/,
    system: 'redhat',
  },
  {
    image: /^quay\.io\/(centos\/centos|fedora\/fedora|rockylinux\/rockylinux|almalinuxorg\/almalinux)$/,
    system: 'redhat',
  },
  { image: /^public\.ecr\.aws\/(amazonlinux\/amazonlinux|lambda\/[\w-]+)$/, system: 'redhat' },
  { image: /^docker\.io\/opensuse\/|^registry\.(opensuse\.org\/opensuse|suse\.com\/(suse|bci))\//, system: 'suse' },
  { image: /^docker\.io\/oven\/bun$|^docker\.io\/denoland\/deno$/, system: 'debian', tags: true },
  {
    image: /^mcr\.microsoft\.com\/dotnet\/(nightly\/)?(sdk|aspnet|runtime|runtime-deps|monitor)$/,
    system: 'debian',
    tags: true,
  },
  { image: /^mcr\.microsoft\.com\/playwright(\/\w+)?$/, system: 'debian', tags: true },
  {
    image:
      /^docker\.io\/(continuumio\/(mini|ana)conda3|selenium\/[\w-]+|jupyter\/[\w-]+|pytorch\/pytorch|tensorflow\/tensorflow)$/,
    system: 'debian',
    tags: true,
  },
];

/** `repository` with its registry's host in front (`docker.io/library/node`); `tag`: '' if nothing is said. */
export function baseImageNamed(repository: string, tag: string): BaseImage | undefined {
  const official = /^(?:docker\.io|public\.ecr\.aws\/docker|mirror\.gcr\.io)\/library\/(.+)$/.exec(repository)?.[1];
  if (official !== undefined) return officialImage(official, tag);
  const found = elsewhere.find(({ image }) => image.test(repository));
  if (!found) return undefined;
  const { system, managers, tags } = found;
  const said = tags && byTag.find((one) => one.tag.test(tag));
  if (said) return said.system && { system: said.system };
  return managers ? { system, managers } : { system };
}

function officialImage(name: string, tag: string): BaseImage | undefined {
  const own = officialSystem.get(name);
  if (distributions.test(name)) return own && { system: own };
  // Official images say in their tags what they are made of: node:22-alpine3.21, python:3.13-slim-bookworm.
  const said = byTag.find((one) => one.tag.test(tag));
  const system = said ? said.system : own;
  return system && { system };
}
