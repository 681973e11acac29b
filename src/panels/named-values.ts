// Environment variables and labels for a page, without the values that may be secret until somebody asks for one by its name.
import { commandWithoutSecrets, mayBeSecret } from '../dockerfile/knowledge/hidden-values.ts';
import { visibleLines, visibleText } from '../visible-text.ts';
import type { FromValuesPage, NamedValue, ToValuesPage } from './page-messages.ts';

type NamedValues = FromValuesPage['of'];

/** What has them: a container, an image, a volume … */
export interface HasNamedValues {
  /** `NAME=value` */
  readonly environment: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Of a driver. */
  readonly options?: Readonly<Record<string, string>>;
}

export function environmentValues(environment: readonly string[]): NamedValue[] {
  return environment.map((variable) => {
    const [name = ''] = variable.split('=', 1);
    return namedValue(name, variable.slice(name.length + 1));
  });
}

export function labelValues(labels: Readonly<Record<string, string>>): NamedValue[] {
  return Object.entries(labels).map(([name, value]) => namedValue(name, value));
}

/** Options of a driver: one may hold several values, `username=web,password=…`. */
export function optionValues(options: Readonly<Record<string, string>>): NamedValue[] {
  return Object.entries(options).map(([name, value]) => {
    const parts = value.split(',').join(' ');
    return commandWithoutSecrets(parts) === parts
      ? namedValue(name, value)
      : { name: visibleText(name), value: undefined };
  });
}

/** Gives out one hidden value that a person asked for: to the page, or to the clipboard. Nothing if there is none of that name. */
export function giveHiddenValue(
  owner: HasNamedValues | undefined,
  { type, of, name }: FromValuesPage,
  to: { post(message: ToValuesPage): void; copy(text: string, words: string): void },
): void {
  const value = owner && hiddenValueOf(owner, of, name);
  if (value === undefined) return;
  if (type === 'reveal') to.post({ type: 'value', of, name, value });
  else to.copy(value, name);
}

function hiddenValueOf(owner: HasNamedValues, of: NamedValues, name: string): string | undefined {
  const { environment, labels, options = {} } = owner;
  const named = of === 'labels' ? labels : of === 'options' ? options : undefined;
  if (named) return Object.hasOwn(named, name) ? named[name] : undefined;
  return environment.find((variable) => variable.startsWith(`${name}=`))?.slice(name.length + 1);
}

function namedValue(name: string, value: string): NamedValue {
  const isHidden = value !== '' && mayBeSecret(name, value);
  return { name: visibleText(name), value: isHidden ? undefined : visibleLines(value) };
}
