// Shell forms in images that have no shell: in scratch, and where the base is known to have none.
import { isArchive } from '../knowledge/file-kinds.ts';
import { isShellLessImage } from '../knowledge/shell-less-images.ts';
import type { Base } from '../meaning/base-image.ts';
import { copyArguments } from '../meaning/copy-arguments.ts';
import { runMounts } from '../meaning/run-mounts.ts';
import { basesOf, inherited } from '../meaning/stage-bases.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import { oncePerBuild } from '../text/read-once.ts';

interface State {
  readonly hasShell: boolean;
  /** Files that were copied to the root: each is a file if somebody runs it, and no folder with a shell in it. */
  readonly atRoot: readonly string[];
  readonly hasJsonEntrypoint: boolean;
}

/** RUN, CMD, ENTRYPOINT, and the CMD in a HEALTHCHECK, in shell form, where /bin/sh cannot be. */
export const missingShells = oncePerBuild((document, buildArguments): ReadonlySet<Instruction> => {
  const found = new Set<Instruction>();
  const bases = basesOf(document, buildArguments);
  if (!bases.some(isShellLess)) return found;
  inherited<State>(bases, (index, before) => {
    let state = before ?? { hasShell: !isShellLess(bases[index]), atRoot: [], hasJsonEntrypoint: false };
    for (const instruction of document.stages[index]?.instructions ?? []) {
      const form = shellFormOf(instruction);
      if (form && !mayHaveShell(document, state, form)) {
        // Arguments for a program that is named in JSON form: another thing is wrong with them.
        if (!(form.keyword === 'CMD' && instruction === form && state.hasJsonEntrypoint)) found.add(form);
      }
      state = after(document, state, instruction);
    }
    return state;
  });
  return found;
});

function isShellLess(base: Base | undefined): boolean {
  return base?.kind === 'scratch' || (base?.kind === 'image' && isShellLessImage(base.reference));
}

function shellFormOf(instruction: Instruction): Instruction | undefined {
  const { keyword, inner } = instruction;
  const form = keyword === 'HEALTHCHECK' ? inner : instruction;
  if (!form || form.json || form.rest.text === '') return undefined;
  return form.keyword === 'RUN' || form.keyword === 'CMD' || form.keyword === 'ENTRYPOINT' ? form : undefined;
}

function mayHaveShell(document: DockerfileDocument, { hasShell, atRoot }: State, form: Instruction): boolean {
  if (hasShell || runMounts(document, form).some(({ target }) => mayHoldShell(target?.text ?? '/'))) return true;
  const words = form.rest.text.split(/[\s"';|&]+/);
  return atRoot.some((name) => !words.includes(`/${name}`) && !words.includes(`./${name}`));
}

function after(document: DockerfileDocument, state: State, instruction: Instruction): State {
  // Who sets a shell knows of one.
  if (instruction.keyword === 'SHELL') return { ...state, hasShell: true };
  if (instruction.keyword === 'ENTRYPOINT') return { ...state, hasJsonEntrypoint: instruction.json !== undefined };
  // A program may have put one there.
  if (instruction.keyword === 'RUN' && instruction.json) return { ...state, hasShell: true };
  const copy = copyArguments(document, instruction);
  if (!copy) return state;
  const { sources, destination } = copy;
  if (instruction.keyword === 'ADD' && sources.some(({ text }) => isArchive(text))) return { ...state, hasShell: true };
  if (!mayHoldShell(destination.text)) return state;
  const names = sources.map(({ text }) => text.replace(/\/+$/, '').replace(/^.*\//, ''));
  const areFiles = /^(?:\.?\/|\.)$/.test(destination.text) && names.every((name) => /^[\w-][\w.-]*$/.test(name));
  return areFiles ? { ...state, atRoot: [...state.atRoot, ...names] } : { ...state, hasShell: true };
}

/** The root, a folder of programs, or nobody knows. */
function mayHoldShell(path: string): boolean {
  return (
    !path.startsWith('/') || path.includes('$') || /^\/(?:\.?$|bin(?:\/|$)|usr\/?$|usr\/bin(?:\/|$)|busybox)/.test(path)
  );
}
