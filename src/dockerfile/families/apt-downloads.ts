// What apt downloads, where the image's own setting that throws it away is gone: Debian's and Ubuntu's images have a file
// docker-clean, which removes packages and caches behind each call. Source: debuerreotype's docker-clean.
import { stageLineage } from '../meaning/stage-bases.ts';
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
    return packageCalls(document, ['apt-get', 'apt', 'aptitude'])
      .filter((call) => does(call, fetching))
      .filter((call) => removals.some((removal) => isBefore(document, removal, call)));
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

/** In the same stage or in one that it starts from. Triggers of ONBUILD run in another build, after all that is here. */
function isBefore(document: DockerfileDocument, removal: Placed, call: Placed): boolean {
  if (removal.inOnbuild && !call.inOnbuild) return false;
  const stage = document.stages[call.run.stageIndex];
  const isHere = removal.run.stageIndex === call.run.stageIndex;
  if (isHere) return removal.command.start < call.command.start || (call.inOnbuild && !removal.inOnbuild);
  return stage !== undefined && stageLineage(document, stage).some(({ index }) => index === removal.run.stageIndex);
}
