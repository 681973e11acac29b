// Changes one member of a JSON text and leaves every other byte as it is: config.json is a person's file, and belongs to
// other programs, too. Pure. The text must be valid JSON.

interface Member {
  readonly key: string;
  readonly keyStart: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

interface JsonObject {
  /** Of the brackets; `end` is after the last one. */
  readonly start: number;
  readonly end: number;
  readonly members: readonly Member[];
}

/** Makes the objects on the way that are missing. `value`: anything that JSON can say. */
export function withJsonMember(text: string, path: readonly string[], value: unknown): string {
  const unit = indentUnitOf(text);
  let object = objectAt(text, skipSpace(text, 0));
  for (const [depth, key] of path.entries()) {
    const member = memberOf(object, key);
    const rest = path.slice(depth + 1);
    const inside = member && text[member.valueStart] === '{' && rest.length > 0;
    if (inside) {
      object = objectAt(text, member.valueStart);
      continue;
    }
    const whole = rest.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
    const indent = unit?.repeat(depth + 1);
    const written = jsonText(whole, unit, indent);
    if (member) return text.slice(0, member.valueStart) + written + text.slice(member.valueEnd);
    return insert(text, object, `${JSON.stringify(key)}:${unit === undefined ? '' : ' '}${written}`, indent, unit);
  }
  return text;
}

/** The text as it was, if there is no such member. */
export function withoutJsonMember(text: string, path: readonly string[]): string {
  let object = objectAt(text, skipSpace(text, 0));
  for (const key of path.slice(0, -1)) {
    const member = memberOf(object, key);
    if (!member || text[member.valueStart] !== '{') return text;
    object = objectAt(text, member.valueStart);
  }
  const { members } = object;
  const member = memberOf(object, path.at(-1) ?? '');
  if (!member) return text;
  const index = members.indexOf(member);
  const before = members[index - 1];
  const after = members[index + 1];
  if (before) return text.slice(0, before.valueEnd) + text.slice(member.valueEnd);
  if (after) return text.slice(0, member.keyStart) + text.slice(after.keyStart);
  return text.slice(0, object.start + 1) + text.slice(object.end - 1);
}

/** JSON's readers take the last one of several that have the same key. */
function memberOf({ members }: JsonObject, key: string): Member | undefined {
  return members.findLast((member) => member.key === key);
}

function insert(
  text: string,
  { start, end, members }: JsonObject,
  written: string,
  indent: string | undefined,
  unit: string | undefined,
): string {
  const last = members.at(-1);
  const line = indent === undefined ? '' : `\n${indent}`;
  if (last) return `${text.slice(0, last.valueEnd)},${line}${written}${text.slice(last.valueEnd)}`;
  const closing = indent === undefined ? '' : `\n${indent.slice(unit?.length)}`;
  return `${text.slice(0, start + 1)}${line}${written}${closing}${text.slice(end - 1)}`;
}

function jsonText(value: unknown, unit: string | undefined, indent = ''): string {
  return JSON.stringify(value, undefined, unit).replaceAll('\n', `\n${indent}`);
}

/** What a level is moved in by; undefined: all stands on one line. An empty object gets a tab, as the CLI writes it. */
function indentUnitOf(text: string): string | undefined {
  const unit = /^\s*\{[^\S\n]*\r?\n([^\S\n]*)"/.exec(text)?.[1];
  if (unit !== undefined) return unit;
  return /^\s*\{\s*\}\s*$/.test(text) ? '\t' : undefined;
}

function objectAt(text: string, start: number): JsonObject {
  const members: Member[] = [];
  let at = skipSpace(text, start + 1);
  while (text[at] === '"') {
    const keyEnd = valueEndAt(text, at);
    const valueStart = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const valueEnd = valueEndAt(text, valueStart);
    members.push({ key: JSON.parse(text.slice(at, keyEnd)), keyStart: at, valueStart, valueEnd });
    at = skipSpace(text, valueEnd);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return { start, end: at + 1, members };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at++;
  return at;
}

function valueEndAt(text: string, start: number): number {
  // Strings whole, so that brackets in them do not count.
  const token = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^\s"[\]{},:]+|[,:]|\s+/gy;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [word] = match;
    if (word === '{' || word === '[') depth++;
    if (word === '}' || word === ']') depth--;
    if (depth === 0) return token.lastIndex;
  }
  return text.length;
}
