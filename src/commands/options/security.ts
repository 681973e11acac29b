// Options about what a container may do.
import * as l10n from '@vscode/l10n';
import { kindsOf } from './kinds.ts';
import type { RunOption } from './option.ts';

const { flag, list, text } = kindsOf('security');
const group = 'security' as const;

/** What the command line makes of it are two lists of the request (docker/cli, parseSystemPaths). */
const allPaths = 'systempaths=unconfined';

const wrongCapability = (value: string) =>
  /^[A-Za-z_]+$/.test(value) ? undefined : l10n.t('"{0}" is not a capability. Use one like NET_ADMIN.', value);

export const security: readonly RunOption[] = [
  flag({ name: 'privileged', label: l10n.t('Privileged Mode') }, 'Privileged'),
  list(
    {
      name: 'cap-add',
      label: l10n.t('Capabilities to Add'),
      prompt: l10n.t('Names of Linux capabilities. Separate several with spaces.'),
      example: 'NET_ADMIN SYS_PTRACE',
      wrong: wrongCapability,
    },
    'CapAdd',
  ),
  list(
    {
      name: 'cap-drop',
      label: l10n.t('Capabilities to Drop'),
      prompt: l10n.t('Names of Linux capabilities, or ALL. Separate several with spaces.'),
      example: 'ALL',
      wrong: wrongCapability,
    },
    'CapDrop',
  ),
  {
    name: 'security-opt',
    kind: 'many',
    group,
    label: l10n.t('Security Options'),
    prompt: l10n.t('Options, separated by spaces. A seccomp profile is a file on this machine.'),
    example: 'no-new-privileges apparmor=unconfined seccomp=./profile.json',
    wrong: (value) =>
      /^[\w-]+[=:].+$|^no-new-privileges$/s.test(value)
        ? undefined
        : l10n.t('"{0}" is not a security option. Use one like no-new-privileges or seccomp=unconfined.', value),
    apply: ({ host }, values) => {
      const options = values.filter((value) => value !== allPaths);
      if (options.length > 0) host.SecurityOpt = options;
      if (options.length < values.length) Object.assign(host, { MaskedPaths: [], ReadonlyPaths: [] });
    },
    read: ({ host: { SecurityOpt, MaskedPaths, ReadonlyPaths, Privileged } }) => [
      ...(SecurityOpt ?? []),
      ...(MaskedPaths?.length === 0 && ReadonlyPaths?.length === 0 && !Privileged ? [allPaths] : []),
    ],
  },
  list(
    {
      name: 'group-add',
      label: l10n.t('Additional Groups'),
      prompt: l10n.t('Names or numbers of groups. Separate several with spaces.'),
      example: 'docker 1001',
    },
    'GroupAdd',
  ),
  {
    name: 'device',
    kind: 'many',
    group,
    label: l10n.t('Devices'),
    prompt: l10n.t('DEVICE, DEVICE:PATH or DEVICE:PATH:rwm. Separate several with spaces.'),
    example: '/dev/ttyUSB0',
    wrong: (value) =>
      isNamedDevice(value) || /^\/[^:]+(:\/[^:]+)?(:[rwm]{1,3})?$/.test(value)
        ? undefined
        : l10n.t('"{0}" is not a device. Use one like /dev/ttyUSB0.', value),
    apply: ({ host }, values) => {
      const named = values.filter(isNamedDevice);
      const devices = values.filter((value) => !isNamedDevice(value)).map(deviceOf);
      if (devices.length > 0) host.Devices = devices;
      if (named.length > 0) {
        host.DeviceRequests = [...(host.DeviceRequests ?? []), { Driver: 'cdi', DeviceIDs: named }];
      }
    },
    read: ({ host }) => [
      ...(host.Devices ?? []).map(({ PathOnHost, PathInContainer, CgroupPermissions }) => {
        const rights = CgroupPermissions === 'rwm' ? '' : `:${CgroupPermissions}`;
        return `${PathOnHost}${PathInContainer === PathOnHost && rights === '' ? '' : `:${PathInContainer}`}${rights}`;
      }),
      ...(host.DeviceRequests ?? [])
        .filter(({ Driver }) => Driver === 'cdi')
        .flatMap(({ DeviceIDs }) => DeviceIDs ?? []),
    ],
  },
  list(
    {
      name: 'device-cgroup-rule',
      label: l10n.t('Device Rules'),
      prompt: l10n.t('TYPE MAJOR:MINOR RIGHTS, each in quotes.'),
      example: "'c 42:* rmw'",
      wrong: (value) =>
        /^[abc] (\d+|\*):(\d+|\*) [rwm]{1,3}$/.test(value)
          ? undefined
          : l10n.t('"{0}" is not a device rule. Use one like c 42:* rmw.', value),
    },
    'DeviceCgroupRules',
  ),
  text(
    {
      name: 'userns',
      label: l10n.t('User Namespace'),
      prompt: l10n.t('host: the user namespace of the engine’s machine.'),
      example: 'host',
    },
    'UsernsMode',
  ),
];

/** A device by the name that its vendor gave it (Container Device Interface): `vendor.com/class=name`. */
function isNamedDevice(value: string): boolean {
  return /^[A-Za-z][\w.-]*\/[\w.-]+=.+$/.test(value);
}

function deviceOf(value: string) {
  const [PathOnHost = '', second = PathOnHost, third = 'rwm'] = value.split(':');
  // Two parts alone are the device and its rights, if they look so.
  return /^[rwm]{1,3}$/.test(second)
    ? { PathOnHost, PathInContainer: PathOnHost, CgroupPermissions: second }
    : { PathOnHost, PathInContainer: second, CgroupPermissions: third };
}
