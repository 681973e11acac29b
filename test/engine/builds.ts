// Builds that tests begin: in folders that go afterwards, with all that was told.
import { join } from 'node:path';
import type { BuildProgress, BuildRequest } from '../../src/engine/build-api.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { type EngineUnderTest, folderWith, labels, uniqueName } from './engine-under-test.ts';

export interface Build {
  readonly files: Readonly<Record<string, string>>;
  readonly request?: Partial<BuildRequest>;
  readonly engine?: Engine;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BuildProgress) => void;
}

export type Builds = ReturnType<typeof buildsWith>;

export function buildsWith(test: EngineUnderTest) {
  let cleaning: (() => void)[] = [];

  function folder(files: Readonly<Record<string, string>>): string {
    const made = folderWith(files);
    cleaning.push(made.remove);
    return made.folder;
  }

  return {
    /** Answers the path of a folder with these files. */
    folder,
    /** The Dockerfile is `Dockerfile`, the context the folder of `files`, unless `request` says otherwise. */
    start: ({ files, request, engine = test.engine, signal, onProgress }: Build) => {
      const contextFolder = request?.contextFolder ?? folder(files);
      const tag = `${uniqueName()}:1`;
      const told: BuildProgress[] = [];
      const result = engine.build(
        { contextFolder, dockerfile: join(contextFolder, 'Dockerfile'), tags: [tag], labels, ...request },
        (progress) => {
          told.push(progress);
          onProgress?.(progress);
        },
        signal,
      );
      return {
        tag,
        told,
        folder: contextFolder,
        result: result.then((built) => {
          test.owns(built.imageId);
          return built;
        }),
        /** The last known state of the step with these words. */
        stateOf: (words: string) =>
          told.findLast((progress) => progress.kind === 'step' && progress.name.includes(words)) as
            | Extract<BuildProgress, { kind: 'step' }>
            | undefined,
        lines: () =>
          told.flatMap((progress) => (progress.kind === 'output' ? [`${progress.from} ${progress.line}`] : [])),
        notes: () => told.flatMap((progress) => (progress.kind === 'note' ? [progress.text] : [])),
        /** What was sent of the context in the end. */
        sent: () => told.findLast((progress) => progress.kind === 'context') as BuildContextNews | undefined,
      };
    },
    clean: () => {
      for (const clean of cleaning) clean();
      cleaning = [];
    },
  };
}

type BuildContextNews = Extract<BuildProgress, { kind: 'context' }>;
