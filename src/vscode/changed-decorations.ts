// Decorations are sent to the window only where they are others than those that it has: it lays the editor out anew for each kind.
import type { DecorationOptions, TextEditor, TextEditorDecorationType } from 'vscode';

/** Sets as `TextEditor.setDecorations` does; answers whether there was anything to be set. */
export function changedDecorations(): (
  editor: TextEditor,
  type: TextEditorDecorationType,
  options: readonly DecorationOptions[],
) => boolean {
  const known = new WeakMap<TextEditor, Map<TextEditorDecorationType, string>>();
  return (editor, type, options) => {
    const set = known.get(editor) ?? new Map<TextEditorDecorationType, string>();
    known.set(editor, set);
    // The window moves them with the text, and loses those whose text was deleted, also if that comes back.
    const state = options.length === 0 ? '' : `${editor.document.version} ${JSON.stringify(options)}`;
    if ((set.get(type) ?? '') === state) return false;
    set.set(type, state);
    editor.setDecorations(type, [...options]);
    return true;
  };
}
