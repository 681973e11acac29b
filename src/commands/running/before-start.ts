// What only this machine knows of a run before it starts: ports that other programs have, and folders that are not there.
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import type { Dialogs } from '../host/dialogs.ts';
import { valuesOf } from '../options/index.ts';
import type { OptionValues } from '../options/option.ts';
import { parsePublish } from '../options/publish.ts';
import { isPath, parseVolume } from '../options/volume.ts';
import type { RunProblem } from './problems.ts';

/** What speaks against a start. */
export const startWarnings = {
  portTaken: (port: string) =>
    l10n.t('Port {0} is used by another program on this machine, so the container will not start.', port),
  folderCreated: (path: string) =>
    l10n.t('The folder {0} does not exist. The engine creates it empty, owned by root.', path),
};

/** `isContained`: this editor is in a container, where ports and folders are others than the engine's. */
type Here = readonly [engine: Pick<Engine, 'address' | 'hostName'>, isContained?: boolean];

/** Where the start will fail, or make something that nobody meant. `values`: complete. */
export async function warningsBeforeStart(values: OptionValues, ...[engine, isContained]: Here): Promise<RunProblem[]> {
  const isHere = engine.hostName === 'localhost' && /\b(?:unix|npipe):\/\//.test(engine.address);
  if (!isHere || (isContained ?? existsSync('/.dockerenv'))) return [];
  return [...(await portWarnings(values)), ...folderWarnings(values)];
}

/** Asks where there is such a warning. Throws `Cancelled`. */
export async function warnBeforeStart(
  host: Dialogs,
  engine: Here[0],
  name: string,
  values: OptionValues,
  isContained?: boolean,
): Promise<void> {
  const warnings = await warningsBeforeStart(values, engine, isContained);
  if (warnings.length === 0) return;
  await host.confirm({
    question: l10n.t('Run "{0}" anyway?', name),
    detail: warnings.map(({ text }) => text).join('\n'),
    action: l10n.t('Run Anyway'),
  });
}

async function portWarnings(values: OptionValues): Promise<RunProblem[]> {
  const ports = valuesOf(values, 'publish').flatMap((value) => {
    const parsed = parsePublish(value);
    return 'wrong' in parsed
      ? []
      : parsed.filter(({ hostPort, protocol }) => protocol === 'tcp' && /^\d+$/.test(hostPort));
  });
  const taken: RunProblem[] = [];
  for (const { address, hostPort } of ports) {
    if (await isTaken(Number(hostPort), address || '0.0.0.0')) {
      const text = startWarnings.portTaken(hostPort);
      taken.push({ option: 'publish', text });
    }
  }
  return taken;
}

/** Whether a program listens there. What cannot be found out counts as free. */
function isTaken(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE'));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(false)));
  });
}

/** `-v` makes them, as root; `--mount` refuses, in the engine's own words. */
function folderWarnings(values: OptionValues): RunProblem[] {
  return valuesOf(values, 'volume').flatMap((value) => {
    const volume = parseVolume(value);
    if ('wrong' in volume || !isPath(volume.source) || existsSync(volume.source)) return [];
    const text = startWarnings.folderCreated(volume.source);
    return [{ option: 'volume', text }];
  });
}
