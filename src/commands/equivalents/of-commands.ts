// Of each command: the calls of the engine that are what it is there for, and so are noted as `docker` commands; or why docker
// has nothing like it. Complete by its type.
import type { Engine } from '../../engine/engine.ts';
import type { CommandId } from '../index.ts';

type Calls<Group extends string, Api> = `${Group}.${Extract<keyof Api, string>}`;

/** `containers.stop`, `build` … */
export type CallName =
  | Calls<'containers', Engine['containers']>
  | Calls<'images', Engine['images']>
  | Calls<'networks', Engine['networks']>
  | Calls<'volumes', Engine['volumes']>
  | Calls<'buildCache', Engine['buildCache']>
  | Calls<'files', Engine['files']>
  | 'build'
  | 'diskUsage';

export type CommandEquivalent =
  | { readonly calls: readonly CallName[] }
  /** It notes itself what the engine is not told: files of this machine, logins. */
  | { readonly itself: `docker ${string}` }
  | { readonly none: string };

const calls = (...names: readonly CallName[]): CommandEquivalent => ({ calls: names });
const aboutHere: CommandEquivalent = { none: 'It is about what Longshore itself shows or keeps.' };
const copies: CommandEquivalent = { none: 'It only copies a text.' };
const aboutRegistry: CommandEquivalent = { none: 'Longshore asks the registry itself; docker has no such command.' };
const aboutContext: CommandEquivalent = { none: 'docker has no command that shows a build context.' };

