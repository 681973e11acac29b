// Takes the values of secrets out of what a build tells: BuildKit puts build arguments into the names of its steps, and
// steps may print what they were given.
import { mayBeSecret } from '../dockerfile/knowledge/hidden-values.ts';
import type { BuildProgress, BuildRequest } from '../engine/build-api.ts';
import { EngineError, isEngineError } from '../errors.ts';

export interface Redaction {
  text(text: string): string;
  progress(progress: BuildProgress): BuildProgress;
  /** The same error if there is nothing secret in it. */
  error(error: unknown): unknown;
}

/** Shorter ones are parts of too many words, and hardly secrets. */
const shortest = 4;
const instead = '•••';

/** Of arguments that may be secrets, and of secrets that are taken from variables. */
export function secretValues({
  buildArgs = {},
  secrets = [],
  environment = process.env,
}: Partial<BuildRequest>): string[] {
  const given = Object.entries(buildArgs).filter(([name, value]) => mayBeSecret(name, value));
  const mounted = secrets.map((secret) => ('variable' in secret ? environment[secret.variable] : undefined));
  return [...given.map(([, value]) => value), ...mounted.filter((value) => value !== undefined)].filter(isTelling);
}

function isTelling(value: string): boolean {
  return value.trim().length >= shortest && !/^(?:true|false|none|null|\/[\w./-]*)$/i.test(value);
}

export function redactionOf(values: readonly string[]): Redaction {
  // The longest first, as one may be a part of another. As they are, and as they stand inside of quotes, JSON and addresses.
  const forms = [...new Set(values.flatMap(formsOf))].sort((a, b) => b.length - a.length);
  const text = (before: string) => forms.reduce((rest, form) => rest.replaceAll(form, instead), before);
  return {
    text,
    progress: (progress) => {
      if (forms.length === 0) return progress;
      switch (progress.kind) {
        case 'step':
          return {
            ...progress,
            name: text(progress.name),
            ...(progress.error === undefined ? {} : { error: text(progress.error) }),
          };
        case 'output':
          return { ...progress, line: text(progress.line) };
        case 'note':
          return { ...progress, text: text(progress.text) };
        default:
          return progress;
      }
    },
    error: (error) => {
      if (!(error instanceof Error)) return error;
      const cause = error.cause instanceof Error ? error.cause.message : undefined;
      if (text(error.message) === error.message && (cause === undefined || text(cause) === cause)) return error;
      const { kind, place } = isEngineError(error) ? error : { kind: 'failed' as const, place: undefined };
      const because = cause === undefined ? {} : { cause: new Error(text(cause)) };
      return new EngineError(kind, text(error.message), { ...because, place });
    },
  };
}

function formsOf(value: string): string[] {
  const trimmed = value.trim();
  const lines = trimmed.split(/\r?\n/).filter((line) => line.length >= 2 * shortest);
  return [trimmed, ...lines, JSON.stringify(trimmed).slice(1, -1), encodeURIComponent(trimmed)];
}
