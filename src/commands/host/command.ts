// What a command is: a function in its noun's table, under its full id. Handlers neither catch nor show errors.
import type { BuildHistory } from '../../builds/history.ts';
import type { Engines } from '../../engine/engines.ts';
import type { RegistryListing } from '../../explorer/registry-listing.ts';
import type { BuildRecorder } from '../../forecast/build-recorder.ts';
import type { ImageStaleness } from '../../forecast/image-staleness.ts';
import type { MissReports } from '../../forecast/miss-report.ts';
import type { CredentialStore } from '../../registry/credentials-api.ts';
import type { NewerWatch } from '../../registry/newer-watch.ts';
import type { RegistryClient } from '../../registry/registry-api.ts';
import type { Equivalents } from './equivalents.ts';
import type { Host } from './host.ts';

/** Registries, asked by us: who is logged in where, and what they have. */
export interface Registries {
  readonly credentials: CredentialStore;
  readonly client: RegistryClient;
  readonly newer: NewerWatch;
  /** What the view shows. */
  readonly listing: RegistryListing;
  /** Those that the user has added to the view. */
  readonly added: { get(): readonly string[]; set(registries: readonly string[]): Promise<void> };
}

/** Images that were built here, and whose files are others now. */
export interface Rebuilding extends Pick<ImageStaleness, 'look' | 'dockerfileOf'> {
  /** As the command does it, with all that it asks and tells. */
  build(dockerfile: string): Promise<void>;
}

/** All that a command may reach. */
export interface CommandServices {
  readonly host: Host;
  /** Nobody asks it for an engine but `on-engine.ts`. */
  readonly engines: Engines;
  /** What was built, and what is being built. */
  readonly builds: BuildHistory;
  /** Keeps what the next build can be foreseen from; absent: nothing is kept. */
  readonly buildRecorder?: BuildRecorder;
  readonly registries: Registries;
  /** Absent: of no image it is known how old it is. */
  readonly rebuilding?: Rebuilding;
  /** Forecasts of this session that were wrong; absent: nobody foresees. */
  readonly missReports?: Pick<MissReports, 'text'>;
  /** What was done, as `docker` commands. */
  readonly equivalents: Equivalents;
}

/** Of the objects to work on, all of one engine: from the tree the selected rows, from the palette none, which makes the command ask. */
export type ObjectIds = readonly string[];
