// What may stand in a comment: directives in the first lines, and comments that silence rules.
import { builderChecks } from '../knowledge/builder-checks.ts';
import { directiveHelps } from '../knowledge/directive-help.ts';
import { rules } from '../rules/index.ts';
import type { DockerfileDocument } from '../text/document.ts';
import type { Span } from '../text/range.ts';
import type { CompletionItem, Found } from './completion-item.ts';

export function commentItems(document: DockerfileDocument, comment: Span, offset: number): Found {
  const typed = document.text.slice(comment.start, offset);
  const isDirective = mayBeDirective(document, comment);
  const ignored =
    /^#\s*(?:longshore|hadolint)\s+(?:(?:global|stage)\s+)?ignore\s*=\s*(?:[\w-]+\s*,\s*)*([\w-]*)$/i.exec(typed);
  if (ignored) return { items: ruleItems(), length: ignored[1]?.length ?? 0 };
  const check = /^#\s*check\s*=\s*(?:[^;]*;)*\s*(?:skip|experimental)=(?:\w+\s*,\s*)*(\w*)$/i.exec(typed);
  if (check) {
    const names = ['all', ...builderChecks];
    return {
      items: names.map((name): CompletionItem => ({ kind: 'value', label: name, insert: name })),
      length: check[1]?.length ?? 0,
    };
  }
  const value = /^#\s*(syntax|escape|check)\s*=\s*(?:.*;)?([^\s;]*)$/i.exec(typed);
  if (value && isDirective) {
    const help = directiveHelps.find(({ name }) => name === value[1]?.toLowerCase());
    const items = (help?.values ?? []).map(
      (text): CompletionItem => ({
        kind: 'value',
        label: text,
        insert: text,
        ...(text.endsWith('=') ? { goesOn: true } : {}),
      }),
    );
    return { items, length: value[2]?.length ?? 0 };
  }
  const word = /^#\s*([\w ]*)$/.exec(typed)?.[1];
  // In the name of a directive: another in its place.
  const own = document.directives.find(({ start }) => start === comment.start);
  if (word !== undefined && own) return { items: directiveItems(document, own.name), length: word.length };
  if (word === undefined || /[\w=]/.test(document.text[offset] ?? '')) return { items: [], length: 0 };
  return {
    items: [...(isDirective ? directiveItems(document) : []), ...pragmaItems(word, isDirective)],
    length: word.length,
  };
}

function ruleItems(): CompletionItem[] {
  return rules.map(({ id, title }) => ({ kind: 'rule', label: id, detail: title, insert: id }));
}

/** `replaced`: the one at the cursor, which keeps its value. */
function directiveItems({ directives }: DockerfileDocument, replaced?: string): CompletionItem[] {
  const given = new Set(directives.map(({ name }) => name).filter((name) => name !== replaced));
  return directiveHelps
    .filter(({ name }) => !given.has(name))
    .map(({ name, text, values: [first = ''] }) => ({
      kind: 'directive',
      label: `${name}=${first}`,
      documentation: text,
      insert: replaced === undefined ? `${name}=${first}` : name,
    }));
}

function pragmaItems(word: string, isDirective: boolean): CompletionItem[] {
  if (word === '' && isDirective) return [];
  const texts = word === '' ? ['longshore ignore='] : ['longshore ignore=', 'check=skip='];
  return texts.map((text) => ({ kind: 'rule', label: text, insert: text, goesOn: true }));
}

/** Nothing but directives stands above it. */
function mayBeDirective({ text, directives }: DockerfileDocument, { start }: Span): boolean {
  const above = directives.filter((directive) => directive.start < start).at(-1);
  const between = text.slice(above?.end ?? 0, start).replace(/^\ufeff/, '');
  return above ? /^\r?\n[ \t]*$/.test(between) : /^[ \t]*$/.test(between);
}
