// Push: makes sure that the name says where the image should go and that somebody is logged in there, sends it, and says
// what is missing when it is refused.

import * as l10n from '@vscode/l10n';
import type { TransferProgress } from '../../engine/image-api.ts';
import { formatImageReference, parseImageReference } from '../../image-reference.ts';
import { isKnownFailure } from '../../user-error.ts';
import { account } from '../accounts/account.ts';
import { logIn } from '../accounts/log-in-and-out.ts';
import type { EngineServices } from '../host/on-engine.ts';
import { transferSummary } from '../host/transfer-progress.ts';
import { imageIfThere } from '../objects/image-if-there.ts';
import { pushDestination, withTag, wrongReference } from '../text/image-names.ts';
import { shortId } from '../text/object-names.ts';
import { registryName } from '../text/registry-name.ts';

/** What is said of a push. */
export const pushSentences = {
  pushed: (target: string, registry: string) => l10n.t('Pushed {0} to {1}.', target, registry),
  pushedTags: (count: number, repository: string, registry: string) =>
    count === 1
      ? l10n.t('Pushed 1 tag of {0} to {1}.', repository, registry)
      : l10n.t('Pushed {0} tags of {1} to {2}.', count, repository, registry),
  onlyFor: (platform: string, reference: string) =>
    l10n.t(
      'Only the image for {0} was pushed, since the other platforms of {1} are not on this engine. Everyone who pulls this name gets that image.',
      platform,
      reference,
    ),
  askName: l10n.t(
    'The name decides where it goes: user/name:tag for Docker Hub, host[:port]/name:tag for another registry.',
  ),
  askToLogIn: (registry: string) => l10n.t('Log in to {0}?', registry),
  notLoggedIn: (registry: string) => l10n.t('You are not logged in to {0} yet.', registry),
};

/**
 * Asks for the reference, tags if it is another than `reference`, and pushes. `dockerfile`: the text that the image is made
 * of, where that is known.
 */
export async function pushImage(services: EngineServices, reference: string, dockerfile?: string): Promise<void> {
  const { host, engine, registries } = services;
  const image = await engine.images.inspect(reference);
  const answer = await host.ask({
    title: l10n.t('Push {0}', reference),
    prompt: pushSentences.askName,
    value: await proposedName(services, reference, image.tags),
    placeholder: 'user/name:tag',
    validate: (text) => wrongReference(text) ?? pushDestination(withTag(text.trim())).wrong,
  });
  const target = withTag(answer.trim());
  const { agreeToSecrets } = await import('./secret-scan.ts');
  await agreeToSecrets(services, target, [reference], dockerfile);
  const old = await imageIfThere(engine, target);
  if (old && old.id !== image.id) {
    await host.confirm({
      question: l10n.t('Push another image as {0}?', target),
      detail: l10n.t(
        'On this engine, {0} is the name of another image, {1}. The tag will move to the pushed image.',
        target,
        shortId(old.id),
      ),
      action: l10n.t('Push'),
    });
  }
  const isNewName = old?.id !== image.id;
  if (isNewName) await engine.images.tag(image.id, target);
  let digest: string;
  let onlyPlatform: string | undefined;
  try {
    digest = await withAccount(services, target, () =>
      host.progress(l10n.t('Pushing {0}', target), (report, signal) => {
        const summary = transferSummary();
        const onProgress = (progress: TransferProgress) => {
          onlyPlatform = progress.onlyPlatform ?? onlyPlatform;
          report(summary(progress));
        };
        return engine.images.push(target, onProgress, signal, account(services));
      }),
    );
  } catch (error) {
    // A name that was made for this push alone would only confuse.
    if (isNewName) await (old ? engine.images.tag(old.id, target) : engine.images.remove(target));
    throw error;
  }
  registries.newer.pushed(target, digest);
  const sentences = [
    pushSentences.pushed(target, pushDestination(target).registry),
    ...(onlyPlatform === undefined ? [] : [pushSentences.onlyFor(onlyPlatform, reference)]),
  ];
  host.inform(sentences.join(' '), [{ title: l10n.t('Copy Digest'), run: () => host.copy(`${target}@${digest}`) }]);
}

