// `docker search`: on Docker Hub by the engine, then pull what was found, or write it into FROM.
import { EngineError } from '../engine/errors.ts';
import type { CommandContext } from './command.ts';
import { pullImage } from './image-pull.ts';
import { account } from './push-image.ts';
import { runImage } from './run-image.ts';

export async function searchImages(context: CommandContext): Promise<void> {
  const { host, inventory } = context;
  const term = await host.ask({
    title: 'Search Docker Hub',
    prompt: 'What the image is about. Docker Hub is asked by the engine.',
    placeholder: 'postgres',
    validate: (text) => (text.trim() === '' ? 'Type a word to search for.' : undefined),
  });
  const engine = await inventory.engine();
  const results = await host.progress(`Searching Docker Hub for ${term}`, (_report, signal) =>
    engine.images.search(term.trim(), signal, account(context)),
  );
  if (results.length === 0)
    throw new EngineError('not-found', `Docker Hub knows no image for "${term}". Try another word.`);
  const name = await host.pick(
    `Docker Hub: ${term}`,
    'Image',
    results.map(({ name: label, description, stars, official }) => ({
      label,
      description: `${stars} ★${official ? ' · official' : ''}`,
      detail: description,
      icon: official ? 'verified' : 'package',
      value: label,
    })),
  );
  const isDockerfileOpen = host.activeDockerfile() !== undefined;
  const what = await host.pick<'pull' | 'run' | 'from'>(name, 'What shall become of it?', [
    { label: 'Pull', icon: 'cloud-download', value: 'pull' },
    { label: 'Run', description: 'pulls it first', icon: 'play', value: 'run' },
    ...(isDockerfileOpen
      ? [{ label: 'Write into FROM', description: 'at the cursor', icon: 'edit', value: 'from' as const }]
      : []),
  ]);
  if (what === 'pull') await pullImage(context, name);
  else if (what === 'run') await runImage(context, `${name}:latest`);
  else await host.editDockerfileLine((line) => lineWithFrom(line, name));
}

/** The line with another image in its FROM; a line that is no FROM gets one above it. */
export function lineWithFrom(line: string, reference: string): string {
  const from = /^(\s*FROM\s+(?:--\S+\s+)*)(\S*)([\s\S]*)$/i.exec(line);
  return from ? `${from[1]}${reference}${from[3]}` : `FROM ${reference}${line.trim() === '' ? '' : `\n${line}`}`;
}
