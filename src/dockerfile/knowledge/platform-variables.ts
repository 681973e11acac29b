// The variables that BuildKit sets itself, for what it builds on and what it builds for. FROM knows them; a stage does
// once an ARG names them. Source: Docker's Dockerfile reference, "Automatic platform ARGs in the global scope".

/** Name → a value as it may be. */
export const platformVariables: ReadonlyMap<string, string> = new Map([
  ['TARGETPLATFORM', 'linux/amd64'],
  ['TARGETOS', 'linux'],
  ['TARGETARCH', 'amd64'],
  ['TARGETVARIANT', ''],
  ['TARGETOSVERSION', ''],
  ['TARGETSTAGE', 'default'],
  ['BUILDPLATFORM', 'linux/amd64'],
  ['BUILDOS', 'linux'],
  ['BUILDARCH', 'amd64'],
  ['BUILDVARIANT', ''],
  ['BUILDOSVERSION', ''],
]);
