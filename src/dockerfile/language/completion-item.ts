// What completion offers, as plain data.
import type { LintSurroundings } from '../rule-parts/rule.ts';

export type CompletionKind =
  | 'keyword'
  | 'snippet'
  | 'flag'
  | 'value'
  | 'variable'
  | 'stage'
  | 'file'
  | 'folder'
  | 'directive'
  | 'rule';

export interface CompletionItem {
  readonly kind: CompletionKind;
  readonly label: string;
  /** A few words beside the label. */
  readonly detail?: string | undefined;
  /** Markdown, for who wants to know more. */
  readonly documentation?: string | undefined;
  /** What is written; places to fill in stand between ⟨ and ⟩ where `isSnippet` says so. */
  readonly insert: string;
  readonly isSnippet?: true;
  /** Another list is wanted right behind it. */
  readonly goesOn?: true;
  readonly isDeprecated?: true;
}

/** The names in a folder, with what they are. */
export type EntryNames = ReadonlyMap<string, 'file' | 'folder'>;

export interface CompletionSurroundings extends LintSurroundings {
  /** The names in the folder that contextFolderAt says. */
  readonly entries?: EntryNames | undefined;
}

export interface Found {
  readonly items: readonly CompletionItem[];
  /** How many characters before the cursor belong to them. */
  readonly length: number;
}

/** The text of a snippet in the form of VS Code and the protocol: `${1:name}`, `$0` for an empty last place. */
export function snippetText(insert: string): string {
  let number = 0;
  return insert
    .replaceAll(/[\\$}]/g, '\\$&')
    .replaceAll(/⟨([^⟩]*)⟩/g, (_, text: string) => (text === '' ? '$0' : `\${${++number}:${text}}`));
}

/** The same as plain text, for clients that know no snippets. */
export function plainText(insert: string): string {
  return insert.replaceAll(/[⟨⟩]/g, '');
}
