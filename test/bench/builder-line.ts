// How lines for the builder are made: a template with a slot, and what may stand in it.

/** In marked text: the mark is where an error must stand, if the builder refuses it. */
export type BuilderLine = string;

/** Lines for each value of a slot: `{}` in the template, which is marked. */
export function filled(template: string, values: readonly string[]): BuilderLine[] {
  return values.map((value) => template.replaceAll('{}', () => (value === '' ? '' : `⟦${value}⟧`)));
}

/** Behind a base image, of which there is always one. */
export function staged(template: string, values: readonly string[]): BuilderLine[] {
  return filled(`FROM scratch\n${template}\n`, values);
}

/** Several values in one text, parted by broken bars. */
export function parted(...rows: readonly string[]): string[] {
  return rows.flatMap((row) => row.split(' ¦ '));
}
