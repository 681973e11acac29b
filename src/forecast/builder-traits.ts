// In what builders differ that matters for a forecast, by the version of the engine. All of it was measured with builds on
// the versions that are named; what those in between do is not known.

export interface BuilderTraits {
  /** Whether what it reckons for a folder may be another once a folder in it was removed, although all is as before. */
  readonly forgetsFolders: boolean;
  /** Whether a RUN runs when its variables come in another order; undefined: not known. */
  readonly countsVariableOrder: boolean | undefined;
  /** Whether a RUN runs when one of its cache mounts gets another `id` or `sharing`; undefined: not known. */
  readonly countsCacheNames: boolean | undefined;
  /** Whether a RUN with a secret is reused if the files below it come out the same, whatever made them; undefined: not known. */
  readonly takesSecretsByContent: boolean | undefined;
  /** Whether ADD takes repositories as such. Those that do not download what the address gives. */
  readonly addsRepositories: boolean;
}

/** Of which nothing is known. */
const unknownBuilder: BuilderTraits = {
  forgetsFolders: true,
  countsVariableOrder: undefined,
  countsCacheNames: undefined,
  takesSecretsByContent: undefined,
  addsRepositories: false,
};

/** `version`: of the engine, `28.5.2`. */
export function builderTraits(version: string): BuilderTraits {
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major)) return unknownBuilder;
  return {
    // 20.10 forgets, 26.1 does not.
    forgetsFolders: major < 26,
    // 20.10 to 28.5 do.
    countsVariableOrder: major <= 28 ? true : undefined,
    // 20.10 does, 26.1 and 28.5 do not.
    countsCacheNames: major <= 20 ? true : major >= 26 ? false : undefined,
    // 26.1 does, 20.10 and 28.5 do not.
    takesSecretsByContent: major <= 20 || major >= 28 ? false : major === 26 ? true : undefined,
    // Source: Docker's Dockerfile reference: since version 1.5 of the frontend, which came with 23.0.
    addsRepositories: major >= 23,
  };
}
