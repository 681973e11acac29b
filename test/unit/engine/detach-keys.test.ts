// The keys that leave an attached terminal: as Docker writes them, and as config.json says.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  detachCharacters,
  detachKeysInWords,
  detachSentences,
  readDetachKeys,
} from '../../../src/engine/detach-keys.ts';

describe('detach keys', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'longshore-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const config = (text: string) => writeFileSync(join(folder, 'config.json'), text);

  it('are characters', () => {
    for (const [keys, characters] of [
      ['ctrl-p,ctrl-q', '\x10\x11'],
      ['ctrl-@', '\x00'],
      ['ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_', '\x1b\x1c\x1d\x1e\x1f'],
      ['a,B,DEL', 'aB\x7f'],
      ['ctrl-P', undefined],
      ['ctrl-1', undefined],
      ['f1', undefined],
      ['ctrl-p,', undefined],
    ] as const) {
      assert.equal(detachCharacters(keys), characters, keys);
    }
  });

  it('are named as people name keys', () => {
    assert.equal(detachKeysInWords('ctrl-p,ctrl-q'), 'Ctrl+P Ctrl+Q');
    assert.equal(detachKeysInWords('ctrl-\\,x,DEL'), 'Ctrl+\\ x DEL');
  });

  it('are those of config.json, read anew each time', () => {
    assert.equal(readDetachKeys(folder), 'ctrl-p,ctrl-q');
    config('{"detachKeys": "ctrl-x,x"}');
    assert.equal(readDetachKeys(folder), 'ctrl-x,x');
    config('{"detachKeys": ""}');
    assert.equal(readDetachKeys(folder), 'ctrl-p,ctrl-q');
  });

  it('are Docker’s own where config.json is broken, and refused where they are none', () => {
    for (const text of ['', '{', '[]', '{"detachKeys": 5}']) {
      config(text);
      assert.equal(readDetachKeys(folder), 'ctrl-p,ctrl-q', text);
    }
    config('{"detachKeys": "strg-p"}');
    assert.throws(() => readDetachKeys(folder), {
      kind: 'invalid',
      message: detachSentences.invalid(join(folder, 'config.json'), 'strg-p'),
    });
  });
});
