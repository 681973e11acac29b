// Containers and images that Longshore makes for its own work and removes again. They are nobody's business: lists leave
// them out, and events about them change nothing.

/** The label's value says what the helper is for; it is on the container and on the image that it is made of. */
export const helperLabel = 'longshore.helper';
/** Of whom it is: see `session-owner.ts`. */
export const helperOwnerLabel = 'longshore.helper.owner';
export const helperVolumeLabel = 'longshore.helper.volume';

export function isHelper(labels: Readonly<Record<string, string>> | null | undefined): boolean {
  return labels?.[helperLabel] !== undefined;
}
