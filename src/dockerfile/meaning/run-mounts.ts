// The mounts of a RUN (`--mount=type=cache,target=/root/.cache`): the one reader of them, for rules, fixes and steps.
// Source: BuildKit's frontend/dockerfile/instructions/commands_runmount.go, which reads the value as one line of CSV, and
// option names in any case.
import type { DockerfileDocument, Flag, Instruction, Word } from '../text/document.ts';
import { flagFields, type PlacedText, placedPart, placedSpan } from '../text/flag-fields.ts';
import type { Span } from '../text/range.ts';
import { oncePerInstruction } from '../text/read-once.ts';

export interface MountOption extends Span {
  /** In lower case, as BuildKit compares it: `target` */
  readonly name: string;
  readonly nameSpan: Span;
  /** What follows `=`, without quotes; undefined without one (`readonly`) */
  readonly value: Word | undefined;
}

export interface RunMount {
  readonly flag: Flag;
  /** In the order of the file. */
  readonly options: readonly MountOption[];
  /** A quote for which the builder refuses it; options behind it are not there. */
  readonly fault: Span | undefined;
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
export function runMounts(document: DockerfileDocument, instruction: Instruction): readonly RunMount[] {
  return instruction.keyword === 'RUN' && instruction.flags.length > 0 ? readMounts(document, instruction) : none;
}

const none: readonly RunMount[] = [];

const readMounts = oncePerInstruction((document, instruction: Instruction): readonly RunMount[] => {
  return instruction.flags.flatMap((flag) =>
    flag.name === 'mount' && flag.value ? [mountOf(document, instruction, flag)] : [],
  );
});

/** Where mounts of these types are, as written: what a RUN writes there is not in its layer. */
export function mountTargets(
  document: DockerfileDocument,
  run: Instruction,
  types: readonly string[] = ['cache', 'tmpfs'],
): string[] {
  return runMounts(document, run).flatMap(({ type, target }) => (target && types.includes(type) ? [target.text] : []));
}

function mountOf(document: DockerfileDocument, run: Instruction, flag: Flag): RunMount {
  const { fields, fault } = flagFields(document, run, flag);
  const options = fields.map(optionOf);
  const optionNamed = (...names: readonly string[]) =>
    options.findLast(({ name, value }) => value !== undefined && names.includes(name))?.value;
  return {
    flag,
    options,
    fault,
    type: optionNamed('type')?.text.toLowerCase() ?? 'bind',
    target: optionNamed('target', 'dst', 'destination'),
    source: optionNamed('source', 'src'),
    from: optionNamed('from'),
  };
}

function optionOf(field: PlacedText): MountOption {
  const equals = field.text.indexOf('=');
  const name = placedPart(field, 0, equals < 0 ? undefined : equals);
  const value = equals < 0 ? undefined : placedPart(field, equals + 1);
  return {
    name: name.text.toLowerCase(),
    nameSpan: placedSpan(name),
    value: value && { text: value.text, ...placedSpan(value) },
    ...placedSpan(field),
  };
}
