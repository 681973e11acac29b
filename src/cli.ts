#!/usr/bin/env node
// The command line's start. Loads neither the engine nor an editor. In a thread of the editor the same bundle lints one text:
// it holds all that this needs.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) void import('./cli/command-line.ts').then(start);
else void import('./lint-worker.ts');

const texts = join(__dirname, '..', 'l10n');

/** A language is there when its texts are. */
const translated = (): string[] =>
  readdirSync(texts).flatMap((file) => /^bundle\.l10n\.([a-z]{2,3})\.json$/.exec(file)?.[1] ?? []);

function start({ runCommandLine }: typeof import('./cli/command-line.ts')): void {
  // A reader that has seen enough (`longshore lint . | head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });

  const { isTTY } = process.stdout;
  void runCommandLine(process.argv.slice(2), {
    write: (text) => process.stdout.write(text),
    complain: (text) => process.stderr.write(text),
    readInput: async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    },
    environment: process.env,
    texts: {
      languages: () => ['en', ...translated()],
      of: (language) =>
        translated().includes(language)
          ? JSON.parse(readFileSync(join(texts, `bundle.l10n.${language}.json`), 'utf8'))
          : undefined,
    },
    // Its bundle is large, and nobody else needs it.
    serve: async () => {
      const { serve } = await import('./lsp/server.ts');
      await serve(process.stdin, process.stdout);
      // The protocol's library looks for its client from time to time, and would go on with that.
      process.exit();
    },
    color: isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb',
  }).then((status) => {
    // Not process.exit(): what is written to a pipe has to get there first.
    process.exitCode = status;
  });
}
