// The sentences that people read: l10n/bundle.l10n.json has all of those in the sources.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

/** With the call's name and the quotes: what stands between the parentheses at first. */
const calls = /\bl10n\.t\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")?/g;

const sources = ['src', 'media']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts'));
const english: Record<string, string> = JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8'));

/** What a literal in single or double quotes says. */
function textOf(literal: string): string {
  const inside = literal.slice(1, -1).replaceAll("\\'", "'");
  return JSON.parse(`"${literal.startsWith("'") ? inside.replaceAll(/(?<!\\)"/g, '\\"') : inside}"`);
}

describe('the sentences of the sources', () => {
  it('are written where they are used, as one literal each', () => {
    for (const file of sources) {
      for (const [, literal] of readFileSync(file, 'utf8').matchAll(calls)) assert.ok(literal, file);
    }
  });

  it('are those of l10n/bundle.l10n.json (npm run l10n collects them)', () => {
    const used = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(calls)].map(([, literal]) => textOf(String(literal))),
    );
    assert.deepEqual([...new Set(used)].sort(), Object.keys(english).sort());
  });
});
