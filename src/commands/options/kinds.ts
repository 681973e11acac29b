// Options that are one field of the engine's request: made from the field's name alone.
import type { ContainerConfig, HostConfig } from '../../engine/container-settings.ts';
import type { Made, OptionGroup, RunOption } from './option.ts';
import { formatSize, parseSize, wrongSize, wrongWhole } from './values.ts';

type Words = Pick<RunOption, 'name' | 'label' | 'prompt' | 'example'> &
  Partial<Pick<RunOption, 'short' | 'aliases' | 'choices' | 'isOpen' | 'update' | 'wrong' | 'secret'>>;

/** Choices that need no other words. */
export const choicesOf = (...values: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(values.map((value) => [value, value]));

/** A switch is toggled, not asked for. */
type SwitchWords = Pick<Words, 'name' | 'label' | 'short'>;
const unasked = { prompt: '', example: '' } as const;

type FieldOf<Part, Value> = {
  [Key in keyof Part]-?: Exclude<Part[Key], null | undefined> extends Value ? Key : never;
}[keyof Part];

/** Of an option's table: all of them belong to one group. */
export function kindsOf(group: OptionGroup) {
  return {
    /** A field that is true or not there. */
    flag: (words: SwitchWords, field: FieldOf<HostConfig, boolean>): RunOption => ({
      ...words,
      ...unasked,
      kind: 'switch',
      group,
      apply: ({ host }) => void Object.assign(host, { [field]: true }),
      read: ({ host }) => (host[field] ? ['true'] : []),
    }),

    /** A switch of the container itself. */
    ownFlag: (
      words: SwitchWords,
      apply: (config: ContainerConfig) => void,
      read: (made: Made) => boolean | undefined,
    ): RunOption => ({
      ...words,
      ...unasked,
      kind: 'switch',
      group,
      apply: ({ config }) => apply(config),
      read: (made) => (read(made) ? ['true'] : []),
    }),

    /** `usual`: what the engine says if nobody asked. */
    text: (
      words: Words,
      field: FieldOf<HostConfig, string>,
      usual: readonly string[] | ((made: Made) => readonly string[]) = [],
    ): RunOption => ({
      ...words,
      kind: 'one',
      group,
      apply: ({ host }, [value]) => void Object.assign(host, { [field]: value }),
      read: (made) => {
        const value = made.host[field];
        const unasked = typeof usual === 'function' ? usual(made) : usual;
        return value && !unasked.includes(String(value)) ? [String(value)] : [];
      },
    }),

    /** A text of the container itself, which its image may have set. */
    ownText: (words: Words, field: FieldOf<ContainerConfig, string> & keyof ContainerConfig): RunOption => ({
      ...words,
      kind: 'one',
      group,
      apply: ({ config }, [value]) => void Object.assign(config, { [field]: value }),
      read: ({ config, image }) => (config[field] && config[field] !== image[field] ? [String(config[field])] : []),
    }),

    whole: (words: Words, field: FieldOf<HostConfig, number>, least = 0, most?: number): RunOption => ({
      wrong: wrongWhole(least, most),
      ...words,
      kind: 'one',
      group,
      apply: ({ host }, [value]) => void Object.assign(host, { [field]: Number(value) }),
      read: ({ host }) => (host[field] ? [String(host[field])] : []),
    }),

    /** Bytes. */
    size: (words: Words, field: FieldOf<HostConfig, number>, usual = 0): RunOption => ({
      wrong: wrongSize,
      ...words,
      kind: 'one',
      group,
      apply: ({ host }, [value = '']) => void Object.assign(host, { [field]: parseSize(value) }),
      read: ({ host }) => (host[field] && host[field] !== usual ? [formatSize(host[field])] : []),
    }),

    list: (words: Words, field: FieldOf<HostConfig, string[]>): RunOption => ({
      ...words,
      kind: 'many',
      group,
      apply: ({ host }, values) => void Object.assign(host, { [field]: [...values] }),
      read: ({ host }) => host[field] ?? [],
    }),
  };
}
