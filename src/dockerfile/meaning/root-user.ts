// Which USER is root.
import type { Instruction } from '../text/document.ts';

/** By name or number, with a group or without. */
export function isRootUser({ rest }: Instruction): boolean {
  return /^(?:root|0)(?::|$)/.test(rest.text.replace(/^(["'])(.*)\1$/, '$2'));
}
