// The mounts of a RUN (`--mount=type=cache,target=/root/.cache`): the one reader of them, for rules, fixes and steps.
// Source: BuildKit's frontend/dockerfile/instructions/commands_runmount.go, which reads the value as one line of CSV, and
// option names in any case.
import type { DockerfileDocument, Flag, Instruction, Word } from '../text/document.ts';
import { onceForEach } from '../text/once.ts';
import { withoutQuotes } from '../text/quoted-words.ts';
import type { Span } from '../text/range.ts';

export interface MountOption extends Span {
  /** In lower case, as BuildKit compares it: `target` */
  readonly name: string;
  /** Where the name stands; the whole option where that cannot be told. */
  readonly nameSpan: Span;
  /** What follows `=`, without quotes; undefined without one (`readonly`) */
  readonly value: Word | undefined;
}

export interface RunMount {
  readonly flag: Flag;
  /** In the order of the file. */
  readonly options: readonly MountOption[];
  /** `bind` if nothing is said. */
  readonly type: string;
  /** As written: variables are not expanded. */
  readonly target: Word | undefined;
  /** The path in the build context, or in what `from` names. */
  readonly source: Word | undefined;
  /** The stage or image that it comes from. */
  readonly from: Word | undefined;
}

/** In the order of the file; none for other instructions. Of an ONBUILD, ask for its trigger's. */
export const runMounts = onceForEach((document, instruction: Instruction): readonly RunMount[] => {
  if (instruction.keyword !== 'RUN') return [];
  return instruction.flags.flatMap((flag) => (flag.name === 'mount' && flag.value ? [mountOf(document, flag)] : []));
});

/** Where mounts of these types are, as written: what a RUN writes there is not in its layer. */
export function mountTargets(
  document: DockerfileDocument,
  run: Instruction,
  types: readonly string[] = ['cache', 'tmpfs'],
): string[] {
  return runMounts(document, run).flatMap(({ type, target }) => (target && types.includes(type) ? [target.text] : []));
}

function mountOf(document: DockerfileDocument, flag: Flag): RunMount {
  const options = flag.value ? optionsOf(document, flag.value) : [];
  const optionNamed = (...names: readonly string[]) =>
    options.findLast(({ name, value }) => value !== undefined && names.includes(name))?.value;
  return {
    flag,
    options,
    type: optionNamed('type')?.text.toLowerCase() ?? 'bind',
    target: optionNamed('target', 'dst', 'destination'),
    source: optionNamed('source', 'src'),
    from: optionNamed('from'),
  };
}

function optionsOf(document: DockerfileDocument, value: Word): MountOption[] {
  // Where the value goes over several lines, its own place is all that is known.
  const isPlain = value.end - value.start === value.text.length;
  const place = (from: number, to: number): Span =>
    isPlain ? { start: value.start + from, end: value.start + to } : { start: value.start, end: value.end };
  return fieldsOf(value.text).map(({ start, end }) => {
    const text = value.text.slice(start, end);
    const equals = text.indexOf('=');
    const name = withoutQuotes(equals < 0 ? text : text.slice(0, equals), document.escape).replace(/^["']/, '');
    const written = equals < 0 ? undefined : innerPlace(text, equals + 1);
    return {
      name: name.toLowerCase(),
      nameSpan: equals < 0 ? place(start, end) : place(start + quoteCount(text), start + equals),
      value: written && {
        text: withoutQuotes(text.slice(written.from, written.to), document.escape),
        ...place(start + written.from, start + written.to),
      },
      ...place(start, end),
    };
  });
}

/** Between commas; those inside quotes part nothing. */
function fieldsOf(text: string): Span[] {
  const fields: Span[] = [];
  let start = 0;
  let quote: string | undefined;
  for (let i = 0; i <= text.length; i++) {
    const character = text[i];
    if (character === undefined || (quote === undefined && character === ',')) {
      fields.push({ start, end: i });
      start = i + 1;
    } else if (quote === undefined) {
      if (character === '"' || character === "'") quote = character;
    } else if (character === quote) quote = undefined;
  }
  return fields;
}

/** Quotes may stand around the value alone, or around the whole option (`"target=/a b"`). */
function innerPlace(text: string, from: number): { readonly from: number; readonly to: number } {
  const open = text[from];
  const close = text.at(-1);
  if ((open === '"' || open === "'") && close === open && text.length > from + 1) {
    return { from: from + 1, to: text.length - 1 };
  }
  return { from, to: quoteCount(text) > 0 && close === text[0] ? text.length - 1 : text.length };
}

function quoteCount(text: string): number {
  return text.startsWith('"') || text.startsWith("'") ? 1 : 0;
}
