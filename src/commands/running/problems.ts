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

export interface RunProblem {
  /** The option that it concerns. */
  readonly option: string;
  /** A sentence. */
  readonly text: string;
}

/** The first problem, in a sentence. */
export const wrongRun = (values: OptionValues, containers: readonly Container[]): string | undefined =>
  runProblems(values, containers)[0]?.text;

/** All of them: of each kind the first. */
export function runProblems(values: OptionValues, containers: readonly Container[]): RunProblem[] {
  const names = new Set(containers.map(({ name }) => name));
  const [name] = valuesOf(values, 'name');
  const ofOption = (option: string, text: string | undefined) => (text === undefined ? [] : [{ option, text }]);
  return [
    ...ofOption('name', name === undefined ? undefined : wrongContainerName(name, names)),
    ...wrongMounts(values),
    ...ofOption('publish', wrongPorts(valuesOf(values, 'publish'), containers)),
    ...wrongTogether(values),
  ];
}

function wrongMounts(values: OptionValues): RunProblem[] {
  const seen = new Map<string, string>();
  for (const { option, flag, target } of mountTargets(values)) {
    const place = target.replace(/(?<=.)\/+$/, '');
    const before = seen.get(place);
    if (before !== undefined) {
      return [{ option, text: mountedTwice(place, before, flag) }];
    }
    seen.set(place, flag);
  }
  return [];
}

/** `source`: '' of what has none. */
export function mountTargets(
  values: OptionValues,
): { readonly option: string; readonly flag: string; readonly target: string; readonly source: string }[] {
  return [
    ...valuesOf(values, 'volume').map((value) => ({ option: 'volume', flag: '-v', read: parseVolume(value) })),
    ...valuesOf(values, 'mount').map((value) => ({ option: 'mount', flag: '--mount', read: parseMount(value) })),
    ...valuesOf(values, 'tmpfs').map((value) => ({
      option: 'tmpfs',
      flag: '--tmpfs',
      read: { destination: value.replace(/:.*$/, ''), source: '' },
    })),
  ].flatMap(({ read, ...of }) => {
    if ('wrong' in read) return [];
    return 'Target' in read
      ? { ...of, target: read.Target, source: read.Source ?? '' }
      : { ...of, target: read.destination, source: read.source };
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
      if (holder) return portUsedBy(hostPort, holder.name);
      const [everywhere, here] = [`/${hostPort}/${protocol}`, `${address}/${hostPort}/${protocol}`];
      const isTwice =
        given.has(here) || given.has(everywhere) || (address === '' && [...given].some((each) => each.endsWith(here)));
      if (isTwice) return portTwice(hostPort);
      given.add(here);
    }
  }
  return undefined;
}

export function mountedTwice(place: string, flag: string, otherFlag: string): string {
  const where = flag === otherFlag ? l10n.t('twice in {0}', flag) : l10n.t('in {0} and in {1}', flag, otherFlag);
  return l10n.t('{0} is mounted more than once ({1}). Use each path only once.', place, where);
}

export const portUsedBy = (port: string, container: string) =>
  l10n.t('Port {0} is used by the container "{1}". Choose another one.', port, container);

function wrongTogether(values: OptionValues): RunProblem[] {
  const [restart = 'no'] = valuesOf(values, 'restart');
  const removed = {
    option: 'restart',
    text: l10n.t('Use either --rm or --restart, not both: a removed container cannot be restarted.'),
  };
  const health = {
    option: 'no-healthcheck',
    text: l10n.t('Use either --no-healthcheck or --health options, not both.'),
  };
  return [
    ...(isOn(values, 'rm') && restart !== 'no' ? [removed] : []),
    ...(isOn(values, 'no-healthcheck') && Object.keys(values).some((name) => name.startsWith('health-'))
      ? [health]
      : []),
  ];
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

export const portTwice = (port: string) => l10n.t('The host port {0} is used twice.', port);
