// What is typed to filter a view: words that a row must all have, `state:unhealthy` and the like, and `-word` for what it must
// not have. Pure.

/** What `name:` asks of an item. */
export interface Field<T> {
  /** All of its values. */
  of(item: T): readonly string[];
  /** A value is meant as a whole: port 80 is not port 8080. */
  readonly isWhole?: boolean;
}

export type Fields<T> = Readonly<Record<string, Field<T>>>;

export interface Query<T> {
  /** `text`: all that a row says. */
  matches(item: T, text: () => readonly string[]): boolean;
}

interface Term {
  readonly field: string | undefined;
  /** Small letters. */
  readonly value: string;
  readonly isUnwanted: boolean;
}

/** Names that are no field are text: `nginx:1.29` is a name of an image. */
export function readQuery<T>(text: string, fields: Fields<T>): Query<T> {
  const terms = [...text.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))?(?:\s+|$)/gi)]
    .filter(([whole]) => whole.trim() !== '')
    .map(([whole, minus, name, quoted, plain]): Term => {
      const isField = name !== undefined && Object.hasOwn(fields, name.toLowerCase());
      const value = quoted ?? plain ?? '';
      const rest = whole.trim().slice(minus?.length);
      return {
        field: isField ? name?.toLowerCase() : undefined,
        value: (isField || quoted !== undefined ? value : rest).toLowerCase(),
        isUnwanted: minus === '-' && rest !== '',
      };
    })
    // Half typed: `state:` asks nothing yet.
    .filter(({ value }) => value !== '');
  return {
    matches: (item, saying) =>
      terms.every(({ field, value, isUnwanted }) => {
        const asked = field === undefined ? undefined : fields[field];
        const values = (asked ? asked.of(item) : saying()).map((each) => each.toLowerCase());
        const has = values.some((each) => (asked?.isWhole ? each === value : each.includes(value)));
        return has !== isUnwanted;
      }),
  };
}
