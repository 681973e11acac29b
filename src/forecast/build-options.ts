// What a forecast has to know of a build besides its Dockerfile and its files.
import type { BuildRequest } from '../engine/build-api.ts';

export type ForecastRequest = Pick<
  BuildRequest,
  | 'contextFolder'
  | 'dockerfile'
  | 'target'
  | 'buildArgs'
  | 'platform'
  | 'namedContexts'
  | 'noCache'
  | 'pull'
  | 'networkMode'
  | 'extraHosts'
  | 'shmSize'
>;

/**
 * The arguments that the builder itself gives (`TARGETARCH`). `enginePlatform`: what it builds for if nobody says otherwise.
 * Source: Docker's Dockerfile reference, "Automatic platform ARGs in the global scope".
 */
export function platformArguments(
  { platform, target }: ForecastRequest,
  enginePlatform: string,
): ReadonlyMap<string, string> {
  const parts = (prefix: string, text: string): [string, string][] => {
    const [os = '', architecture = '', variant = ''] = text.split('/');
    return [
      [`${prefix}PLATFORM`, text],
      [`${prefix}OS`, os],
      [`${prefix}ARCH`, architecture],
      [`${prefix}VARIANT`, variant],
    ];
  };
  return new Map([
    ...parts('BUILD', enginePlatform),
    ...parts('TARGET', platform ?? enginePlatform),
    ['TARGETSTAGE', target ?? 'default'],
  ]);
}
