// Which family of systems a stage is made of, where its base image leaves no doubt.
import { parseImageReference } from '../../image-reference.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { oncePerBuild } from '../text/once.ts';
import type { Base } from './base-image.ts';
import { basesOf, inherited } from './stage-bases.ts';

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

/** undefined if the base image may be of any family, or the stage is unknown. */
export function baseFamily(
  document: DockerfileDocument,
  stageIndex: number,
  buildArguments?: ReadonlyMap<string, string>,
): Family | undefined {
  return familiesOf(document, buildArguments)[stageIndex];
}

/** By the stage's index. */
const familiesOf = oncePerBuild((document, buildArguments) => {
  const bases = basesOf(document, buildArguments);
  return inherited<Family | undefined>(bases, (index, inherits) => inherits ?? familyOf(bases[index]));
});

function familyOf(base: Base | undefined): Family | undefined {
  const image = base?.kind === 'image' ? parseImageReference(base.reference) : undefined;
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
