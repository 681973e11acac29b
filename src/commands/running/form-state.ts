// What the form of a run is given, and what it knows at each moment.
import type { Container } from '../../engine/container-api.ts';
import type { Run } from '../options/option.ts';
import type { Places } from '../options/places.ts';
import type { RunImage } from './memory.ts';

/** Its runs are remembered of the image that it was opened for. */
export interface RunForm extends RunImage {
  readonly title: string;
  /** How old the image is, in sentences. */
  readonly about: string;
  /** What changed since the image was built here, in a few words each. */
  readonly stale: readonly string[];
  readonly proposed: FormState;
  /** As it was run the last time, or as the image itself proposes it. */
  readonly usual: Run;
  /** As the image itself proposes it. */
  readonly plain: Run;
  /** Published ports that were moved to free ones, and what was meant. */
  readonly moved: readonly { readonly to: readonly string[]; readonly meant: readonly string[] }[];
  readonly containers: readonly Container[];
  /** Names of the engine's networks and volumes. */
  readonly networks: readonly string[];
  readonly volumes: readonly string[];
  readonly places: Places;
}

export interface FormState {
  readonly run: Run;
  /** Names of the environment variables of the last run, whose values are not kept. */
  readonly environmentNames: readonly string[];
  /** Whether the next run proposes the same; undefined: unless it looks like a run for once. */
  readonly keep: boolean | undefined;
  /** The name of the saved options that it began with. */
  readonly saved?: string | undefined;
}
