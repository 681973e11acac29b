// What apt downloads, where the image's own setting that throws it away is gone: Debian's and Ubuntu's images have a file
// docker-clean, which removes packages and caches behind each call. Source: debuerreotype's docker-clean.
import { basesOf, inherited } from '../meaning/stage-bases.ts';
import { does, type PackageCall, packageCalls } from '../packages/calls.ts';
import { wordSet } from '../shell/command-options.ts';
import { commandsOf } from '../shell/commands-of.ts';
import type { ShellCommand } from '../shell/shell.ts';
import type { DockerfileDocument } from '../text/document.ts';
import { type LeftBehind, removes } from './left-behind.ts';

/** Without the setting, an update keeps caches of some 60 MB, too. */
const fetching = wordSet('update install upgrade dist-upgrade full-upgrade build-dep reinstall safe-upgrade');

const setting = /^\/?(?:etc\/apt\/apt\.conf\.d\/)?(?:docker-clean|docker-\*)$|^\/etc\/apt\/apt\.conf\.d\/\*?$/;

export const aptDownloads: LeftBehind = {
  stages: 'product',
  calls: (document) => {
    if (!document.text.includes('apt.conf.d')) return [];
    const removals = ['rm', 'unlink', 'mv'].flatMap((name) =>
      (commandsOf(document).get(name) ?? []).filter(({ command }) => removesSetting(command)),
    );
    if (removals.length === 0) return [];
    const isAfterRemoval = afterRemoval(document, removals);
    return packageCalls(document, ['apt-get', 'apt', 'aptitude'])
      .filter((call) => does(call, fetching))
      .filter(isAfterRemoval);
  },
  cleans: (command) =>
    (/^apt(?:-get|itude)?$/.test(command.name) &&
      command.args.some(({ value }) => /^(?:clean|dist-?clean)$/.test(value))) ||
    removes(command, /^\/var\/cache(?:\/(?:apt|\{|\*)|\/?$)/),
  isMounted: (targets) => targets.some((target) => /^\/var\/cache(?:\/apt)?\/?$/.test(target)),
  remedy: () => 'apt-get clean',
};

function removesSetting({ name, args }: ShellCommand): boolean {
  const files = args.filter(({ value }) => !value.startsWith('-'));
  return (name === 'mv' ? files.slice(0, 1) : files).some(({ value }) => setting.test(value));
}

type Placed = Pick<PackageCall, 'command' | 'run' | 'inOnbuild'>;

/** The place of the first removal, or infinite. */
interface FirstRemoval {
  readonly here: number;
  readonly inOnbuild: number;
}

const never: FirstRemoval = { here: Number.POSITIVE_INFINITY, inOnbuild: Number.POSITIVE_INFINITY };

/** In the same stage or in one that it starts from. Triggers of ONBUILD run in another build, after all that is here. */
function afterRemoval(document: DockerfileDocument, removals: readonly Placed[]): (call: Placed) => boolean {
  const own = new Map<number, FirstRemoval>();
  for (const { command, run, inOnbuild } of removals) {
    const first = own.get(run.stageIndex) ?? never;
    const key = inOnbuild ? 'inOnbuild' : 'here';
    own.set(run.stageIndex, { ...first, [key]: Math.min(first[key], command.start) });
  }
  // A stage comes behind those that it starts from, so that their places count as earlier ones.
  const firsts = inherited<FirstRemoval>(basesOf(document), (index, before = never) => {
    const { here, inOnbuild } = own.get(index) ?? never;
    return { here: Math.min(before.here, here), inOnbuild: Math.min(before.inOnbuild, inOnbuild) };
  });
  return ({ command, run, inOnbuild }) => {
    const first = firsts[run.stageIndex] ?? never;
    if (!inOnbuild) return first.here < command.start;
    return first.here < Number.POSITIVE_INFINITY || first.inOnbuild < command.start;
  };
}