export const equivalentsOf: Readonly<Record<CommandId, CommandEquivalent>> = {
  'longshore.container.start': calls('containers.start'),
  'longshore.container.stop': calls('containers.stop'),
  'longshore.container.restart': calls('containers.restart'),
  'longshore.container.pause': calls('containers.pause'),
  'longshore.container.unpause': calls('containers.unpause'),
  'longshore.container.stopTimeout': calls('containers.stop'),
  'longshore.container.kill': calls('containers.kill'),
  'longshore.container.rename': calls('containers.rename'),
  'longshore.container.remove': calls('containers.remove'),
  'longshore.container.prune': calls('containers.remove'),
  'longshore.container.commit': calls('containers.commit'),
  'longshore.container.export': { itself: 'docker export' },
  'longshore.container.update': calls('containers.update'),
  'longshore.container.connectNetwork': calls('networks.connect'),
  'longshore.container.disconnectNetwork': calls('networks.disconnect'),
  'longshore.container.startAttached': calls('containers.startAttached'),
  'longshore.container.startInteractive': calls('containers.startAttached'),
  'longshore.container.exec': calls('containers.exec'),
  'longshore.container.shell': calls('containers.exec'),
  'longshore.container.attach': calls('containers.attach'),
  'longshore.container.detach': { none: 'In a terminal, docker does it by keys.' },
  'longshore.container.openInside': { none: 'Another extension does it.' },
  'longshore.container.logs': calls('containers.followLogs'),
  'longshore.container.logsPage': { itself: 'docker logs' },
  'longshore.container.logsDocument': calls('containers.readLogs'),
  'longshore.container.logsMerged': calls('containers.followLogs', 'containers.readLogs'),
  'longshore.container.inspect': calls('containers.inspect'),
  'longshore.container.describe': calls('containers.inspect'),
  'longshore.container.why': calls('containers.inspect'),
  'longshore.container.stats': { itself: 'docker stats' },
  'longshore.container.openInBrowser': { none: 'docker opens no browser.' },
  'longshore.container.copyRunCommand': copies,
  'longshore.container.copyName': copies,
  'longshore.container.copyId': copies,
  'longshore.container.recreate': calls(
    'containers.stop',
    'containers.rename',
    'containers.create',
    'containers.start',
    'containers.remove',
  ),
  'longshore.container.files': { none: 'docker does not list files; docker cp stands for what is downloaded.' },
  'longshore.container.downloadFiles': { itself: 'docker cp' },
  'longshore.container.uploadFiles': { itself: 'docker cp' },
  'longshore.container.compareFile': { none: 'docker compares no files.' },
  'longshore.container.changes': calls('containers.changes'),
  'longshore.engine.choose': {
    none: 'docker context use would change it for all programs; this is for Longshore alone.',
  },
  'longshore.container.removeGroup': calls('containers.stop', 'containers.remove', 'networks.remove'),
  'longshore.container.openComposeFile': { none: 'It opens a file of this machine.' },
  'longshore.container.arrange': aboutHere,
  'longshore.container.filter': aboutHere,
  'longshore.image.filter': aboutHere,
  'longshore.volume.filter': aboutHere,
  'longshore.network.filter': aboutHere,
  'longshore.build.filter': aboutHere,
  'longshore.image.pull': calls('images.pull'),
  'longshore.image.pullOptions': calls('images.pull'),
  'longshore.image.run': calls('containers.create'),
  'longshore.image.push': calls('images.push'),
  'longshore.image.pushAll': calls('images.pushAll'),
  'longshore.image.tag': calls('images.tag'),
  'longshore.image.untag': calls('images.remove'),
  'longshore.image.remove': calls('images.remove'),
  'longshore.image.prune': calls('images.remove'),
  'longshore.image.inspect': calls('images.inspect'),
  'longshore.image.describe': calls('images.history'),
  'longshore.image.history': calls('images.history'),
  'longshore.image.search': calls('images.search'),
  'longshore.image.checkNewer': aboutRegistry,
  'longshore.image.save': { itself: 'docker save' },
  'longshore.image.share': { itself: 'docker save' },
  'longshore.image.load': { itself: 'docker load' },
  'longshore.image.import': { itself: 'docker import' },
  'longshore.image.copyId': copies,
  'longshore.image.copyDigest': copies,
  'longshore.image.copyName': copies,
  'longshore.image.copyPullCommand': copies,
  'longshore.image.arrange': aboutHere,
  'longshore.dockerfile.build': calls('build'),
  'longshore.dockerfile.buildWithOptions': calls('build'),
  'longshore.dockerfile.buildAndRun': calls('build', 'containers.create'),
  'longshore.dockerfile.run': calls('build', 'containers.create'),
  'longshore.dockerfile.push': calls('build', 'images.tag', 'images.push'),
  'longshore.dockerfile.chooseProfile': aboutHere,
  'longshore.dockerfile.editProfiles': aboutHere,
  'longshore.dockerfile.copyBuildLine': copies,
  'longshore.dockerfile.repair': aboutHere,
  'longshore.dockerfile.shellBefore': calls('build', 'containers.create'),
  'longshore.dockerfile.shellAfter': calls('build', 'containers.create'),
  'longshore.dockerfile.share': { none: 'docker packs no build context.' },
  'longshore.dockerfile.showContext': aboutContext,
  'longshore.context.refresh': aboutContext,
  'longshore.context.ignore': aboutContext,
  'longshore.context.open': aboutContext,
  'longshore.context.showRule': aboutContext,
  'longshore.context.close': aboutContext,
  'longshore.build.describe': aboutHere,
  'longshore.build.showLog': aboutHere,
  'longshore.build.cancel': { none: 'In a terminal, Ctrl+C does it.' },
  'longshore.build.repeat': calls('build'),
  'longshore.build.shell': calls('build', 'containers.create'),
  'longshore.build.compare': aboutHere,
  'longshore.build.forget': aboutHere,
  'longshore.build.arrange': aboutHere,
  'longshore.buildCache.prune': calls('buildCache.remove'),
  'longshore.prune': calls(
    'containers.remove',
    'images.remove',
    'networks.remove',
    'volumes.remove',
    'buildCache.remove',
  ),
  'longshore.diskUsage': { itself: 'docker system df' },
  'longshore.volume.create': calls('volumes.create'),
  'longshore.volume.inspect': calls('volumes.inspect'),
  'longshore.volume.remove': calls('volumes.remove'),
  'longshore.volume.prune': calls('volumes.remove'),
  'longshore.volume.browseFiles': { none: 'docker does not list the files of a volume.' },
  'longshore.volume.copyName': copies,
  'longshore.volume.arrange': aboutHere,
  'longshore.network.create': calls('networks.create'),
  'longshore.network.inspect': calls('networks.inspect'),
  'longshore.network.remove': calls('networks.remove'),
  'longshore.network.prune': calls('networks.remove'),
  'longshore.network.copyName': copies,
  'longshore.network.copyId': copies,
  'longshore.network.arrange': aboutHere,
  'longshore.registry.logIn': { itself: 'docker login' },
  'longshore.registry.logOut': { itself: 'docker logout' },
  'longshore.registry.add': aboutHere,
  'longshore.registry.forget': aboutHere,
  'longshore.registry.refresh': aboutRegistry,
  'longshore.registry.more': aboutRegistry,
  'longshore.registry.pull': calls('images.pull'),
  'longshore.registry.copyReference': copies,
  'longshore.registry.copyDigest': copies,
  'longshore.registry.useInFrom': { none: 'It edits a Dockerfile.' },
  'longshore.registry.deleteTag': aboutRegistry,
  'longshore.registry.start': calls('containers.create'),
  'longshore.registry.arrange': aboutHere,
  'longshore.refresh': aboutHere,
  'longshore.showLog': aboutHere,
  'longshore.showEquivalents': aboutHere,
  'longshore.rule.open': aboutHere,
};
