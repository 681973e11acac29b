// The views, commands and builds: all that is about an engine. Builds the parts and joins them, nothing else. Nothing here talks
// to an engine: the inventory does, once a view is visible or a command asks. Loaded after the problems of the open Dockerfile
// are shown (extension.ts).

// First of all: what is imported below may ask for its texts at once.
import './vscode/language-bundle.ts';

import { join } from 'node:path';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { createBuildHistory } from './builds/history.ts';
import { createLiveBuilds } from './builds/live-builds.ts';
import { createBuildStore } from './builds/store.ts';
import { usualBuild } from './commands/building/usual-build.ts';
import type { CommandServices } from './commands/host/command.ts';
import { createEquivalents } from './commands/host/equivalents.ts';
import { watchOtherOptions } from './commands/running/other-options.ts';
import { createVolumeFilesByEngine } from './container-files/volume-files-by-engine.ts';
import { imagesOfStages } from './dockerfile/meaning/base-references.ts';
import { createEngines } from './engine/engines.ts';
import { watchInventory } from './engine/inventory.ts';
import { buildContextKind } from './explorer/build-context.ts';
import { buildKind } from './explorer/builds.ts';
import { containerKind } from './explorer/containers.ts';
import { createImagePlatforms } from './explorer/image-platforms.ts';
import { imageKind } from './explorer/images.ts';
import { plainKinds } from './explorer/index.ts';
import { createOlderImages } from './explorer/older-images.ts';
import { registryKind } from './explorer/registries.ts';
import { volumeKind } from './explorer/volumes.ts';
import { createAskedEngine } from './forecast/asked-engine.ts';
import { createBuildRecorder } from './forecast/build-recorder.ts';
import { createMissReports } from './forecast/miss-report.ts';
import { createRanReasons, reasonsByLine } from './forecast/ran-reasons.ts';
import { createTagCache } from './registry/tag-cache.ts';
import { registerBaseCompletion } from './vscode/base-completion.ts';
import { baseHover } from './vscode/base-hover.ts';
import { createBaseImages } from './vscode/base-images.ts';
import { createBuildContextView } from './vscode/build-context-view.ts';
import { registerBuildMarks } from './vscode/build-marks.ts';
import { buildSource } from './vscode/build-source.ts';
import { registerBuildTasks } from './vscode/build-tasks.ts';
import { buildLenses } from './vscode/code-lenses.ts';
import { registerCommands } from './vscode/commands.ts';
import { registerConnectionContext } from './vscode/connection-key.ts';
import { containerSource } from './vscode/container-source.ts';
import { registerDevContainers } from './vscode/dev-containers.ts';
import type { DockerfileDiagnostics } from './vscode/diagnostics.ts';
import type { ParsedDockerfiles } from './vscode/dockerfiles.ts';
import { dropController } from './vscode/drop.ts';
import { connectToChosenEngine, sayThatItIsAnother, watchChoiceOfEngine } from './vscode/engine-connection.ts';
import { failedStepLens } from './vscode/failed-step-lens.ts';
import { createFileNews } from './vscode/file-news.ts';
import { createFileRows } from './vscode/file-rows.ts';
import { registerFileSystems } from './vscode/file-system.ts';
import { createDesks } from './vscode/forecast-desks.ts';
import { createForecastView } from './vscode/forecast-view.ts';
import { createHost } from './vscode/host.ts';
import { languageHover, registerHovers } from './vscode/hovers.ts';
import { registerIgnoreFiles } from './vscode/ignore-files.ts';
import { registerImageCompletion } from './vscode/image-completion.ts';
import { imageSource } from './vscode/image-source.ts';
import { rebuildingOf, watchImageStaleness } from './vscode/image-staleness.ts';
import type { LanguageSupport } from './vscode/language-support.ts';
import { createLayouts } from './vscode/layouts.ts';
import { registerLenses } from './vscode/lens-provider.ts';
import { loadCommands } from './vscode/load-commands.ts';
import { localMachine } from './vscode/local-machine.ts';
import { registerNewerBases } from './vscode/newer-bases.ts';
import { offerToChooseBetween } from './vscode/other-extensions.ts';
import { createPages } from './vscode/pages.ts';
import { createRegistries } from './vscode/registries.ts';
import { registrySource } from './vscode/registry-source.ts';
import { remembered } from './vscode/remembered.ts';
import { createWarner } from './vscode/report.ts';
import { hasLanguageFeatures } from './vscode/settings.ts';
import { createSlowEngine } from './vscode/slow-engine.ts';
import { registerTree } from './vscode/tree.ts';
import { inventorySource } from './vscode/tree-source.ts';
import { volumeSource } from './vscode/volume-source.ts';

/** What is there already. */
export interface DockerfileParts {
  readonly log: LogOutputChannel;
  readonly parsed: ParsedDockerfiles;
  readonly diagnostics: Pick<DockerfileDiagnostics, 'addKnowledge'>;
  readonly support: LanguageSupport;
}

