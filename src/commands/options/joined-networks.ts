// The networks that a container was made with, the first one first, without what the engine adds by itself.
import type { EndpointSettings } from '../../engine/container-settings.ts';
import type { NetworkValue } from './network-value.ts';
import type { Made } from './option.ts';

export function joinedNetworks({ id, host, networks }: Made): NetworkValue[] {
  const mode = host.NetworkMode ?? 'default';
  const usual = mode === 'default' || mode === 'bridge' || mode === '';
  const byId = Object.entries(networks).find(([, { NetworkID }]) => NetworkID === mode)?.[0];
  const usualName = ['bridge', 'podman'].find((name) => Object.hasOwn(networks, name)) ?? 'bridge';
  const made = usual ? usualName : (byId ?? mode);
  const others = Object.keys(networks).filter((name) => name !== made);
  // It may have left the network that it was made in.
  const hasLeft = others.length > 0 && !Object.hasOwn(networks, made);
  const joined = (hasLeft ? others : [made, ...others]).map((name) => ({
    name,
    settings: asked(networks[name] ?? {}, id),
  }));
  // The usual network goes without saying, unless others come after it.
  const [only] = joined;
  return usual && others.length === 0 && only && Object.keys(only.settings).length === 0 ? [] : joined;
}

/** The engine adds the short id as an alias, and tells the address that it has given itself elsewhere. */
export function asked({ Aliases, IPAMConfig, DriverOpts, GwPriority }: EndpointSettings, id: string): EndpointSettings {
  const aliases = (Aliases ?? []).filter((alias) => alias !== id.slice(0, 12));
  return {
    ...(aliases.length > 0 ? { Aliases: aliases } : {}),
    ...(IPAMConfig && Object.values(IPAMConfig).some(Boolean) ? { IPAMConfig } : {}),
    ...(DriverOpts && Object.keys(DriverOpts).length > 0 ? { DriverOpts } : {}),
    ...(GwPriority ? { GwPriority } : {}),
  };
}
