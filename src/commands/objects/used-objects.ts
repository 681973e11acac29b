// What volumes and networks have in common: containers use them, and they are chosen, read and removed alike.

import * as l10n from '@vscode/l10n';
import type { Engine } from '../../engine/engine.ts';
import { UserError } from '../../user-error.ts';
import type { ObjectIds } from '../host/command.ts';
import type { Choice } from '../host/dialogs.ts';
import type { Host } from '../host/host.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { listNames } from '../text/count-and-list.ts';
import { safeFileName } from '../text/object-names.ts';
import { forEachOf } from './for-each.ts';
import { findUsers, type Users } from './users.ts';

/** All that is said of a kind, in whole sentences. */
export interface UsedWords {
  /** What a picker of them asks for. */
  readonly placeholder: string;
  /** Said where there is none to choose: what to do first. */
  readonly none: string;
  readonly gone: string;
  readonly findingUsers: string;
  readonly inspect: string;
  readonly copyName: string;
  /** `names`: quoted, with commas. */
  removeQuestion(count: number, names: string): string;
  readonly removing: string;
}

export interface UsedKind<T extends { readonly name: string }> {
  readonly noun: 'volume' | 'network';
  readonly words: UsedWords;
  readonly icon: string;
  calls(engine: Engine): {
    list(signal?: AbortSignal): Promise<readonly T[]>;
    inspect(id: string): Promise<{ readonly raw: unknown }>;
    remove(id: string, signal?: AbortSignal): Promise<void>;
  };
  /** What the engine and the tree know it by. */
  idOf(object: T): string;
  /** What it is called by where people read of it. */
  nameOf(object: T): string;
  /** What a choice says of it beside its name and users. */
  details(object: T): readonly string[];
  /** Names of containers, by the object's name. */
  usersIn(users: Users): ReadonlyMap<string, readonly string[]>;
  /** What has to be let go of before a removal. */
  release?(host: Host, engine: Engine, objects: readonly T[], signal: AbortSignal): Promise<void>;
}

/** Which of a kind a command is for, and why not for another. */
interface Fitting<T> {
  fits(object: T): boolean;
  refusal(object: T): string;
}

/** Those of `ids`, or the one that the user picks. */
export async function chooseUsed<T extends { readonly name: string }>(
  kind: UsedKind<T>,
  services: EngineServices,
  ids: ObjectIds | undefined,
  title: string,
  only?: Fitting<T>,
): Promise<readonly T[]> {
  const { engine } = services;
  const objects = await kind.calls(engine).list();
  if (ids) {
    const chosen = objects.filter((object) => ids.includes(kind.idOf(object)));
    if (chosen.length === 0) throw new UserError('not-found', kind.words.gone);
    const unfit = chosen.find((object) => only?.fits(object) === false);
    if (only && unfit) throw new UserError('invalid', only.refusal(unfit));
    return chosen;
  }
  const possible = objects.filter((object) => only?.fits(object) ?? true);
  if (possible.length === 0) throw new UserError('not-found', kind.words.none);
  const users = await services.host.progress(kind.words.findingUsers, (_report, signal) => findUsers(engine, signal));
  return [
    await services.host.pick(
      title,
      kind.words.placeholder,
      possible.map((object) => usedChoice(kind, object, users)),
    ),
  ];
}

export function usedChoice<T extends { readonly name: string }>(kind: UsedKind<T>, object: T, users: Users): Choice<T> {
  const names = kind.usersIn(users).get(object.name) ?? [];
  return {
    label: kind.nameOf(object),
    description: names.length > 0 ? l10n.t('used by {0}', listNames(names)) : l10n.t('unused'),
    detail: kind.details(object).join(' · '),
    icon: kind.icon,
    value: object,
  };
}

/** The command that shows what the engine says of it. */
export function inspecting<T extends { readonly name: string }>(kind: UsedKind<T>) {
  return async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
    const [object] = await chooseUsed(kind, services, ids, kind.words.inspect);
    if (!object) return;
    const { raw } = await kind.calls(services.engine).inspect(kind.idOf(object));
    await services.host.showDocument(
      `${safeFileName(object.name)}.${kind.noun}.json`,
      JSON.stringify(raw, undefined, 2),
    );
  };
}

/** The command that copies its name. */
export function copyingName<T extends { readonly name: string }>(kind: UsedKind<T>) {
  return async (services: EngineServices, ids?: ObjectIds): Promise<void> => {
    const [object] = await chooseUsed(kind, services, ids, kind.words.copyName);
    if (object) await services.host.copy(object.name);
  };
}

/** A sentence for each that containers use: `"data" is used by "web".` */
export async function saysOfUsers<T extends { readonly name: string }>(
  kind: UsedKind<T>,
  { host, engine }: EngineServices,
  objects: readonly T[],
): Promise<string[]> {
  const users = kind.usersIn(
    await host.progress(l10n.t('Finding the containers that use it'), (_report, signal) => findUsers(engine, signal)),
  );
  return objects
    .filter(({ name }) => users.has(name))
    .map((object) => usedBy(kind.nameOf(object), users.get(object.name) ?? []));
}

/** Asks whether to remove them, and does it. */
export async function confirmAndRemove<T extends { readonly name: string }>(
  kind: UsedKind<T>,
  services: EngineServices,
  objects: readonly T[],
  detail: string,
): Promise<void> {
  const question = kind.words.removeQuestion(objects.length, listNames(objects.map(kind.nameOf)));
  await services.host.confirm({ question, detail, action: l10n.t('Remove') });
  await removeUsed(kind, services, objects);
}

export async function removeUsed<T extends { readonly name: string }>(
  kind: UsedKind<T>,
  { host, engine }: EngineServices,
  objects: readonly T[],
): Promise<void> {
  await host.progress(kind.words.removing, async (_report, signal) => {
    await kind.release?.(host, engine, objects, signal);
    await forEachOf(objects, kind.nameOf, (object) => kind.calls(engine).remove(kind.idOf(object), signal));
  });
}

export const usedBy = (name: string, containers: readonly string[]) =>
  l10n.t('"{0}" is used by {1}.', name, listNames(containers));
