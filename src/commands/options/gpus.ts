// `--gpus`: all, a number, or fields as device, driver, capabilities and options (docker/cli, opts/gpus.go).
import * as l10n from '@vscode/l10n';
import type { DeviceRequest } from '../../engine/container-settings.ts';
import { csvField, csvFields, csvPairs } from '../text/csv.ts';
import { pairsOf, record } from './values.ts';

export function parseGpus(text: string): DeviceRequest | { readonly wrong: string } {
  const pairs = csvPairs(text);
  const wrong = { wrong: l10n.t('"{0}" does not name GPUs. Use all, a number, or "device=0,1".', text) };
  if (!pairs || text === '') return wrong;
  const request: DeviceRequest = {};
  for (const [key, value] of pairs) {
    if (value === undefined || key === 'count') {
      const amount = value ?? key;
      if (!/^(?:all|-1|\d+)$/.test(amount)) return wrong;
      request.Count = amount === 'all' ? -1 : Number(amount);
    } else if (key === 'driver') request.Driver = value;
    else if (key === 'device') request.DeviceIDs = value.split(',');
    else if (key === 'capabilities') request.Capabilities = [[...value.split(','), 'gpu']];
    else if (key === 'options') request.Options = record(csvFields(value) ?? []);
    else
      return {
        wrong: l10n.t('"{0}" is not a field of --gpus. Use count, device, driver, capabilities or options.', key),
      };
  }
  return {
    Capabilities: [['gpu']],
    ...(request.DeviceIDs || request.Count !== undefined ? {} : { Count: 1 }),
    ...request,
  };
}

/** The text that `parseGpus` reads. */
export function formatGpus({ Driver, Count = 0, DeviceIDs, Capabilities, Options }: DeviceRequest): string {
  const [capabilities = []] = Capabilities ?? [];
  const more = capabilities.filter((each, index) => each !== 'gpu' || index !== capabilities.lastIndexOf('gpu'));
  const options = pairsOf(Options).map(csvField).join(',');
  const fields = [
    ...(Count === 0 ? [] : [Count === -1 ? 'all' : String(Count)]),
    ...(DeviceIDs && DeviceIDs.length > 0 ? [`device=${DeviceIDs.join(',')}`] : []),
    ...(Driver ? [`driver=${Driver}`] : []),
    ...(more.length > 0 ? [`capabilities=${more.join(',')}`] : []),
    ...(options === '' ? [] : [`options=${options}`]),
  ];
  return fields.map(csvField).join(',');
}
