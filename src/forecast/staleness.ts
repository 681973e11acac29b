// How much of what an image was made of is another now: beside the record of its build, whatever the cache has.
import { parseDockerfile } from '../dockerfile/text/document.ts';
import type { Forecast } from './forecaster.ts';
import { changesOf } from './reason.ts';
import type { ForecastRecord } from './record.ts';

export interface Staleness {
  /** Files that steps take: changed, new, gone, or with other permissions. */
  readonly files: number;
  /** A base image has other layers under the same name. */
  readonly isBaseUpdated: boolean;
  /** Another instruction, or none where one was. */
  readonly isDockerfileChanged: boolean;
}

/** Milliseconds: so far apart the ends of a build may be noted. */
const sameBuild = 5000;

/**
 * The record of the build that ended then (milliseconds since 1970), of the same Dockerfile and options; undefined: nobody recorded it,
 * or others have been built since, of whose files alone is known what they were.
 */
export function recordOfBuild(
  records: readonly ForecastRecord[],
  scope: string,
  endedAt: number,
): ForecastRecord | undefined {
  const [newest] = records.filter((record) => record.scope === scope).sort((a, b) => b.at - a.at);
  return newest && Math.abs(newest.at - endedAt) < sameBuild ? newest : undefined;
}

/** `textThen`: of the Dockerfile as it was built. */
export function stalenessOf({ steps, basis }: Forecast, record: ForecastRecord, textThen: string): Staleness {
  const files = new Set<string>();
  let isBaseUpdated = false;
  const keyed = steps.map(({ step }) => step);
  for (const step of keyed) {
    const changes = changesOf(step, keyed, basis.files, record);
    for (const path of changes.files) files.add(path);
    if (changes.isBaseUpdated) isBaseUpdated = true;
  }
  return { files: files.size, isBaseUpdated, isDockerfileChanged: saying(basis.document.text) !== saying(textThen) };
}

/** Without comments and blank lines. */
function saying(text: string): string {
  const document = parseDockerfile(text);
  return document.instructions.map(({ start, end }) => document.text.slice(start, end)).join('\n');
}