/** All tags that the engine has of the image's repository. */
export async function pushAllTags(services: EngineServices, reference: string): Promise<void> {
  const { host, engine, registries } = services;
  const parsed = parseImageReference(reference);
  const { wrong } = pushDestination(reference);
  // Another name would have to be given to each tag.
  if (!parsed || wrong !== undefined) return pushImage(services, reference);
  const repository = formatImageReference({ ...parsed, tag: undefined, digest: undefined });
  const own = (await engine.images.list()).filter(({ tags }) => tags.some((tag) => isTagOf(tag, repository)));
  const { agreeToSecrets } = await import('./secret-scan.ts');
  await agreeToSecrets(
    services,
    repository,
    own.map(({ id }) => id),
  );
  const pushed = await withAccount(services, reference, () =>
    host.progress(l10n.t('Pushing all tags of {0}', repository), (report, signal) => {
      const summary = transferSummary();
      return engine.images.pushAll(repository, (progress) => report(summary(progress)), signal, account(services));
    }),
  );
  for (const { tag, digest } of pushed) registries.newer.pushed(`${repository}:${tag}`, digest);
  const registry = registryName(parsed.registry);
  host.inform(pushSentences.pushedTags(pushed.length, repository, registry), [
    {
      title: l10n.t('Copy Digests'),
      run: () => host.copy(pushed.map(({ tag, digest }) => `${repository}:${tag}@${digest}`).join('\n')),
    },
  ]);
}

function isTagOf(tag: string, repository: string): boolean {
  const parsed = parseImageReference(tag);
  return parsed !== undefined && formatImageReference({ ...parsed, tag: undefined }) === repository;
}

/** The image's own name if it can be pushed, or another one that it has; else with the user's name, or that of the only registry they use. */
async function proposedName(
  { registries }: EngineServices,
  reference: string,
  names: readonly string[],
): Promise<string> {
  const parsed = parseImageReference(reference);
  if (!parsed || pushDestination(reference).wrong === undefined) return reference;
  const other = names.find((name) => pushDestination(name).wrong === undefined);
  if (other !== undefined) return other;
  const logins = await registries.credentials.list().catch(() => []);
  const name = formatImageReference({ ...parsed, digest: undefined });
  const hub = logins.find(({ registry, username }) => registry === 'docker.io' && username);
  if (hub) return `${hub.username}/${name}`;
  const [login, ...more] = logins.filter(({ registry }) => registry !== 'docker.io');
  if (login && more.length === 0) return `${login.registry}/${login.username ? `${login.username}/` : ''}${name}`;
  const [added, ...others] = registries.added.get();
  return added && others.length === 0 ? `${added}/${name}` : reference;
}

/**
 * Does it; where the registry refuses, offers to log in and tries once more. Before it starts it is looked whether anybody
 * is logged in where that is needed: an upload that is refused at its end is time lost.
 */
async function withAccount<T>(services: EngineServices, reference: string, push: () => Promise<T>): Promise<T> {
  const registry = parseImageReference(reference)?.registry ?? '';
  if (await lacksLogin(services, registry))
    await offerLogin(services, registry, pushSentences.notLoggedIn(registryName(registry)));
  try {
    return await push();
  } catch (error) {
    if (!isKnownFailure(error, 'registry-denied')) throw error;
    const refused = [
      l10n.t('{0} refused {1}.', registryName(registry), reference),
      error.message,
      l10n.t('You must be logged in and have write access to this name.'),
    ].join(' ');
    await offerLogin(services, registry, refused);
    return push();
  }
}

async function lacksLogin({ registries, host }: EngineServices, registry: string): Promise<boolean> {
  try {
    if ((await registries.credentials.get(registry)) !== undefined) return false;
    // They let nobody push without an account: nothing to ask.
    if (registry === 'docker.io' || registry === 'ghcr.io') return true;
    const { authentication } = await host.progress(
      l10n.t('Contacting {0}', registryName(registry)),
      (_report, signal) => registries.client.checkAccess(registry, signal),
    );
    // A token may be given to anybody; only the push itself can tell.
    return authentication === 'basic';
  } catch (error) {
    if (isKnownFailure(error, 'registry-denied')) return true;
    // A helper that fails, a broken config.json: nobody knows, and only a refusal asks for a login. It is named when it is sent.
    if (isKnownFailure(error, 'credential-store')) return false;
    // Not reached by us: perhaps the engine does.
    if (isKnownFailure(error, 'registry-unreachable') || isKnownFailure(error, 'registry-failed')) return false;
    throw error;
  }
}

async function offerLogin(services: EngineServices, registry: string, why: string): Promise<void> {
  await services.host.confirm({
    question: pushSentences.askToLogIn(registryName(registry)),
    detail: why,
    action: l10n.t('Log In'),
  });
  await logIn(services, registry);
}
