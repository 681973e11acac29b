// The options of `# check=skip=A,B;error=true`, with their places. Source: BuildKit's frontend/dockerfile/linter/linter.go.
import type { DockerfileDocument } from '../text/document.ts';
import type { Span } from '../text/range.ts';

export interface CheckOption extends Span {
  /** As written: BuildKit does not fold it. Undefined if there is no equals sign. */
  readonly key: string | undefined;
  readonly keySpan: Span;
  readonly value: Span & { readonly text: string };
}

/** Of the directive at the top of the file; none without one. What stands behind a blank is not read. */
export function directiveOptions(document: DockerfileDocument): CheckOption[] {
  const directive = document.directives.find(({ name }) => name === 'check');
  return directive ? optionsAt(document, directive) : [];
}

/** Of the comments that say so for one instruction. */
export function commentOptions(document: DockerfileDocument): CheckOption[] {
  const isDirective = ({ start }: Span) => document.directives.some((each) => each.start === start);
  return document.comments
    .filter(
      (comment) => /^#\s*check\s*=/i.test(document.text.slice(comment.start, comment.end)) && !isDirective(comment),
    )
    .flatMap((comment) => optionsAt(document, comment));
}

function optionsAt({ text }: DockerfileDocument, { start, end }: Span): CheckOption[] {
  const written = text.slice(start, end);
  const lead = /^#\s*\w+\s*=\s*/.exec(written)?.[0].length ?? 0;
  const [value = ''] = /^[^ ]*/.exec(written.slice(lead).trimEnd()) ?? [];
  const options: CheckOption[] = [];
  let from = start + lead;
  // A third semicolon parts nothing.
  const parts = value.split(';');
  for (const part of [...parts.slice(0, 2), ...(parts.length > 2 ? [parts.slice(2).join(';')] : [])]) {
    const equals = part.indexOf('=');
    const to = from + part.length;
    const valueFrom = equals < 0 ? to : from + equals + 1;
    options.push({
      key: equals < 0 ? undefined : part.slice(0, equals).trim(),
      keySpan: { start: from, end: equals < 0 ? to : from + equals },
      value: { text: text.slice(valueFrom, to), start: valueFrom, end: to },
      start: from,
      end: to,
    });
    from = to + 1;
  }
  return options;
}
