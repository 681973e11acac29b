// What benchmarks share that want a throw-away engine: it goes again with all that was made, and the figures are printed
// and kept. Exit status 1 if one misses its bar.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { ensureBusyboxImage } from '../support/busybox-image.mjs';
import { startDockerd } from '../support/dockerd.mjs';
import { finish } from '../support/processes.mjs';

/** @typedef {import('./figures.ts').Figure} Figure */
/** @typedef {Awaited<ReturnType<typeof startDockerd>>} BenchEngine */

/**
 * @param {Pick<typeof import('./figures.ts'), 'figureLine' | 'isKept'>} figuresModule
 * @param {string | undefined} json a file for the figures
 * @param {(surroundings: { engine: BenchEngine, baseImage: string, folder: string }) => Promise<Figure[]>} measure
 * @param {{ tree?: string, containerd?: boolean }} [which] engine: see startDockerd
 */
export async function onBenchEngine({ figureLine, isKept }, json, measure, which = {}) {
  // An engine wants a disk, and /tmp may be in memory.
  const engine = await startDockerd({ folder: mkdtempSync('/var/tmp/longshore-bench-'), ...which });
  const folder = mkdtempSync('/var/tmp/longshore-bench-');
  const baseImage = 'longshore-bench-busybox:1';
  let status = 1;
  try {
    await ensureBusyboxImage({ socketPath: engine.socketPath, reference: baseImage });
    const figures = await measure({ engine, baseImage, folder });
    for (const figure of figures) console.log(figureLine(figure));
    if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
    status = figures.every(isKept) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await engine.stop();
  }
  await finish(status);
}
