// Neovim really talks to the language server: it starts it, attaches a buffer, asks, and shows what the server published.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Answers {
  readonly failure?: string;
  readonly symbols: readonly { readonly name: string }[];
  readonly hover: { readonly contents: { readonly value: string } };
  readonly definition: readonly { readonly range: { readonly start: { readonly line: number } } }[];
  readonly completion: { readonly items: readonly { readonly label: string }[] };
  readonly formatting: readonly unknown[];
  readonly published: readonly { readonly code: string }[];
}

describe('Neovim', () => {
  it('has problems, symbols, hovers, definitions, completion and edits from the server', function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'longshore-neovim-'));
    try {
      const file = join(folder, 'Dockerfile');
      const out = join(folder, 'answers.json');
      writeFileSync(file, 'FROM alpine:3.20 AS base\nENV v=1\nUSER 1000\nRUN echo $v && \\\nx\nCOPY --\n');
      execFileSync(
        'nvim',
        ['--headless', '-u', 'NONE', '-i', 'NONE', '-c', `luafile ${resolve('test/editors/neovim.lua')}`],
        {
          timeout: 50_000,
          env: {
            ...process.env,
            LONGSHORE_TEST_FILE: file,
            LONGSHORE_TEST_ANSWERS: out,
            LONGSHORE_TEST_NODE: process.execPath,
            LONGSHORE_TEST_PROGRAM: resolve('dist/cli.js'),
          },
        },
      );
      const answers = JSON.parse(readFileSync(out, 'utf8')) as Answers;
      assert.equal(answers.failure, undefined);
      assert.deepEqual(
        answers.symbols.map(({ name }) => name),
        ['base'],
      );
      assert.match(answers.hover.contents.value, /environment variables/);
      assert.equal(answers.definition[0]?.range.start.line, 1);
      assert.ok(answers.completion.items.some(({ label }) => label === '--from'));
      assert.ok(answers.formatting.length > 0);
      assert.ok(
        answers.published.some(({ code }) => code === 'consistent-instruction-casing'),
        JSON.stringify(answers.published),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
