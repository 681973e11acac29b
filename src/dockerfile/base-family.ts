// Which family of systems a stage is made of, where its base image leaves no doubt.
import { parseImageReference } from '../image-reference.ts';
import { baseOf, stageLineage } from './base-image.ts';
import type { DockerfileDocument } from './document.ts';
import { globalVariables } from './variables.ts';

export type Family = 'alpine' | 'debian' | 'redhat' | 'suse' | 'arch';

/** Official images whose system is always the same. */
const families: Readonly<Record<string, Family>> = {
  alpine: 'alpine',
  debian: 'debian',
  ubuntu: 'debian',
  buildpack_deps: 'debian',
  fedora: 'redhat',
  centos: 'redhat',
  rockylinux: 'redhat',
  almalinux: 'redhat',
  amazonlinux: 'redhat',
  oraclelinux: 'redhat',
  archlinux: 'arch',
};

interface Known {
  readonly buildArguments: ReadonlyMap<string, string> | undefined;
  readonly families: Map<number, Family | undefined>;
}

/** A document never changes; what a build is given may, between two looks at it. */
const known = new WeakMap<DockerfileDocument, Known>();

/** undefined if the base image may be of any family, or the stage is unknown. */
export function baseFamily(
  document: DockerfileDocument,
  stageIndex: number,
  buildArguments?: ReadonlyMap<string, string>,
): Family | undefined {
  let before = known.get(document);
  if (!before || before.buildArguments !== buildArguments) {
    before = { buildArguments, families: new Map() };
    known.set(document, before);
  }
  if (!before.families.has(stageIndex)) before.families.set(stageIndex, familyOf(document, stageIndex, buildArguments));
  return before.families.get(stageIndex);
}

function familyOf(
  document: DockerfileDocument,
  stageIndex: number,
  buildArguments: ReadonlyMap<string, string> | undefined,
): Family | undefined {
  const stage = document.stages[stageIndex];
  if (!stage) return undefined;
  const variables = globalVariables(document, buildArguments);
  const first = stageLineage(document, stage, variables).at(-1) ?? stage;
  const base = baseOf(document, first, variables);
  const image = base.kind === 'image' ? parseImageReference(base.reference) : undefined;
  if (image?.registry !== 'docker.io') return undefined;
  if (image.repository.startsWith('opensuse/')) return 'suse';
  if (!image.repository.startsWith('library/')) return undefined;
  const name = image.repository.slice('library/'.length).replaceAll('-', '_');
  if (Object.hasOwn(families, name)) return families[name];
  // Official images say in their tags what they are made of: node:22-alpine3.21, python:3.13-slim-bookworm.
  const tag = image.tag ?? '';
  if (/(^|[-.])alpine[\d.]*($|-)/.test(tag)) return 'alpine';
  return /(^|-)(slim|trixie|bookworm|bullseye|buster|stretch|noble|jammy|focal)($|-)/.test(tag) ? 'debian' : undefined;
}
