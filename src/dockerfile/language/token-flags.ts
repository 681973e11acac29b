// Colours of flags: names, and values with their options.
import { copyFrom } from '../meaning/copy-arguments.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { textSegments } from './token-text.ts';
import type { TokenSegment } from './tokens.ts';

export function flagSegments(document: DockerfileDocument, instruction: Instruction): TokenSegment[] {
  const { flags, line } = instruction;
  const { fromFlag } = copyFrom(document, instruction);
  const segments: TokenSegment[] = [];
  for (const flag of flags) {
    const { name, value, valueFrom } = flag;
    const nameTo = value ? valueFrom - 1 : valueFrom;
    segments.push({ from: nameTo - name.length - 2, to: nameTo, type: 'parameter' });
    if (!value) continue;
    segments.push({ from: nameTo, to: valueFrom, type: 'operator' });
    const to = valueFrom + value.text.length;
    if (name !== 'mount') {
      segments.push(
        ...textSegments(line.text, valueFrom, to, document.escape, flag === fromFlag ? 'namespace' : 'property'),
      );
      continue;
    }
    for (let from = valueFrom; from < to; ) {
      const comma = line.text.indexOf(',', from);
      const end = comma < 0 || comma > to ? to : comma;
      const equals = line.text.indexOf('=', from);
      const optionTo = equals < 0 || equals > end ? end : equals;
      segments.push({ from, to: optionTo, type: 'parameter' });
      if (optionTo < end) {
        segments.push({ from: optionTo, to: optionTo + 1, type: 'operator' });
        segments.push(...textSegments(line.text, optionTo + 1, end, document.escape, 'property'));
      }
      if (end < to) segments.push({ from: end, to: end + 1, type: 'operator' });
      from = end + 1;
    }
  }
  return segments;
}
