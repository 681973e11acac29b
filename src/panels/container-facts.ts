// A container as its page shows it: what the engine tells, without what may be secret until somebody asks for it.
import * as l10n from '@vscode/l10n';
import { argumentsWithoutSecrets, commandWithoutSecrets } from '../dockerfile/knowledge/hidden-values.ts';
import type { ContainerDetails, Health, Mount, Port } from '../engine/container-api.ts';
import type { HostConfig, InspectedContainer } from '../engine/container-settings.ts';
import { formatBytes } from '../quantities.ts';
import { visibleLines, visibleText } from '../visible-text.ts';
import { environmentValues, labelValues } from './named-values.ts';
import type { NamedValue } from './page-messages.ts';

export interface ContainerFacts {
  readonly id: string;
  readonly name: string;
  readonly state: ContainerDetails['state'];
  readonly exitCode: number | undefined;
  readonly outOfMemory: boolean;
  readonly error: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  readonly restartCount: number;
  readonly restartPolicy: string;
  readonly autoRemove: boolean;
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly image: string;
  readonly imageId: string;
  /** Its name means a newer image now. */
  readonly hasNewerImage: boolean;
  readonly otherOptions?: OtherOptionsFacts | undefined;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly workingDirectory: string;
  readonly user: string;
  readonly health: Health | undefined;
  readonly ports: readonly PortFacts[];
  readonly environment: readonly NamedValue[];
  readonly labels: readonly NamedValue[];
  readonly mounts: readonly Mount[];
  /** `id`: undefined before its first start. */
  readonly networks: readonly {
    readonly name: string;
    readonly address: string;
    readonly id: string | undefined;
  }[];
  readonly limits: readonly NamedValue[];
}

/** The options that it was made from are others now. */
export interface OtherOptionsFacts {
  /** Whose options: `nginx`, or `nginx, "with debugger"`. */
  readonly name: string;
  /** Flag, values that it was made with, values now. */
  readonly rows: readonly (readonly [string, string, string])[];
}

export interface PortFacts {
  /** `80/tcp` */
  readonly inside: string;
  /** Where it is published: `0.0.0.0:8080`; undefined: it is not. */
  readonly at: string | undefined;
  /** What a browser opens. */
  readonly url: string | undefined;
}

/** `urlOf`: what a browser may open of it. */
export function containerFacts(
  details: ContainerDetails,
  urlOf: (port: Port) => string | undefined,
  hasNewerImage = false,
): ContainerFacts {
  const { raw, ports, environment, labels, health, mounts, networks, entrypoint, command, ...rest } = details;
  const { running: _, ...plain } = rest;
  const inspected = (raw ?? {}) as Partial<InspectedContainer>;
  const endpoints = inspected.NetworkSettings?.Networks ?? {};
  return {
    ...plain,
    name: visibleText(details.name),
    error: visibleLines(commandWithoutSecrets(details.error)),
    image: visibleText(details.image),
    hasNewerImage,
    workingDirectory: visibleText(details.workingDirectory || '/'),
    user: visibleText(details.user),
    entrypoint: argumentsWithoutSecrets(entrypoint).map(visibleLines),
    command: argumentsWithoutSecrets(command).map(visibleLines),
    health: health && { ...health, log: health.log.map((entry) => ({ ...entry, output: visibleLines(entry.output) })) },
    ports: distinctPorts(ports, urlOf),
    environment: environmentValues(environment),
    labels: labelValues(labels),
    mounts: mounts.map((mount) => ({
      ...mount,
      source: visibleText(mount.source),
      destination: visibleText(mount.destination),
    })),
    networks: networks.map(({ name, address }) => ({
      name: visibleText(name),
      address,
      id: endpoints[name]?.NetworkID || undefined,
    })),
    limits: limitsOf(inspected.HostConfig ?? {}),
  };
}

/** The engine lists a port once for IPv4 and once for IPv6. */
function distinctPorts(ports: readonly Port[], urlOf: (port: Port) => string | undefined): PortFacts[] {
  const found = new Map<string, PortFacts>();
  for (const port of ports) {
    const { privatePort, publicPort, address, protocol } = port;
    const inside = `${privatePort}/${protocol}`;
    const everywhere = address === undefined || address === '' || address === '0.0.0.0' || address === '::';
    const host = everywhere ? '' : address.includes(':') ? `[${address}]:` : `${address}:`;
    const at = publicPort === undefined ? undefined : `${host}${publicPort}`;
    found.set(`${inside} ${at}`, { inside, at, url: urlOf(port) });
  }
  return [...found.values()];
}

/** Only those that are set. */
function limitsOf(host: Partial<HostConfig>): NamedValue[] {
  const bytes = (value: number | undefined) => (value !== undefined && value > 0 ? formatBytes(value) : undefined);
  const list = (values: readonly string[] | null | undefined) => (values?.length ? values.join(', ') : undefined);
  const limits: readonly (readonly [string, string | undefined])[] = [
    [l10n.t('Memory'), bytes(host.Memory)],
    [l10n.t('Reserved memory'), bytes(host.MemoryReservation)],
    [l10n.t('Memory and swap'), host.MemorySwap === -1 ? l10n.t('no limit for swap') : bytes(host.MemorySwap)],
    ['CPU', host.NanoCpus ? l10n.t('{0} processors', host.NanoCpus / 1e9) : undefined],
    [l10n.t('Processors it may use'), host.CpusetCpus || undefined],
    [l10n.t('CPU shares'), host.CpuShares ? String(host.CpuShares) : undefined],
    [l10n.t('Processes'), host.PidsLimit && host.PidsLimit > 0 ? String(host.PidsLimit) : undefined],
    [l10n.t('File system'), host.ReadonlyRootfs ? l10n.t('read-only') : undefined],
    [l10n.t('Privileged'), host.Privileged ? l10n.t('yes: it may do all that the engine’s machine can') : undefined],
    [l10n.t('Added capabilities'), list(host.CapAdd)],
    [l10n.t('Dropped capabilities'), list(host.CapDrop)],
  ];
  return limits.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: visibleText(value) }]));
}
