// What goes on only while somebody looks at a view.
import { Disposable, type TreeView } from 'vscode';

/** `begin` is called whenever the view becomes visible; what it answers, when it is not any more. */
export function whileVisible(view: TreeView<unknown>, begin: () => () => void): Disposable {
  let end: (() => void) | undefined;
  const look = () => {
    if (view.visible) end ??= begin();
    else {
      end?.();
      end = undefined;
    }
  };
  look();
  return Disposable.from(view.onDidChangeVisibility(look), new Disposable(() => end?.()));
}
