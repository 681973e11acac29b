// What a registry wants before it answers: the WWW-Authenticate header. Pure.
// Source: RFC 9110, 11.6.1; distribution.github.io/distribution/spec/auth/token.

export type Challenge =
  | { readonly scheme: 'basic' }
  | {
      readonly scheme: 'bearer';
      /** URL of the token server, as it was said. */
      readonly realm: string;
      readonly service: string | undefined;
      /** `repository:team/app:pull` */
      readonly scope: string | undefined;
    };

/** The one to follow: a token rather than a password with each request. undefined: none that we know. */
export function parseChallenge(header: string | undefined): Challenge | undefined {
  const all = challengesIn(header ?? '');
  const bearer = all.find(({ scheme, parameters }) => scheme === 'bearer' && parameters.has('realm'));
  if (bearer) {
    const { parameters } = bearer;
    return {
      scheme: 'bearer',
      realm: parameters.get('realm') ?? '',
      service: parameters.get('service'),
      scope: parameters.get('scope') || undefined,
    };
  }
  return all.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : undefined;
}

interface RawChallenge {
  readonly scheme: string;
  readonly parameters: Map<string, string>;
}

/** Several may stand in one header, and commas separate both them and their parameters. */
function challengesIn(header: string): RawChallenge[] {
  const found: RawChallenge[] = [];
  const token =
    /[\s,]*(?:([\w!#$%&'*+.^`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))|([\w!#$%&'*+.^`|~-]+)(?=[\s,]|$))/gy;
  for (let match = token.exec(header); match; match = token.exec(header)) {
    const [, name, quoted, plain, scheme] = match;
    if (scheme !== undefined) found.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
    else if (name !== undefined) {
      found.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
    }
  }
  return found;
}
