// An image as its page shows it: what the engine tells of it and of what stands around it.
import { layerLines } from '../builds/layer-sizes.ts';
import type { BuildRecord } from '../builds/record.ts';
import { argumentsWithoutSecrets, commandWithoutSecrets } from '../dockerfile/knowledge/hidden-values.ts';
import type { Container } from '../engine/container-api.ts';
import type { HistoryEntry, ImageDetails } from '../engine/image-api.ts';
import { visibleLines, visibleText } from '../visible-text.ts';
import { instructionOf } from './history-words.ts';
import { environmentValues, labelValues } from './named-values.ts';
import type { NamedValue } from './page-messages.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
}

export interface LayerFacts {
  /** As it stood in the Dockerfile. */
  readonly instruction: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Of the Dockerfile that it was built from; the first is 0. */
  readonly line?: number | undefined;
  /** Names of other images of this engine that have it, too; absent where that is not known. */
  readonly sharedWith?: readonly string[] | undefined;
}

export interface ImageFacts {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly digests: readonly string[];
  readonly platforms: readonly string[];
  readonly size: number;
  readonly createdAt: number;
  readonly author: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly workingDirectory: string;
  readonly user: string;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly environment: readonly NamedValue[];
  readonly labels: readonly NamedValue[];
  /** Oldest first, as a Dockerfile reads. */
  readonly layers: readonly LayerFacts[];
  /** The nearest image of this engine that it is built on, and how many of the layers are its. */
  readonly base: (Named & { readonly layers: number }) | undefined;
  readonly containers: readonly (Named & { readonly state: Container['state'] })[];
  /** undefined: it has not been compared with the others. */
  readonly builtOnIt: readonly Named[] | undefined;
  /** Whether it can be: each of them costs a request. */
  readonly isComparable: boolean;
  /** A sentence; undefined: none, as far as is known. */
  readonly newer: string | undefined;
  /** The file that it was built from, as far as is known here. */
  readonly dockerfile: string | undefined;
  /** Of the build that made it. */
  readonly buildId: string | undefined;
}

export interface ImageSurroundings {
  readonly name: string;
  /** Newest first, as the engine tells it. */
  readonly history: readonly HistoryEntry[];
  readonly base: ImageFacts['base'];
  readonly containers: readonly Container[];
  readonly builtOnIt: ImageFacts['builtOnIt'];
  readonly isComparable: boolean;
  readonly newer: string | undefined;
  /** The layers of other images, from the lowest; undefined: it has not been compared with them. */
  readonly others: readonly { readonly name: string; readonly layers: readonly string[] }[] | undefined;
  /** The build that made it. */
  readonly build: BuildRecord | undefined;
}

export function imageFacts(details: ImageDetails, around: ImageSurroundings): ImageFacts {
  const { base, build } = around;
  const layers = [...around.history].reverse().map(({ createdBy, size, createdAt }) => ({
    instruction: visibleLines(commandWithoutSecrets(instructionOf(createdBy))),
    size,
    createdAt,
  }));
  const ofBase = base?.layers ?? 0;
  const lines = build ? layerLines(build, around.history, ofBase) : new Map<number, number>();
  const shared = sharedLayers(
    details.layers,
    layers.map(({ instruction }) => instruction),
    around.others ?? [],
  );
  const named = ({ id, name }: Named) => ({ id, name: visibleText(name) });
  return {
    id: details.id,
    name: visibleText(around.name),
    tags: details.tags.map(visibleText),
    digests: details.digests.map(visibleText),
    platforms: details.platforms.map(visibleText),
    size: details.size,
    createdAt: details.createdAt,
    author: visibleText(details.author),
    entrypoint: argumentsWithoutSecrets(details.entrypoint).map(visibleLines),
    command: argumentsWithoutSecrets(details.command).map(visibleLines),
    workingDirectory: visibleText(details.workingDirectory || '/'),
    user: visibleText(details.user),
    ports: details.exposedPorts.map(({ port, protocol }) => `${port}/${protocol}`),
    volumes: details.volumes.map(visibleText),
    environment: environmentValues(details.environment),
    labels: labelValues(details.labels),
    layers: layers.map((layer, at) => ({
      ...layer,
      line: at < ofBase ? undefined : lines.get(layers.length - 1 - at),
      sharedWith: shared.get(at)?.map(visibleText),
    })),
    base: base && { ...named(base), layers: base.layers },
    containers: around.containers.map(({ id, name, state }) => ({ id, name: visibleText(name), state })),
    builtOnIt: around.builtOnIt?.map(named),
    isComparable: around.isComparable,
    newer: around.newer,
    dockerfile: build?.dockerfile,
    buildId: build?.id,
  };
}

/**
 * Names of the others that have a layer, too, by the place of its step: it is one only if all below it are the same. Empty where
 * the steps that make layers are not as many as the layers: nothing is guessed. `steps`: instructions, oldest first.
 */
export function sharedLayers(
  own: readonly string[],
  steps: readonly string[],
  others: NonNullable<ImageSurroundings['others']>,
): ReadonlyMap<number, readonly string[]> {
  const made = [/^(?:RUN|COPY|ADD|WORKDIR)\b/i, /^(?:RUN|COPY|ADD)\b/i]
    // BuildKit makes a layer of WORKDIR, the builder before it made none.
    .map((makesLayer) => [...steps.keys()].filter((at) => makesLayer.test(steps[at] ?? '')))
    .find((places) => places.length === own.length);
  const shared = new Map<number, readonly string[]>();
  for (const [index, at] of (made ?? []).entries()) {
    const names = others
      .filter(({ layers }) => own.slice(0, index + 1).every((layer, below) => layers[below] === layer))
      .map(({ name }) => name);
    if (names.length > 0) shared.set(at, names.sort());
  }
  return shared;
}

/** Whether the image with the layers `other` begins with all of `base` and goes on. */
export function isBuiltOn(other: readonly string[], base: readonly string[]): boolean {
  return base.length > 0 && other.length > base.length && base.every((layer, index) => other[index] === layer);
}
