// Who the engine is.
import type { EngineInfo } from '../engine.ts';
import type { Connection } from './connection.ts';

interface Info {
  readonly ID?: string;
  readonly Name: string;
  readonly DockerRootDir: string;
  readonly SecurityOptions?: readonly string[] | null;
  readonly RegistryConfig?: {
    readonly InsecureRegistryCIDRs?: readonly string[] | null;
    readonly IndexConfigs?: Readonly<Record<string, { readonly Secure?: boolean }>> | null;
  } | null;
}

interface Version {
  readonly Version: string;
  readonly ApiVersion: string;
  readonly Os: string;
  readonly Arch: string;
}

/** Not dockerode's calls: their types know no abort signal. */
export async function engineInfo({ transport, quickly }: Connection, signal?: AbortSignal): Promise<EngineInfo> {
  return quickly(signal, async (abortSignal) => {
    const [info, version] = await Promise.all([
      transport.json<Info>({ method: 'GET', path: '/info' }, abortSignal),
      transport.json<Version>({ method: 'GET', path: '/version' }, abortSignal),
    ]);
    return {
      // Podman has no id; its name and place of storage last as long.
      id: info.ID || `${info.Name}:${info.DockerRootDir}`,
      version: version.Version,
      apiVersion: version.ApiVersion,
      os: version.Os,
      platform: `${version.Os}/${version.Arch}`,
      name: info.Name,
      insecureRegistries: insecureRegistries(info),
      // Source: moby/moby daemon/info.go, fillSecurityOptions: it stands there where the usual one is private.
      usualCgroupNamespace: info.SecurityOptions?.includes('name=cgroupns') ? 'private' : 'host',
    };
  });
}

function insecureRegistries({ RegistryConfig }: Info): string[] {
  const hosts = Object.entries(RegistryConfig?.IndexConfigs ?? {}).filter(([, { Secure }]) => Secure === false);
  return [...(RegistryConfig?.InsecureRegistryCIDRs ?? []), ...hosts.map(([host]) => host)];
}
