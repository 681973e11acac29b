// What is wrong with a run as a whole, said before the engine is asked: one place in the container twice, a port that is
// taken, options that exclude each other. Pure.
import * as l10n from '@vscode/l10n';
import type { Container } from '../../engine/container-api.ts';
import { isOn, valuesOf } from '../options/index.ts';
import { parseMount } from '../options/mount.ts';
import type { OptionValues } from '../options/option.ts';
import { parsePublish } from '../options/publish.ts';
import { parseVolume } from '../options/volume.ts';
import { wrongContainerName } from '../text/container-names.ts';
import { takenPorts } from './ports.ts';

/** The first problem, in a sentence. */
export function wrongRun(values: OptionValues, containers: readonly Container[]): string | undefined {
  const names = new Set(containers.map(({ name }) => name));
  const [name] = valuesOf(values, 'name');
  return (
    (name === undefined ? undefined : wrongContainerName(name, names)) ??
    wrongMounts(values) ??
    wrongPorts(valuesOf(values, 'publish'), containers) ??
    wrongTogether(values)
  );
}

function wrongMounts(values: OptionValues): string | undefined {
  const seen = new Map<string, string>();
  for (const { flag, target } of mountTargets(values)) {
    const place = target.replace(/(?<=.)\/+$/, '');
    const before = seen.get(place);
    if (before !== undefined) {
      const where = before === flag ? l10n.t('twice in {0}', flag) : l10n.t('in {0} and in {1}', before, flag);
      return l10n.t('{0} is mounted more than once ({1}). Use each path only once.', place, where);
    }
    seen.set(place, flag);
  }
  return undefined;
}

/** `source`: '' of what has none. */
export function mountTargets(
  values: OptionValues,
): { readonly flag: string; readonly target: string; readonly source: string }[] {
  return [
    ...valuesOf(values, 'volume').map((value) => ({ flag: '-v', read: parseVolume(value) })),
    ...valuesOf(values, 'mount').map((value) => ({ flag: '--mount', read: parseMount(value) })),
    ...valuesOf(values, 'tmpfs').map((value) => ({
      flag: '--tmpfs',
      read: { destination: value.replace(/:.*$/, ''), source: '' },
    })),
  ].flatMap(({ flag, read }) => {
    if ('wrong' in read) return [];
    return 'Target' in read
      ? { flag, target: read.Target, source: read.Source ?? '' }
      : { flag, target: read.destination, source: read.source };
  });
}

/** What is wrong with the values of `-p` together. */
export function wrongPorts(values: readonly string[], containers: readonly Container[]): string | undefined {
  const taken = takenPorts(containers);
  const given = new Set<string>();
  for (const value of values) {
    const ports = parsePublish(value);
    if ('wrong' in ports) return ports.wrong;
    for (const { address, hostPort, protocol } of ports) {
      // The engine takes a free one of a range.
      if (!/^\d+$/.test(hostPort)) continue;
      const holder = taken.get(`${hostPort}/${protocol}`);
      if (holder) return l10n.t('Port {0} is used by the container "{1}". Choose another one.', hostPort, holder.name);
      const [everywhere, here] = [`/${hostPort}/${protocol}`, `${address}/${hostPort}/${protocol}`];
      const isTwice =
        given.has(here) || given.has(everywhere) || (address === '' && [...given].some((each) => each.endsWith(here)));
      if (isTwice) return l10n.t('The host port {0} is used twice.', hostPort);
      given.add(here);
    }
  }
  return undefined;
}

function wrongTogether(values: OptionValues): string | undefined {
  const [restart = 'no'] = valuesOf(values, 'restart');
  if (isOn(values, 'rm') && restart !== 'no') {
    return l10n.t('Use either --rm or --restart, not both: a removed container cannot be restarted.');
  }
  if (isOn(values, 'no-healthcheck') && Object.keys(values).some((name) => name.startsWith('health-'))) {
    return l10n.t('Use either --no-healthcheck or --health options, not both.');
  }
  return undefined;
}

/** Named volumes that these values ask for. */
export function namedVolumes(values: OptionValues): string[] {
  const ofVolumes = valuesOf(values, 'volume').flatMap((value) => {
    const volume = parseVolume(value);
    return 'wrong' in volume || !/^[\w][\w.-]+$/.test(volume.source) ? [] : volume.source;
  });
  const ofMounts = valuesOf(values, 'mount').flatMap((value) => {
    const mount = parseMount(value);
    return 'wrong' in mount || mount.Type !== 'volume' ? [] : (mount.Source ?? []);
  });
  return [...new Set([...ofVolumes, ...ofMounts])];
}
