// A list of which one row is chosen. In one whose rows have keywords typing finds more than it shows: rows by these (`--cap-add`),
// rows that are not there before something is typed, and rows that take what is typed.
import { Disposable, type QuickPickItem, QuickPickItemKind, ThemeIcon, window } from 'vscode';
import { Cancelled, type Choice, type PickChoice } from '../commands/host/dialogs.ts';
import { visibleText } from '../visible-text.ts';

type Item<T> = QuickPickItem & { readonly value?: T };

export function pickItem<T>({
  label,
  description,
  detail,
  icon,
  value,
}: Choice<T>): QuickPickItem & { readonly value: T } {
  return {
    label: visibleText(label),
    value,
    ...(description === undefined ? {} : { description: visibleText(description) }),
    ...(detail === undefined ? {} : { detail: visibleText(detail) }),
    ...(icon === undefined ? {} : { iconPath: new ThemeIcon(icon) }),
  };
}

export async function pickOne<T>(title: string, placeholder: string, choices: readonly PickChoice<T>[]): Promise<T> {
  if (choices.some(({ keywords, takes }) => keywords ?? takes)) return pickByKeyword(title, placeholder, choices);
  const picked = await window.showQuickPick(choices.map(pickItem), {
    title,
    placeHolder: placeholder,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) throw new Cancelled();
  return picked.value;
}

async function pickByKeyword<T>(title: string, placeholder: string, choices: readonly PickChoice<T>[]): Promise<T> {
  const list = window.createQuickPick<Item<T>>();
  list.title = title;
  list.placeholder = placeholder;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.items = itemsFor(choices, '');
  const listeners: Disposable[] = [];
  try {
    const chosen = await new Promise<Item<T> | undefined>((resolve) => {
      listeners.push(
        list.onDidChangeValue((text) => {
          list.items = itemsFor(choices, text);
        }),
        // Where nothing is found Enter chooses nothing: what stands in a form is not lost by it.
        list.onDidAccept(() => {
          const [found] = list.activeItems;
          if (found) resolve(found);
        }),
        list.onDidHide(() => resolve(undefined)),
      );
      list.show();
    });
    if (!chosen) throw new Cancelled();
    return chosen.value as T;
  } finally {
    Disposable.from(list, ...listeners).dispose();
  }
}

/** A dash at the front asks for keywords alone; other words are looked for by the editor, keywords besides. */
function itemsFor<T>(choices: readonly PickChoice<T>[], text: string): Item<T>[] {
  const typed = text.trim().toLowerCase();
  const isFound = ({ keywords = [] }: PickChoice<T>) =>
    typed !== '' && keywords.some((keyword) => keyword.toLowerCase().startsWith(typed));
  const shown = choices.flatMap((choice) => {
    const taken = choice.takes?.(text);
    if (choice.takes) return taken === undefined ? [] : [{ ...choice, value: taken }];
    const isShown = typed === '' ? !choice.whenTyped : typed.startsWith('-') ? isFound(choice) : true;
    return isShown ? [choice] : [];
  });
  return withHeadings(shown, (choice) => ({
    ...pickItem(choice),
    ...(isFound(choice) || choice.takes ? { alwaysShow: true } : {}),
  }));
}

/** The rows, with a line above those that have a heading of their own. */
export function withHeadings<C extends Choice<unknown>, Row extends QuickPickItem>(
  choices: readonly C[],
  row: (choice: C) => Row,
): (Row | QuickPickItem)[] {
  return choices.flatMap((choice, index) => [
    ...(choice.heading !== undefined && choice.heading !== choices[index - 1]?.heading
      ? [{ label: choice.heading, kind: QuickPickItemKind.Separator }]
      : []),
    row(choice),
  ]);
}
