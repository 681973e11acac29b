// One record of comma-separated values, as docker reads it in `--mount`, `--gpus` and `--network` (RFC 4180).

/** A field, in quotes where it needs them. */
export function csvField(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The fields of a record; undefined if a quote is not closed or stands inside of a field. */
export function csvFields(text: string): string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let field = '';
      for (at++; ; at++) {
        if (at >= text.length) return undefined;
        if (text[at] === '"' && text[++at] !== '"') break;
        field += text[at];
      }
      if (at < text.length && text[at] !== ',') return undefined;
      fields.push(field);
    } else {
      const comma = text.indexOf(',', at);
      const field = text.slice(at, comma < 0 ? undefined : comma);
      if (field.includes('"')) return undefined;
      fields.push(field);
      at = comma < 0 ? text.length : comma;
    }
    if (at >= text.length) return fields;
    at++;
  }
}

/** `key=value,flag` as pairs; a flag's value is undefined, keys are in lower case. `wrong`: it is no such record. */
export function csvPairs(text: string): (readonly [key: string, value: string | undefined])[] | undefined {
  return csvFields(text)?.map((field) => {
    const equals = field.indexOf('=');
    return equals < 0
      ? ([field.toLowerCase(), undefined] as const)
      : ([field.slice(0, equals).toLowerCase(), field.slice(equals + 1)] as const);
  });
}
