// All commands. Their ids and argument types are derived from the tables, so that a wrong id or argument in a lens, a row
// or a test does not compile.

import type { FillPage, PageKind } from '../panels/panel.ts';
import { buildContextCommands } from './building/build-context.ts';
import { buildCommands } from './building/builds.ts';
import { dockerfileCommands } from './building/dockerfile.ts';
import { fillBuildForm } from './building/form-page.ts';
import { buildOptionCommands } from './building/options.ts';
import { fillBuildPage, fillComparisonPage } from './building/page.ts';
import { fillSearchPage, searchPageCommands } from './building/search-page.ts';
import { shareCommands } from './building/share.ts';
import { shellCommands } from './building/shells.ts';
import { containerCommands } from './containers/commands.ts';
import { containerExecCommands } from './containers/exec.ts';
import { containerGroupCommands } from './containers/group.ts';
import { containerNetworkCommands } from './containers/networks.ts';
import { containerPageCommands, fillContainerPage } from './containers/page.ts';
import { recreateCommands } from './containers/recreate.ts';
import { containerStateCommands } from './containers/state.ts';
import { fillStatsPage, statsCommands } from './containers/stats.ts';
import { containerUpdateCommands } from './containers/update.ts';
import { fillUsedPage, usedPageCommands } from './containers/used-page.ts';
import { diskCommands } from './disk/commands.ts';
import { fillDiskPage } from './disk/page.ts';
import { changesCommands, fillChangesPage } from './files/changes.ts';
import { fileCommands } from './files/commands.ts';
import { fileRowCommands } from './files/rows.ts';
import type { CommandServices } from './host/command.ts';
import { imageArchiveCommands } from './images/archives.ts';
import { imageCommands } from './images/commands.ts';
import { compareImagesCommands, fillImagesPage } from './images/compare.ts';
import { fillLayersPage, layersCommands } from './images/layers.ts';
import { fillImagePage, imagePageCommands } from './images/page.ts';
import { containerLogCommands } from './logs/container-logs.ts';
import { fillLogsPage, logPageCommands } from './logs/page.ts';
import { arrangeCommands } from './longshore/arrange.ts';
import { engineChoiceCommands } from './longshore/choose-engine.ts';
import { generalCommands } from './longshore/general.ts';
import { equivalentCommands } from './longshore/show-equivalents.ts';
import { networkCommands } from './networks/commands.ts';

import { registryCommands } from './registries/commands.ts';
import { fillRunForm } from './running/form-page.ts';
import { volumeCommands } from './volumes/commands.ts';

export const commands = {
  ...containerCommands,
  ...containerStateCommands,
  ...containerUpdateCommands,
  ...containerGroupCommands,
  ...containerNetworkCommands,
  ...containerExecCommands,
  ...recreateCommands,
  ...containerLogCommands,
  ...logPageCommands,
  ...imageCommands,
  ...imageArchiveCommands,
  ...searchPageCommands,
  ...dockerfileCommands,
  ...buildOptionCommands,
  ...buildContextCommands,
  ...buildCommands,
  ...registryCommands,
  ...shareCommands,
  ...shellCommands,
  ...fileCommands,
  ...fileRowCommands,
  ...changesCommands,
  ...statsCommands,
  ...containerPageCommands,
  ...imagePageCommands,
  ...layersCommands,
  ...compareImagesCommands,
  ...diskCommands,
  ...usedPageCommands,
  ...volumeCommands,
  ...networkCommands,
  ...arrangeCommands,
  ...equivalentCommands,
  ...engineChoiceCommands,
  ...generalCommands,
};

export type CommandId = keyof typeof commands;
export type CommandArgument<Id extends CommandId> = Parameters<(typeof commands)[Id]>[1];

/** What fills each page, when it is opened and when the window is loaded anew. */
export const pages: Readonly<Record<PageKind, FillPage<CommandServices>>> = {
  build: fillBuildPage,
  changes: fillChangesPage,
  comparison: fillComparisonPage,
  container: fillContainerPage,
  disk: fillDiskPage,
  // Each knows its own target.
  form: (services, panel, target, once) =>
    fillRunForm(services, panel, target, once) || fillBuildForm(services, panel, target, once),
  image: fillImagePage,
  images: fillImagesPage,
  layers: fillLayersPage,
  logs: fillLogsPage,
  search: fillSearchPage,
  stats: fillStatsPage,
  used: fillUsedPage,
};
