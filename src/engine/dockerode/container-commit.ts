// `docker commit`: an image of a container's file system as it is now.
import type { CommitRequest } from '../container-api.ts';
import type { Connection } from './connection.ts';
import { fullImageId, nameAndTag } from './image-names.ts';
import { queryString } from './modem.ts';

/** Answers the new image's id. It takes as long as there are files that changed. */
export async function commitContainer(
  { transport, patiently }: Connection,
  id: string,
  { reference, message, author, changes, pause }: CommitRequest,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { name, tag } = reference === undefined ? { name: undefined, tag: undefined } : nameAndTag(reference);
  const query = queryString({
    container: id,
    repo: name,
    tag,
    comment: message,
    author,
    // Empty, it is a Dockerfile without instructions to older engines.
    changes: changes.length > 0 ? changes.join('\n') : undefined,
    pause,
  });
  const { Id } = await patiently(signal, (abortSignal) =>
    transport.json<{ Id: string }>({ method: 'POST', path: '/commit', query, body: '{}' }, abortSignal),
  );
  return fullImageId(Id);
}
