// What the commands that build ask of the settings, in our own words. Dockerfiles are absolute paths.

export interface BuildSettings {
  /** What `longshore.build.profiles` has for the Dockerfile, as it was written. */
  profiles(dockerfile: string): unknown;
  /** Replaces that, in the settings of its workspace folder. */
  saveProfiles(dockerfile: string, profiles: readonly unknown[]): Promise<void>;
  /** Opens the settings where they are written. */
  editProfiles(dockerfile: string): Promise<void>;
  /** Bytes of a build context above which a build asks first; Infinity: never. */
  largestContext(dockerfile: string): number;
}
