// What is typed of an instruction before the cursor, cut into words.

export interface TypedWords {
  readonly keyword: string;
  /** The whole words between the keyword and the one that is being typed, flags left out. */
  readonly arguments: readonly string[];
  /** Names of the flags before it. */
  readonly flags: readonly string[];
  /** What is typed of the word at the cursor. */
  readonly word: string;
  /** Only flags stand before it. */
  readonly mayBeFlag: boolean;
  readonly isFlagValue: boolean;
}

export function typedWords(typed: string): TypedWords {
  const words = typed.split(/\s+/);
  const [keyword = '', ...before] = words;
  const word = before.pop() ?? '';
  const firstArgument = before.findIndex((each) => !each.startsWith('--') || each === '--');
  const mayBeFlag = firstArgument < 0;
  const flags = (mayBeFlag ? before : before.slice(0, firstArgument)).map(
    (flag) => flag.slice(2).split('=', 1)[0] ?? '',
  );
  return {
    keyword: keyword.toUpperCase(),
    arguments: mayBeFlag ? [] : before.slice(firstArgument),
    flags,
    word,
    mayBeFlag,
    isFlagValue: mayBeFlag && /^--[\w-]+=/.test(word),
  };
}
