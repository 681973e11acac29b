// How long a shell at a line of a Dockerfile takes until it can be typed into, beside what the engine itself needs for that: a build
// from the cache up to that line, and a container of it with a terminal.
import { dirname } from 'node:path';
import { commandsUnderTest } from '../engine/commands/set-up.ts';
import { baseImage, outputOf } from '../engine/engine-under-test.ts';
import { commands } from '../support/test-commands.ts';
import { type Figure, median, rounded } from './figures.ts';

export { figureLine, isKept } from './figures.ts';

const steps = 12;
const prompt = '/work # ';

export async function benchShell({ rounds, say }: { rounds: number; say: (line: string) => void }): Promise<Figure[]> {
  const test = await commandsUnderTest();
  try {
    const lines = [
      `FROM ${baseImage}`,
      'WORKDIR /work',
      'COPY app.txt .',
      ...Array.from({ length: steps - 3 }, (_, at) => `RUN echo ${at} > made-${at}`),
    ];
    const { target } = test.project(`${lines.join('\n')}\n`);
    const plain = test.project(`${lines.slice(0, -1).join('\n')}\n`);
    const { host, services } = test.person();
    await commands['longshore.dockerfile.build'](services, target);

    async function ours(): Promise<number> {
      const begun = performance.now();
      await commands['longshore.dockerfile.shellBefore'](services, { ...target, line: steps - 1 });
      const terminal = host.terminals.at(-1);
      await terminal?.screen.has(prompt);
      const took = performance.now() - begun;
      terminal?.screen.type('\x15exit\r');
      await terminal?.done;
      return took;
    }
    async function enginesOwn(): Promise<number> {
      const request = { contextFolder: dirname(plain.target.dockerfile), ...plain.target, tags: [plain.tag] };
      const begun = performance.now();
      const { imageId } = await test.engine.build(request, () => undefined);
      const id = await test.create({ image: imageId, tty: true, openStdin: true, command: ['sh'] });
      const shell = await test.engine.containers.startAttached(id, { columns: 80, rows: 24 });
      await outputOf(shell).has(prompt);
      const took = performance.now() - begun;
      shell.write('exit\r');
      await shell.ended;
      await test.engine.containers.remove(id);
      return took;
    }

    const times: Record<'ours' | 'own', number[]> = { ours: [], own: [] };
    for (let round = 0; round <= rounds; round++) {
      const [own, shell] = [await enginesOwn(), await ours()];
      // The first fills the caches of both.
      if (round === 0) continue;
      times.own.push(own);
      times.ours.push(shell);
    }
    const [shell, own] = [median(times.ours), median(times.own)];
    say(`shell at a line: ${rounded(shell)} ms, the engine's own build and container: ${rounded(own)} ms`);
    const value = Math.round((shell / own) * 100) / 100;
    return [{ name: 'shell-at-line', value, unit: "times the engine's own", limit: 1.2 }];
  } finally {
    await test.clean();
  }
}
