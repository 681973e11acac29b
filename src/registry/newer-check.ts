// Whether the registry has a newer image under the same tag: compares digests, downloads nothing.
import { formatImageReference, type ImageReference, parseImageReference, withDefaultTag } from '../image-reference.ts';
import type { Freshness, LocalImage, NewerCheck, RegistryClient, RepositoryName } from './registry-api.ts';

export interface NewerCheckSource {
  readonly client: Pick<RegistryClient, 'digest' | 'manifest' | 'image' | 'wantsFewRequests'>;
  /** Whether a registry may be asked although nobody asked for it: Docker Hub, those that one is logged in to. */
  readonly isKnown: (registry: string) => Promise<boolean>;
  /** Milliseconds for which an answer counts, unless a person asks. */
  readonly lasting?: () => number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Where answers outlast a session. */
  readonly kept?: { get(): readonly KeptAnswer[]; set(answers: readonly KeptAnswer[]): void };
}

type Answer = Freshness & { readonly checkedAt: number };

/** Of the image with this key. */
export type KeptAnswer = readonly [key: string, answer: Answer];

const mostAnswers = 500;
const sixHours = 6 * 3_600_000;

export function createNewerCheck({
  client,
  isKnown,
  lasting = () => sixHours,
  now = Date.now,
  kept,
}: NewerCheckSource): NewerCheck {
  const answers = new Map<string, Answer>(kept?.get());

  const keep = (key: string, answer: Answer): Freshness => {
    answers.delete(key);
    answers.set(key, answer);
    if (answers.size > mostAnswers) answers.delete(String(answers.keys().next().value));
    kept?.set([...answers]);
    return answer;
  };

  return {
    check: async (image, { asked = false, withAge = false } = {}, signal) => {
      const compared = comparable(image);
      if (!compared) return { kind: 'not-comparable' };
      const { reference, digests } = compared;
      const key = imageKey(image);
      const known = answers.get(key);
      if (image.inDoubt && !asked) return known ?? { kind: 'not-comparable' };
      const lacksAge = withAge && known?.kind === 'newer' && known.createdAt === undefined;
      if (known && !asked && !lacksAge && now() - known.checkedAt < lasting()) return known;
      if (!asked && !((await isKnown(reference.registry)) && !(await client.wantsFewRequests(reference.registry)))) {
        return known ?? { kind: 'not-asked' };
      }
      const digest = await client.digest(reference, signal);
      const [localDigest = ''] = digests;
      const checkedAt = now();
      if (digests.includes(digest) || isOwnPush(reference, digest))
        return keep(key, { kind: 'current', digest, checkedAt });
      const createdAt = withAge ? await ageOf(reference, digest, image.platform, signal) : undefined;
      return keep(key, {
        kind: 'newer',
        digest,
        localDigest,
        createdAt,
        localCreatedAt: image.createdAt,
        checkedAt,
      });
    },
    known: (image) => answers.get(imageKey(image)),
    pushed(text, digest) {
      const reference = parseImageReference(text);
      if (reference) keep(pushKey(withDefaultTag(reference)), { kind: 'current', digest, checkedAt: now() });
      // What was known of that name was of another time.
      for (const key of [...answers.keys()]) if (key.startsWith(`${text} `)) answers.delete(key);
    },
  };

  /** Of several platforms an engine can push the one that it has: the registry's digest is none of the engine's then. */
  function isOwnPush(reference: ImageReference, digest: string): boolean {
    const pushed = answers.get(pushKey(reference));
    return pushed?.kind === 'current' && pushed.digest === digest;
  }

  async function ageOf(
    { registry, repository }: ImageReference,
    digest: string,
    platform: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<number | undefined> {
    const { images } = await client.manifest({ registry, repository, tag: undefined, digest }, signal);
    const one = images.length === 1 ? images[0] : images.find((each) => isSamePlatform(each.platform, platform));
    return one && (await client.image({ registry, repository }, one.digest, signal)).createdAt;
  }
}

/** undefined: there is no tag that could move on, or no digest of the same repository. */
function comparable({ reference, digests }: LocalImage): { reference: ImageReference; digests: string[] } | undefined {
  const parsed = parseImageReference(reference);
  if (!parsed || parsed.digest !== undefined) return undefined;
  const own = ownDigests(parsed, digests);
  return own.length === 0 ? undefined : { reference: withDefaultTag(parsed), digests: own };
}

/** Of an image's digests (`name@sha256:…`) those that the repository itself knows: `sha256:…`. */
export function ownDigests({ registry, repository }: RepositoryName, digests: readonly string[]): string[] {
  return digests.flatMap((text) => {
    const other = parseImageReference(text);
    const isSame = other?.registry === registry && other.repository === repository;
    return isSame && other.digest !== undefined ? [other.digest] : [];
  });
}

/** Another pull makes other digests, so what was known of the image before counts no more. */
export function imageKey({ reference, digests }: LocalImage): string {
  return [reference, ...digests].join(' ');
}

/** Among the answers, so that it is kept as long as they are. */
function pushKey(reference: ImageReference): string {
  return `pushed ${formatImageReference(reference)}`;
}

/** Lists say `linux/arm64/v8` for what an engine calls `linux/arm64`. */
function isSamePlatform(a: string | undefined, b: string | undefined): boolean {
  const plain = (platform: string | undefined) => platform?.replace(/^linux\/arm64\/v8$/, 'linux/arm64');
  return a !== undefined && plain(a) === plain(b);
}
