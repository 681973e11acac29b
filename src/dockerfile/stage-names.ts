// Where the name of a stage stands: behind its AS, and wherever later instructions mean it.
import type { DockerfileDocument, Stage, Word } from './document.ts';
import type { Edit, Span } from './range.ts';
import type { Fix } from './rule.ts';
import { stageNamed } from './stage.ts';

/** What a stage may be called. Source: BuildKit's frontend/dockerfile/instructions/parse.go, after lower-casing. */
export const validStageName = /^[a-z][a-z0-9-_.]*$/;

/** In FROM, COPY --from and RUN --mount=from=; where variables make the name, nobody can tell. */
export function stageReferences(document: DockerfileDocument, stage: Stage): Span[] {
  const { key } = stage;
  if (key === undefined) return [];
  const found: Span[] = [];
  for (const later of document.stages.slice(stage.index + 1)) {
    const isMeant = (name: string) =>
      name.toLowerCase() === key && stageNamed(document.stages, name, later.index) === stage;
    if (later.base && isMeant(later.base.text)) found.push(later.base);
    for (const { keyword, flags } of later.instructions) {
      for (const { name, value } of flags) {
        if (!value) continue;
        if (keyword === 'COPY' && name === 'from' && isMeant(value.text)) found.push(value);
        if (keyword === 'RUN' && name === 'mount')
          found.push(...mountSources(document, value).filter(({ text }) => isMeant(text)));
      }
    }
  }
  return found;
}

/** What stands behind `from=` in the value of a --mount that is on one line. */
function mountSources(document: DockerfileDocument, value: Word): Word[] {
  const match = /(?:^|,)from=([^,"']+)/.exec(value.text);
  const name = match?.[1];
  if (!match || name === undefined) return [];
  const start = value.start + match.index + match[0].length - name.length;
  const end = start + name.length;
  return document.text.slice(start, end) === name ? [{ text: name, start, end }] : [];
}

/** Renames the stage with all that mean it; undefined if a name is not written in one piece. */
export function renameStage(document: DockerfileDocument, stage: Stage, name: string, safe: boolean): Fix | undefined {
  if (!stage.name) return undefined;
  const places = [stage.name, ...stageReferences(document, stage)];
  if (places.some(({ start, end }) => /\s/.test(document.text.slice(start, end)))) return undefined;
  const edits: Edit[] = places
    .filter(({ start, end }) => document.text.slice(start, end) !== name)
    .map((span) => ({ range: document.rangeOf(span), text: name }));
  return { title: `Rename to ${name}`, edits, safe };
}

/** The name, or the name with the first number behind it that no other stage has. */
export function freeStageName({ stages }: DockerfileDocument, name: string): string {
  const taken = new Set(stages.map(({ key }) => key));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}
