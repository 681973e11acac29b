// Flags that may be meant where one stands that the instruction does not have.
import * as l10n from '@vscode/l10n';
import { nearest } from '../knowledge/nearest.ts';
import type { Fix } from '../rule-parts/rule.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { flagKind, instructionNamed } from '../text/instructions.ts';
import { placeAt } from './place.ts';

/** More is no choice. */
const mostOffered = 3;

/** The likely ones first: what begins so, then what is spelt alike. */
export function flagFixesAt(document: DockerfileDocument, offset: number): Fix[] {
  const place = placeAt(document, offset);
  if (place.kind !== 'flag-name') return [];
  const { instruction, flag, span } = place;
  const known = instructionNamed(instruction.keyword)?.flags ?? [];
  if (known.includes(flag.name)) return [];
  const given = new Set(instruction.flags.map(({ name }) => name));
  const free = known.filter((name) => !given.has(name) || flagKind(name) === 'list');
  const written = flag.name.toLowerCase();
  const alike = nearest(written, free);
  const begun = free.filter((name) => written !== '' && (name.startsWith(written) || written.startsWith(name)));
  const meant = [...new Set([...(alike === undefined ? [] : [alike]), ...begun])].slice(0, mostOffered);
  return meant.map((name) => ({
    title: l10n.t('Change to {0}', `--${name}`),
    edits: [{ range: document.rangeOf(span), text: `--${name}` }],
    safe: false,
  }));
}
