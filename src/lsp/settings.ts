// What a client says in its initialization options, or when its configuration changes. All of it is optional, and what makes
// no sense is left out.
import { type Severity, severities } from '../dockerfile/rule-parts/rule.ts';

export interface ServerSettings {
  /** By rule id or alias; goes before what configuration files say. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly buildArguments: ReadonlyMap<string, string>;
  readonly inlayHints: boolean;
  /** How `format` writes keywords: as they are, or in capitals. */
  readonly keywordCase: 'keep' | 'upper';
}

export const defaultSettings: ServerSettings = {
  rules: {},
  buildArguments: new Map(),
  inlayHints: false,
  keywordCase: 'keep',
};

/** `given`: `{ "rules": { "pin-base-image": "off" }, "buildArguments": { "VERSION": "1" }, "inlayHints": true }`, alone or in `longshore`. */
export function readSettings(given: unknown): ServerSettings {
  const outer = recordOf(given);
  const own = recordOf(outer.longshore ?? outer);
  const rules = Object.entries(recordOf(own.rules)).flatMap(([name, value]) => {
    const known = [...severities, 'off' as const].find((severity) => severity === value);
    return known ? [[name, known] as const] : [];
  });
  const buildArguments = Object.entries(recordOf(own.buildArguments)).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return {
    rules: Object.fromEntries(rules),
    buildArguments: new Map(buildArguments),
    inlayHints: own.inlayHints === true,
    keywordCase: own.keywordCase === 'upper' ? 'upper' : 'keep',
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
