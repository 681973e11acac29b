// What the developers need to know of a forecast that was wrong: what its steps were made of, by kinds, and what of it is equal. Nothing of the user's
// is in it: no text of an instruction, no value, no image's name, no path.
import { randomBytes } from 'node:crypto';
import { digestOf } from './digest.ts';
import type { Miss } from './misses.ts';

export interface MissReports {
  note(misses: readonly Miss[]): void;
  /** Markdown; undefined: no forecast of this session was wrong. In English: developers read it. */
  text(): string | undefined;
}

/** So many of the last ones. */
const mostMisses = 20;

/** `about`: which versions of what, a line each. */
export function createMissReports(about: readonly string[]): MissReports {
  let last: readonly Miss[] = [];
  // Short values could be guessed by their digests.
  const salt = randomBytes(16).toString('hex');
  return {
    note(misses) {
      if (misses.length > 0) last = misses.slice(0, mostMisses);
    },
    text: () =>
      last.length === 0
        ? undefined
        : [...['# A forecast was wrong', ''], ...about, ...last.flatMap((miss) => linesOf(miss, salt))].join('\n'),
  };
}

/** Kinds whose names are the Dockerfile's language or the environment's, and nobody's own. */
const openKinds: ReadonlySet<string> = new Set(['instruction', 'option', 'folder', 'user', 'shell']);

function linesOf({ line, text, verdict, outcome, ingredients }: Miss, salt: string): string[] {
  const [keyword = ''] = /^\w+/.exec(text) ?? [];
  const why = verdict.kind === 'runs' ? ` (${verdict.reason.kind})` : '';
  const made = ingredients.map(({ kind, name, digest, doubtful }) => {
    const isOpen =
      openKinds.has(kind) &&
      /^(?:[A-Z]+|--[a-z-]+|order of variables|[A-Z]+ as written|--mount as written)$/.test(name);
    return `- ${kind}${isOpen ? ` ${name}` : ''}: ${digestOf(salt, digest)}${doubtful ? ', not for all builders' : ''}`;
  });
  return [
    '',
    `## ${keyword.toUpperCase()}, line ${line + 1}`,
    '',
    `Foreseen: ${verdict.kind}${why}. The builder: ${outcome}.`,
    '',
    ...made,
  ];
}
