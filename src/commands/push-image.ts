// Push: makes sure that the name says where the image should go, sends it, and says what is missing when it is refused.
import { isEngineError } from '../engine/errors.ts';
import type { CommandContext } from './command.ts';
import { pushDestination, withTag, wrongReference } from './reference.ts';
import { transferSummary } from './transfer.ts';

/** Asks for the reference, tags if it is another than `reference`, and pushes. */
export async function pushImage({ host, inventory }: CommandContext, reference: string): Promise<void> {
  const engine = await inventory.engine();
  const answer = await host.ask({
    title: `Push ${reference}`,
    prompt: 'The name says where it goes: user/name:tag to Docker Hub, host[:port]/name:tag to another registry.',
    value: reference,
    placeholder: 'user/name:tag',
    validate: (text) => wrongReference(text) ?? pushDestination(withTag(text.trim())).wrong,
  });
  const target = withTag(answer.trim());
  const { tags } = await engine.images.inspect(reference);
  const isNewName = !tags.includes(target);
  if (isNewName) await engine.images.tag(reference, target);
  const { registry } = pushDestination(target);
  let digest: string;
  try {
    digest = await host.progress(`Pushing ${target}`, (report, signal) => {
      const summary = transferSummary();
      return engine.images.push(target, (progress) => report(summary(progress)), signal);
    });
  } catch (error) {
    // A name that was made for this push alone would only confuse.
    if (isNewName) await engine.images.remove(target);
    if (isEngineError(error, 'registry-denied')) {
      error.message = `${registry} refused ${target}: ${error.message} The name must be one you may write to, and you must be logged in there.`;
    }
    throw error;
  }
  host.inform(`${target} is in ${registry}.`, [{ title: 'Copy Digest', run: () => host.copy(`${target}@${digest}`) }]);
}
