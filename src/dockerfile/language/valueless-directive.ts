// Directives that are being written.
import type { DockerfileDocument } from '../text/document.ts';
import type { Span } from '../text/range.ts';

/** `# escape=`, where a directive may stand: to the builder it is a comment until it has a value. */
export function valuelessDirective(
  { text, directives, instructions }: DockerfileDocument,
  { start, end }: Span,
): string | undefined {
  const first = instructions[0]?.start ?? text.length;
  const before = text.slice(directives.at(-1)?.end ?? 0, start);
  if (start > first || before.trim() !== '') return undefined;
  return /^#\s*(syntax|escape|check)\s*=\s*$/i.exec(text.slice(start, end))?.[1]?.toLowerCase();
}
