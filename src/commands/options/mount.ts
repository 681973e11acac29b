// `--mount type=bind,source=/here,target=/there,readonly` (docker/cli, opts/mount.go).
import * as l10n from '@vscode/l10n';
import type { MountSettings } from '../../engine/container-settings.ts';
import { csvField, csvPairs } from '../text/csv.ts';
import { formatSize, pairsOf, parseSize, record } from './values.ts';

type Read = (mount: Parts, value: string) => boolean;

interface Parts {
  Type: string;
  Source: string;
  Target: string;
  ReadOnly: boolean;
  Consistency?: string;
  bind: NonNullable<MountSettings['BindOptions']>;
  volume: NonNullable<MountSettings['VolumeOptions']>;
  labels: string[];
  options: string[];
  image: NonNullable<MountSettings['ImageOptions']>;
  tmpfs: NonNullable<MountSettings['TmpfsOptions']>;
}

const isTrue = (value: string) => /^(1|t|true)$/i.test(value);
const isBoolean = (value: string) => /^(1|0|t|f|true|false)$/i.test(value);
const text =
  (write: (mount: Parts, value: string) => void): Read =>
  (mount, value) => {
    write(mount, value);
    return value !== '';
  };
const boolean =
  (write: (mount: Parts, value: boolean) => void): Read =>
  (mount, value) => {
    write(mount, isTrue(value));
    return isBoolean(value);
  };

/** Those that may stand without a value. */
const switches = new Set(['readonly', 'ro', 'bind-nonrecursive', 'bind-create-src', 'volume-nocopy']);

const source = text((mount, value) => {
  mount.Source = value;
});
const target = text((mount, value) => {
  mount.Target = value;
});
const readOnly = boolean((mount, value) => {
  mount.ReadOnly = value;
});

const keys: Readonly<Record<string, Read>> = {
  type: text((mount, value) => {
    mount.Type = value.toLowerCase();
  }),
  source,
  src: source,
  target,
  dst: target,
  destination: target,
  readonly: readOnly,
  ro: readOnly,
  consistency: text((mount, value) => {
    mount.Consistency = value;
  }),
  'bind-propagation': text(({ bind }, value) => {
    bind.Propagation = value;
  }),
  'bind-nonrecursive': boolean(({ bind }, value) => {
    bind.NonRecursive = value;
  }),
  'bind-create-src': boolean(({ bind }, value) => {
    bind.CreateMountpoint = value;
  }),
  'bind-recursive': ({ bind }, value) => {
    if (value === 'disabled') bind.NonRecursive = true;
    if (value === 'writable') bind.ReadOnlyNonRecursive = true;
    if (value === 'readonly') bind.ReadOnlyForceRecursive = true;
    return ['enabled', 'disabled', 'writable', 'readonly'].includes(value);
  },
  'volume-nocopy': boolean(({ volume }, value) => {
    volume.NoCopy = value;
  }),
  'volume-subpath': text(({ volume }, value) => {
    volume.Subpath = value;
  }),
  'volume-driver': text(({ volume }, value) => {
    volume.DriverConfig = { ...volume.DriverConfig, Name: value };
  }),
  'volume-label': text(({ labels }, value) => void labels.push(value)),
  'volume-opt': text(({ options }, value) => void options.push(value)),
  'image-subpath': text(({ image }, value) => {
    image.Subpath = value;
  }),
  'tmpfs-size': ({ tmpfs }, value) => {
    tmpfs.SizeBytes = parseSize(value) ?? 0;
    return parseSize(value) !== undefined;
  },
  'tmpfs-mode': ({ tmpfs }, value) => {
    tmpfs.Mode = Number.parseInt(value, 8);
    return /^[0-7]+$/.test(value);
  },
};

export function parseMount(value: string): MountSettings | { readonly wrong: string } {
  const pairs = csvPairs(value);
  if (!pairs) return { wrong: l10n.t('A quote in "{0}" is in the wrong place. Put it around the whole field.', value) };
  const parts: Parts = {
    ...{ Type: 'volume', Source: '', Target: '', ReadOnly: false, labels: [], options: [] },
    ...{ bind: {}, volume: {}, image: {}, tmpfs: {} },
  };
  for (const [key, given] of pairs) {
    const read = keys[key];
    const text = given ?? (switches.has(key) ? 'true' : '');
    if (!read)
      return { wrong: l10n.t('"{0}" is not a field of --mount. Use type, source, target, readonly and others.', key) };
    if (!read(parts, text)) return { wrong: l10n.t('"{0}" is not a valid {1} for a mount.', text, key) };
  }
  if (parts.Target === '') return { wrong: l10n.t('"{0}" has no target. Add target=/PATH.', value) };
  return mountOf(parts);
}

function mountOf({ Type, Source, Target, ReadOnly, Consistency, bind, volume, labels, options, image, tmpfs }: Parts) {
  const has = (fields: object) => Object.keys(fields).length > 0;
  if (labels.length > 0) volume.Labels = record(labels);
  if (options.length > 0) volume.DriverConfig = { ...volume.DriverConfig, Options: record(options) };
  return {
    Type,
    ...(Source === '' ? {} : { Source }),
    Target,
    ...(ReadOnly ? { ReadOnly } : {}),
    ...(Consistency === undefined ? {} : { Consistency }),
    ...(has(bind) ? { BindOptions: bind } : {}),
    ...(has(volume) ? { VolumeOptions: volume } : {}),
    ...(has(image) ? { ImageOptions: image } : {}),
    ...(has(tmpfs) ? { TmpfsOptions: tmpfs } : {}),
  };
}

/** The text that `parseMount` reads. */
export function formatMount(mount: MountSettings): string {
  const { Type, Source, Target, ReadOnly, Consistency, BindOptions, VolumeOptions, ImageOptions, TmpfsOptions } = mount;
  const field = (key: string, value: string | undefined) => (value ? [`${key}=${value}`] : []);
  const flag = (key: string, value: boolean | undefined) => (value ? [key] : []);
  const fields = [
    `type=${Type}`,
    ...field('source', Source),
    `destination=${Target}`,
    ...flag('readonly', ReadOnly),
    ...field('consistency', Consistency === 'default' ? '' : Consistency),
    ...field('bind-propagation', BindOptions?.Propagation),
    ...flag('bind-nonrecursive', BindOptions?.NonRecursive),
    ...flag('bind-create-src', BindOptions?.CreateMountpoint),
    ...field('bind-recursive', BindOptions?.ReadOnlyNonRecursive ? 'writable' : ''),
    ...field('bind-recursive', BindOptions?.ReadOnlyForceRecursive ? 'readonly' : ''),
    ...flag('volume-nocopy', VolumeOptions?.NoCopy),
    ...field('volume-subpath', VolumeOptions?.Subpath),
    ...field('volume-driver', VolumeOptions?.DriverConfig?.Name),
    ...pairsOf(VolumeOptions?.Labels).map((pair) => `volume-label=${pair}`),
    ...pairsOf(VolumeOptions?.DriverConfig?.Options).map((pair) => `volume-opt=${pair}`),
    ...field('image-subpath', ImageOptions?.Subpath),
    ...field('tmpfs-size', TmpfsOptions?.SizeBytes ? formatSize(TmpfsOptions.SizeBytes) : ''),
    ...field('tmpfs-mode', TmpfsOptions?.Mode?.toString(8)),
  ];
  return fields.map(csvField).join(',');
}
