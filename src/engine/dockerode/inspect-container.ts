// One container, looked at: the part of dockerode that several files need, and the only one that says when no container came.
import * as l10n from '@vscode/l10n';
import type { ContainerInspectInfo } from 'dockerode';
import { EngineError } from '../../errors.ts';
import type { Connection } from './connection.ts';

/** Rejects with EngineError, `failed` for an answer that is no container. */
export async function inspectContainer(
  { docker, words }: Pick<Connection, 'docker' | 'words'>,
  id: string,
  abortSignal: AbortSignal,
): Promise<ContainerInspectInfo> {
  const answer: Partial<ContainerInspectInfo> | null | string = await docker
    .getContainer(encodeURIComponent(id))
    .inspect({ abortSignal });
  if (typeof answer === 'object' && answer?.Config && answer.State && answer.HostConfig && answer.Name) {
    return answer as ContainerInspectInfo;
  }
  throw new EngineError(
    'failed',
    l10n.t(
      '{0} did not answer with a container. A proxy or another program may be answering instead of the engine.',
      words,
    ),
  );
}
