// What an option of `docker run` is: one record says how it is written, typed, asked of the engine and read back. The
// form, the line that is pasted, the line that is shown and the line that is copied are all made of these.
import * as l10n from '@vscode/l10n';
import type { ContainerConfig, EndpointSettings, HostConfig } from '../../engine/container-settings.ts';

/** The parts of the form, in its order, with their titles. */
export const optionGroups = {
  basics: l10n.t('Basics'),
  storage: l10n.t('Storage'),
  network: l10n.t('Network'),
  limits: l10n.t('Limits'),
  security: l10n.t('Security'),
  advanced: l10n.t('Advanced'),
} as const;
export type OptionGroup = keyof typeof optionGroups;

/** A request to the engine in the making. */
export interface Draft {
  name?: string;
  platform?: string;
  readonly config: ContainerConfig;
  readonly host: HostConfig;
  /** The networks that it joins, the first one first. */
  readonly networks: { readonly name: string; readonly settings: EndpointSettings }[];
}

/** A container that is there, and what its image gives it. */
export interface Made {
  readonly id: string;
  readonly name: string;
  readonly config: ContainerConfig;
  readonly host: HostConfig;
  readonly networks: Readonly<Record<string, EndpointSettings>>;
  /** Empty if the image is gone. */
  readonly image: ContainerConfig;
  /** The engine's own: undefined if it was not asked. */
  readonly usualCgroupNamespace?: 'host' | 'private' | undefined;
}

export interface RunOption {
  /** The long name without its dashes: `publish`. */
  readonly name: string;
  /** One letter: `p`. */
  readonly short?: string;
  /** Older long names: `net`. */
  readonly aliases?: readonly string[];
  readonly kind: /** Is there or not. */
    | 'switch'
    /** Has one value: the last one counts. */
    | 'one'
    /** Can be given several times. */
    | 'many'
    /** A program with arguments, of which the command line takes the first word alone. */
    | 'words';
  readonly group: OptionGroup;
  /** The row's name in the form. */
  readonly label: string;
  /** What to type, in a sentence. */
  readonly prompt: string;
  readonly example: string;
  /** What can be chosen, with the words for it. */
  readonly choices?: Readonly<Record<string, string>>;
  /** The choices are only the usual ones. */
  readonly isOpen?: true;
  /** `docker update` changes it, too. */
  readonly update?: true;
  /** Whether that value may hold a secret: such are neither shown in the form nor kept. */
  readonly secret?: (value: string) => boolean;
  /** What is wrong with a value, or undefined. */
  readonly wrong?: (value: string) => string | undefined;
  /** Writes what was chosen into the request. Called with one value or more, all of them right. */
  readonly apply: (draft: Draft, values: readonly string[]) => void;
  /** The values that a container was made with, as far as they are not its image's or the engine's own. */
  readonly read: (made: Made) => readonly string[];
}

/** The chosen values by the option's name; a switch that is on has `true`. */
export type OptionValues = Readonly<Record<string, readonly string[] | undefined>>;

/** A run as `docker run` takes it. */
export interface Run {
  readonly image: string;
  readonly values: OptionValues;
  /** What stands behind the image. */
  readonly command: readonly string[];
}
