// `--network`: a name, or name=NAME with alias, ip, ip6, mac-address, driver-opt and gw-priority (docker/cli,
// opts/network.go).
import * as l10n from '@vscode/l10n';
import type { EndpointSettings } from '../../engine/container-settings.ts';
import { csvField, csvPairs } from '../text/csv.ts';
import { pairsOf, wrongIp4, wrongIp6 } from './values.ts';

export interface NetworkValue {
  readonly name: string;
  readonly settings: EndpointSettings;
}

export function parseNetwork(text: string): NetworkValue | { readonly wrong: string } {
  if (!text.includes('=')) {
    return text === '' || /[\s,]/.test(text)
      ? { wrong: l10n.t('"{0}" is not a valid network name.', text) }
      : { name: text, settings: {} };
  }
  const pairs = csvPairs(text);
  if (!pairs) return { wrong: l10n.t('A quote in "{0}" is in the wrong place. Put it around the whole field.', text) };
  const settings: EndpointSettings = {};
  let name = '';
  for (const [key, value = ''] of pairs) {
    const wrong = value === '' ? l10n.t('The network field {0} needs a value.', key) : readField(settings, key, value);
    if (key === 'name') name = value;
    else if (wrong !== undefined) return { wrong };
  }
  return name === '' ? { wrong: l10n.t('"{0}" has no network name. Add name=NETWORK.', text) } : { name, settings };
}

function readField(settings: EndpointSettings, key: string, value: string): string | undefined {
  const addresses = { ...settings.IPAMConfig };
  switch (key) {
    case 'alias':
      settings.Aliases = [...(settings.Aliases ?? []), value];
      return undefined;
    case 'ip':
      settings.IPAMConfig = { ...addresses, IPv4Address: value };
      return wrongIp4(value);
    case 'ip6':
      settings.IPAMConfig = { ...addresses, IPv6Address: value };
      return wrongIp6(value);
    case 'link-local-ip':
      settings.IPAMConfig = { ...addresses, LinkLocalIPs: [...(addresses.LinkLocalIPs ?? []), value] };
      return undefined;
    case 'mac-address':
      settings.MacAddress = value;
      return undefined;
    case 'driver-opt': {
      const [option = '', ...rest] = value.split('=');
      settings.DriverOpts = { ...settings.DriverOpts, [option]: rest.join('=') };
      return rest.length > 0 ? undefined : l10n.t('"{0}" is not valid. Use NAME=value.', value);
    }
    case 'gw-priority':
      settings.GwPriority = Number(value);
      return /^-?\d+$/.test(value) ? undefined : l10n.t('"{0}" is not a valid priority. Use a whole number.', value);
    default:
      return key === 'name'
        ? undefined
        : l10n.t('"{0}" is not a field of --network. Use name, alias, ip, ip6 and others.', key);
  }
}

/** The text that `parseNetwork` reads: the name alone where that says it all. */
export function formatNetwork({ name, settings }: NetworkValue): string {
  const { Aliases, IPAMConfig, MacAddress, DriverOpts, GwPriority } = settings;
  const field = (key: string, value: string | number | undefined) => (value ? [`${key}=${value}`] : []);
  const fields = [
    ...(Aliases ?? []).map((alias) => `alias=${alias}`),
    ...field('ip', IPAMConfig?.IPv4Address),
    ...field('ip6', IPAMConfig?.IPv6Address),
    ...(IPAMConfig?.LinkLocalIPs ?? []).map((address) => `link-local-ip=${address}`),
    ...field('mac-address', MacAddress),
    ...pairsOf(DriverOpts).map((pair) => `driver-opt=${pair}`),
    ...field('gw-priority', GwPriority),
  ];
  return fields.length === 0 ? name : [`name=${name}`, ...fields].map(csvField).join(',');
}

export const wrongNetwork = (text: string): string | undefined => {
  const network = parseNetwork(text);
  return 'wrong' in network ? network.wrong : undefined;
};
