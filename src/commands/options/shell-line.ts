// A command line as somebody copied it from a page or a script: its words, without running a shell. What only a shell
// could work out is marked.
import * as l10n from '@vscode/l10n';
import { isWindowsPath } from '../text/shell-words.ts';

export interface ShellLine {
  /** With `unknown` before each expansion that only a shell could work out. */
  readonly words: readonly string[];
  /** Further commands: `| grep x`. */
  readonly rest: string;
}

/** Stands before `$(id -u)` and the like in a word; no word of a command line can hold it. */
export const unknown = '\0';

/** The expansions of a word that are not known. */
export const unknownIn = (word: string): string[] =>
  [...word.matchAll(/\0(\$\([^)]*\)|\$\{[^}]*\}|\$\w+|`[^`]*`|%\w+%)/g)].map(([, expansion]) => String(expansion));

/** Values that are the same for every shell: `PWD`, `HOME`. Others stay what only a shell knows. */
export type ShellVariables = Readonly<Record<string, string>>;

export function readShellLine(text: string, known: ShellVariables): ShellLine | { readonly wrong: string } {
  const reader = new LineReader(joinLines(text), known);
  return reader.read();
}

/**
 * Lines that go on: a backslash (sh), a backquote (PowerShell) or ^ (cmd) at the end. An input box makes one line of several
 * and leaves the mark between blanks.
 */
function joinLines(text: string): string {
  return text
    .trim()
    .replace(/[ \t]*(?:\\|(?<=[ \t])[`^])[ \t]*\r?\n[ \t]*/g, ' ')
    .replace(/(?<=\s)[\\`^](?=\s)/g, ' ')
    .replace(/(?<=\s)\\(?=-)/g, '');
}

class LineReader {
  private readonly words: string[] = [];
  private rest = '';
  private word: string | undefined;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly known: ShellVariables,
  ) {}

  read(): ShellLine | { readonly wrong: string } {
    while (this.at < this.text.length) {
      const character = this.text.charAt(this.at);
      if (/\s/.test(character)) this.endWord();
      else if (character === '#' && this.word === undefined) break;
      else if (/[;&|<>\n]/.test(character)) {
        this.rest = this.text.slice(this.at).trim();
        break;
      } else if (character === "'") {
        const end = this.text.indexOf("'", this.at + 1);
        if (end < 0) return { wrong: l10n.t("A quote (') is not closed.") };
        this.add(this.text.slice(this.at + 1, end));
        this.at = end;
      } else if (character === '"') {
        if (!this.readDoubleQuoted()) return { wrong: l10n.t('A quote (") is not closed.') };
      } else if (character === '\\') {
        this.add(isWindowsPath(this.word) ? character : this.text.charAt(++this.at));
      } else this.readExpansion(character, false);
      this.at++;
    }
    this.endWord();
    return { words: this.words, rest: this.rest };
  }

  private add(text: string): void {
    this.word = (this.word ?? '') + text;
  }

  private endWord(): void {
    if (this.word !== undefined) this.words.push(this.word);
    this.word = undefined;
  }

  private readDoubleQuoted(): boolean {
    this.add('');
    for (this.at++; this.at < this.text.length; this.at++) {
      const character = this.text.charAt(this.at);
      if (character === '"') return true;
      // Inside double quotes a backslash quotes these alone (POSIX, Shell Command Language, 2.2.3).
      if (character === '\\' && /["\\$`]/.test(this.text.charAt(this.at + 1))) this.add(this.text.charAt(++this.at));
      else this.readExpansion(character, true);
    }
    return false;
  }

  /** `$(pwd)`, `${PWD}`, `%cd%` are the folder; other expansions stay as they are written and are named. */
  private readExpansion(character: string, quoted: boolean): void {
    const rest = this.text.slice(this.at);
    const match =
      character === '$'
        ? /^\$(?:\(([^)]*)\)|\{([^}]*)\}|(\w+))/.exec(rest)
        : character === '`'
          ? /^`([^`]*)`/.exec(rest)
          : character === '%'
            ? /^%(cd)%/i.exec(rest)
            : undefined;
    if (!match) {
      this.add(character === '~' && !quoted && this.word === undefined && /^~(?=[/\s]|$)/.test(rest) ? '~' : character);
      return;
    }
    const [whole, run, braced, plain] = match;
    const name = run === undefined ? (braced ?? plain ?? '') : /^(?:pwd|cd)$/i.test(run.trim()) ? 'PWD' : '';
    const value = Object.hasOwn(this.known, name) ? this.known[name] : undefined;
    this.add(value ?? `${unknown}${whole}`);
    this.at += whole.length - 1;
  }
}
