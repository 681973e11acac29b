// The mounts of a RUN (`--mount=type=cache,target=/root/.cache`), as data.
import type { Instruction, Word } from './document.ts';

export interface Mount {
  /** `bind` if nothing is said. */
  readonly type: string;
  readonly target: string | undefined;
  /** The stage or image that it comes from. */
  readonly from: Word | undefined;
}

export function mountsOf({ flags }: Instruction): Mount[] {
  return flags.flatMap(({ name, value }) => {
    if (name !== 'mount' || !value) return [];
    const fields = new Map<string, Word>();
    let offset = 0;
    for (const field of value.text.split(',')) {
      const equals = field.indexOf('=');
      const text = equals < 0 ? '' : field.slice(equals + 1);
      const end = value.start + offset + field.length;
      // Where the value goes over several lines, its own place is all that is known.
      const isPlain = value.end - value.start === value.text.length;
      const place = isPlain ? { start: end - text.length, end } : { start: value.start, end: value.end };
      fields.set((equals < 0 ? field : field.slice(0, equals)).toLowerCase(), { text, ...place });
      offset += field.length + 1;
    }
    const target = fields.get('target') ?? fields.get('dst') ?? fields.get('destination');
    return [{ type: fields.get('type')?.text ?? 'bind', target: target?.text, from: fields.get('from') }];
  });
}
