// The ports that the final stage says it listens on: what a container of the image can publish.
import type { DockerfileDocument } from './document.ts';
import { stageLineage } from './stage-bases.ts';
import { expand, globalVariables } from './variables.ts';

export interface ExposedPort {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp' | 'sctp';
}

const single = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/i;

/** In the file's order, each once. Ranges (`8000-8010`) and variables without a known value are left out. */
export function exposedPorts(document: DockerfileDocument): ExposedPort[] {
  const final = document.stages.at(-1);
  if (!final) return [];
  const variables = globalVariables(document);
  const ports = new Map<string, ExposedPort>();
  for (const stage of stageLineage(document, final).reverse()) {
    for (const { keyword, words } of stage.instructions) {
      if (keyword !== 'EXPOSE') continue;
      for (const { text } of words) {
        const match = single.exec(expand(text, variables) ?? '');
        const port = Number(match?.[1]);
        if (!match || port < 1 || port > 65_535) continue;
        const protocol = (match[2]?.toLowerCase() ?? 'tcp') as ExposedPort['protocol'];
        ports.set(`${port}/${protocol}`, { port, protocol });
      }
    }
  }
  return [...ports.values()];
}