export function activateWorkbench(
  extension: ExtensionContext,
  { log, parsed, diagnostics, support }: DockerfileParts,
): void {
  const { subscriptions, workspaceState, globalStorageUri } = extension;
  const { version, contributes } = extension.extension.packageJSON;
  const commandIds = contributes.commands.map(({ command }: { readonly command: string }) => command);
  const warn = createWarner(log);
  const slowEngine = createSlowEngine();
  const inventory = watchInventory({
    connect: async () => connectToChosenEngine(slowEngine, warn),
    log: (line) => log.info(line),
    onSwitched: sayThatItIsAnother,
    memory: {
      endings: remembered(extension.globalState, 'endings', {}),
      names: remembered(extension.globalState, 'given names', {}),
    },
  });
  const bases = createBaseImages(inventory);
  const layouts = createLayouts(workspaceState);
  const engines = createEngines(inventory);
  const volumes = createVolumeFilesByEngine(engines, { log: (line) => log.warn(line) });
  const contextView = createBuildContextView(log);
  const pages = createPages(log);
  const fileNews = createFileNews();
  const host = createHost(log, workspaceState, extension.storageUri, layouts, volumes, fileNews, contextView, pages);
  const buildFolder = join(globalStorageUri.fsPath, 'builds');
  const builds = createBuildHistory({
    store: createBuildStore(buildFolder),
    live: createLiveBuilds(join(buildFolder, 'running'), { log: (line) => log.warn(line) }),
    now: Date.now,
    log: (line) => log.warn(line),
  });
  const desks = createDesks(join(buildFolder, 'forecast'));
  const askedEngine = createAskedEngine(() => performance.now());
  const forecasts = createForecastView({
    desk: desks,
    engines: askedEngine,
    parsed,
    builds,
    inventory,
    requestOf: (dockerfile) => usualBuild(host, dockerfile),
    log,
  });
  const ranReasons = createRanReasons();
  const missReports = createMissReports([`Longshore ${version}, ${process.platform}`]);
  const buildRecorder = createBuildRecorder({
    desk: desks,
    engines: askedEngine,
    now: Date.now,
    log: (line) => log.warn(line),
    onMissed: missReports.note,
    onBegun: (dockerfile, text, foreseen) => {
      ranReasons.note(dockerfile, text, foreseen);
      builds.tellReasons(dockerfile, text, reasonsByLine(foreseen));
    },
    onRecorded: forecasts.recorded,
  });
  const registries = createRegistries(extension, inventory, (line) => log.info(line));
  diagnostics.addKnowledge({
    of: (document) => registries.basePlatforms.of(imagesOfStages(parsed.of(document))),
    onDidChange: registries.basePlatforms.onDidChange,
  });
  const tags = createTagCache({ client: registries.client, log: (line) => log.info(line) });
  const staleness = watchImageStaleness({
    ...{ desk: desks, engines: askedEngine, inventory, builds },
    log: (line) => log.debug(line),
  });
  const services: CommandServices = {
    host,
    engines,
    builds,
    buildRecorder,
    registries,
    rebuilding: rebuildingOf(staleness),
    missReports,
    equivalents: createEquivalents(),
  };
  const dropsOn = ({ view }: { readonly view: string }) =>
    dropController(
      {
        upload: async (target, paths) => (await loadCommands()).uploadTo(services, target, paths),
        move: async (target, moved) => (await loadCommands()).moveToRow(services, target, moved),
      },
      view,
      log,
    );
  const engineRows = inventorySource(inventory);
  const platforms = createImagePlatforms(inventory, remembered(extension.globalState, 'image platforms', {}));
  const olderImages = createOlderImages(inventory);
  const otherOptions = watchOtherOptions(host.memory, inventory, (line) => log.warn(line));
  const fileRows = createFileRows(inventory, volumes, fileNews);
  const trees = [
    registerTree(
      containerKind,
      [containerSource(inventory, olderImages, otherOptions, fileRows, inventorySource(inventory, { saysWhy: true }))],
      layouts,
      dropsOn(containerKind),
    ),
    registerTree(imageKind, [imageSource(inventory, registries.newer, platforms, staleness, engineRows)], layouts),
    registerTree(volumeKind, [volumeSource(inventory, fileRows, engineRows)], layouts, dropsOn(volumeKind)),
    ...plainKinds.map((kind) => registerTree(kind, [engineRows], layouts)),
    registerTree(registryKind, [registrySource(registries.listing)], layouts),
    registerTree(buildKind, [buildSource(builds)], layouts),
    registerTree(buildContextKind, [contextView.rows], layouts),
  ];
  const marks = registerBuildMarks(builds, parsed, { ...forecasts, whyRan: ranReasons.of }, log);
  // The marks of a session before a reload.
  void builds.load();
  const newerBases = registerNewerBases(parsed, inventory, registries.newer, log);
  const ownLenses = buildLenses(parsed, builds, forecasts);
  subscriptions.push(
    // One after the other: the helpers are removed over the connection that the inventory ends. What the editor has no
    // time for, the next session removes.
    { dispose: () => volumes.dispose().then(() => inventory.dispose()) },
    builds,
    layouts,
    platforms,
    olderImages,
    otherOptions,
    fileRows,
    fileNews,
    staleness,
    registries,
    host,
    contextView,
    pages,
    // What a form does is noted as if its command had done it.
    pages.fillFrom(async (kind) =>
      kind === 'form' ? (await loadCommands()).notingServices(services, 'longshore.image.runForm') : services,
    ),
    ...trees,
    registerCommands(commandIds, services, log, trees, slowEngine),
    registerFileSystems(engines, volumes, fileNews),
    ownLenses,
    registerLenses([ownLenses, newerBases.lens, failedStepLens(parsed, builds)], log),
    forecasts,
    desks,
    marks,
    newerBases,
    registerHovers([
      languageHover(support, hasLanguageFeatures),
      baseHover(parsed, bases, log),
      newerBases.hover,
      forecasts.hover,
      marks.hover,
    ]),
    registerIgnoreFiles(localMachine),
    offerToChooseBetween(extension.globalState, log),
    tags,
    registerImageCompletion(support, inventory, tags, log),
    registerBaseCompletion(support, bases),
    registerBuildTasks(services, log),
    registerConnectionContext(inventory),
    registerDevContainers(),
    watchChoiceOfEngine(inventory, log),
  );
}
