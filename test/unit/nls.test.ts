// The texts of package.json, in each language.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { manifestTexts } from '../support/manifest-texts.ts';

const languages = readdirSync('.').flatMap((file) => /^package\.nls\.(.+)\.json$/.exec(file)?.[1] ?? []);
const english = manifestTexts();

/** Links, commands, code and keys: what no translation may change. */
const fixedParts = (text: string) =>
  [
    ...new Set(
      [...text.matchAll(/\]\([^)]*\)|`[^`]*`|--[a-z][\w-]*|\$?\b[A-Z][A-Z_]{2,}(?=s?\b)/g)].map(([part]) => part),
    ),
  ].sort();

describe('the texts of package.json', () => {
  it('are all that it names, and no others', () => {
    const named = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => String(key));
    assert.deepEqual([...new Set(named)].sort(), Object.keys(english).sort());
  });

  it('are in title case where they are titles of commands', () => {
    const small = new Set(
      'a after an and as before by for from in into its it of on or the to up with than docker run build pull'.split(
        ' ',
      ),
    );
    for (const [key, text] of Object.entries(english)) {
      if (!key.startsWith('command.')) continue;
      for (const word of text.split(' ')) assert.ok(/^[A-Z]/.test(word) || small.has(word), `${key}: ${text}`);
    }
  });

  it('are there in Korean', () => assert.ok(languages.includes('ko')));

  for (const language of languages) {
    describe(`in ${language}`, () => {
      const texts = manifestTexts(language);

      it('are all there, and no others', () => {
        assert.deepEqual(Object.keys(texts).sort(), Object.keys(english).sort());
      });

      it('keep links, code and names as they are', () => {
        for (const [key, text] of Object.entries(english)) {
          assert.deepEqual(fixedParts(String(texts[key])), fixedParts(text), key);
        }
      });

      it('leave no English but names and code', () => {
        for (const [key, text] of Object.entries(texts)) {
          if (english[key] === 'Longshore') continue;
          assert.notEqual(text, english[key], key);
          if (language === 'ko') assert.match(text, /[가-힣]/, key);
        }
      });
    });
  }
});
