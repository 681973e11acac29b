// What a test asks of a sentence that people read: that it names what it is about. Its other words may change.
import assert from 'node:assert/strict';

/** Each of `values` stands in `text` as a word or words of its own: `80` does not stand in `8080`. */
export function assertNames(text: string, ...values: readonly (string | number)[]): void {
  for (const value of values) assert.ok(names(text, String(value)), `"${value}" is not named: ${text}`);
}

/** None of them does. */
export function assertNamesNone(text: string, ...values: readonly (string | number)[]): void {
  for (const value of values) assert.ok(!names(text, String(value)), `"${value}" is named: ${text}`);
}

function names(text: string, value: string): boolean {
  const before = /^[\p{L}\p{N}]/u.test(value) ? '(?<![\\p{L}\\p{N}])' : '';
  const after = /[\p{L}\p{N}]$/u.test(value) ? '(?![\\p{L}\\p{N}])' : '';
  return new RegExp(`${before}${value.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')}${after}`, 'u').test(text);
}
