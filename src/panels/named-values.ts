// Environment variables and labels for a page, without the values that may be secret until somebody asks for one by its name.
import { mayBeSecret } from '../dockerfile/knowledge/hidden-values.ts';
import { visibleLines, visibleText } from '../visible-text.ts';
import type { FromValuesPage, NamedValue, ToValuesPage } from './page-messages.ts';

export type NamedValues = 'environment' | 'labels';

/** What has them: a container, or an image. */
export interface HasNamedValues {
  /** `NAME=value` */
  readonly environment: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
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

function hiddenValueOf({ environment, labels }: HasNamedValues, of: NamedValues, name: string): string | undefined {
  if (of === 'labels') return Object.hasOwn(labels, name) ? labels[name] : undefined;
  return environment.find((variable) => variable.startsWith(`${name}=`))?.slice(name.length + 1);
}

function namedValue(name: string, value: string): NamedValue {
  const isHidden = value !== '' && mayBeSecret(name, value);
  return { name: visibleText(name), value: isHidden ? undefined : visibleLines(value) };
}
