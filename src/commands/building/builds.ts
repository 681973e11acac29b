// What a user can do with builds: read their logs, cancel, repeat, compare and forget them.

import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { type BuildRecord, summaryOf } from '../../builds/record.ts';
import { UserError } from '../../user-error.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { aboutHere, calls } from '../host/docker-equivalent.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import { onSameEngine, plainCommands } from '../host/on-engine.ts';
import { buildAndTell } from './build-image.ts';
import { chooseBuild } from './choose-build.ts';
import { chooseDockerfile } from './choose-dockerfile.ts';
import { openBuildForm } from './form-page.ts';
import { buildName, showBuildLog } from './log.ts';
import { openBuildPage, openComparisonPage } from './page.ts';
import { completed } from './profiles.ts';
import { saveProfile } from './saved-profiles.ts';

export const buildCommands = plainCommands(
  {
    'longshore.build.describe': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const build = await chooseBuild(services, ids, l10n.t('Describe a Build'));
      openBuildPage(services, build);
    },

    'longshore.build.showLog': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const build = await chooseBuild(services, ids, l10n.t('Show the Log of a Build'));
      await showBuildLog(services, build);
    },

    'longshore.build.cancel': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const build = await chooseBuild(
        services,
        ids,
        l10n.t('Cancel a Build'),
        ({ outcome }) => outcome === 'running',
        false,
      );
      services.builds.cancel(build.id);
    },

    'longshore.build.repeat': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const { engine, dockerfile, profile, tags } = await chooseBuild(services, ids, l10n.t('Build Again'));
      const onItsEngine = await onSameEngine(services, engine);
      // The names that it had: those of its profile may be the whole's, of which it was a part.
      await buildAndTell(onItsEngine, { dockerfile }, { ...(await completed(services.host, profile)), tags });
    },

    'longshore.build.repeatForm': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const { dockerfile, profile, tags } = await chooseBuild(services, ids, l10n.t('Build Again with Form'));
      openBuildForm(services.host, dockerfile, { ...profile, tags }, true);
    },

    'longshore.dockerfile.describeBuild': async (
      services: CommandServices,
      target?: DockerfileTarget,
    ): Promise<void> => {
      const { builds } = services;
      const { dockerfile } = await chooseDockerfile(services, target, l10n.t('Describe the Last Build'));
      await builds.load();
      const last = builds.records.find((record) => record.dockerfile === dockerfile);
      if (!last) {
        throw new UserError('not-found', neverBuilt(basename(dockerfile)));
      }
      openBuildPage(services, last);
    },

    'longshore.build.compare': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const { builds } = services;
      await builds.load();
      const isOver = ({ outcome }: BuildRecord) => outcome !== 'running';
      const chosen = builds.records.filter((record) => ids?.includes(record.id) && isOver(record));
      const newer =
        chosen[0] ?? (await chooseBuild(services, undefined, l10n.t('Compare Two Builds: Later One'), isOver));
      const older =
        chosen[1] ??
        (await chooseBuild(
          services,
          undefined,
          l10n.t('Compare Two Builds: Earlier One'),
          (record) => isOver(record) && record.id !== newer.id && record.dockerfile === newer.dockerfile,
        ));
      const [before, after] = older.startedAt <= newer.startedAt ? [older, newer] : [newer, older];
      openComparisonPage(services, before, after);
    },

    'longshore.build.reportForecast': async ({ host, missReports }: CommandServices): Promise<void> => {
      const text = missReports?.text();
      if (text === undefined)
        throw new UserError('nothing-to-do', l10n.t('No forecast of a build was wrong since the editor was opened.'));
      await host.showDocument('wrong-forecast.md', text);
      host.inform(
        l10n.t(
          'This report contains none of your names, values or paths. Copy it into an issue of the Longshore project.',
        ),
      );
    },

    'longshore.build.saveProfile': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const build = await chooseBuild(services, ids, l10n.t('Save the Options of a Build'));
      await saveProfile(services.host, build.dockerfile, { ...build.profile, tags: build.tags });
    },

    'longshore.build.forget': async (services: CommandServices, ids?: ObjectIds): Promise<void> => {
      const { builds, host } = services;
      await builds.load();
      const isOver = ({ outcome }: BuildRecord) => outcome !== 'running';
      const chosen = ids
        ? builds.records.filter((record) => ids.includes(record.id) && isOver(record))
        : [await chooseBuild(services, undefined, l10n.t('Forget a Build'), isOver)];
      if (chosen.length === 0)
        throw new UserError('conflict', l10n.t('You cannot forget a build that is running. Cancel it first.'));
      await host.confirm({
        question:
          chosen.length === 1 ? l10n.t('Forget this build?') : l10n.t('Forget these {0} builds?', chosen.length),
        detail: `${l10n.t('Records and logs are deleted. Images are kept.')}\n\n${chosen.map((build) => `${buildName(build)}: ${summaryOf(build, Date.now())}`).join('\n')}`,
        action: l10n.t('Forget'),
      });
      await builds.remove(chosen.map(({ id }) => id));
    },
  },
  {
    'longshore.build.describe': { title: l10n.t('Describe Build'), docker: aboutHere },
    'longshore.build.showLog': { title: l10n.t('Show Build Log'), docker: aboutHere },
    'longshore.build.cancel': { title: l10n.t('Cancel Build'), docker: { none: 'In a terminal, Ctrl+C does it.' } },
    'longshore.build.repeat': { title: l10n.t('Build Again'), docker: calls('build') },
    'longshore.build.repeatForm': { title: l10n.t('Build Again with Form'), docker: calls('build') },
    'longshore.dockerfile.describeBuild': { title: l10n.t('Describe Last Build of Dockerfile'), docker: aboutHere },
    'longshore.build.compare': { title: l10n.t('Compare Builds'), docker: aboutHere },
    'longshore.build.reportForecast': { title: l10n.t('Report Wrong Forecast'), docker: aboutHere },
    'longshore.build.saveProfile': { title: l10n.t('Save Options as Build Profile'), docker: aboutHere },
    'longshore.build.forget': { title: l10n.t('Forget Build'), docker: aboutHere },
  },
);

export const neverBuilt = (dockerfile: string) =>
  l10n.t('There is no build of "{0}" yet. Build it, and its page is here.', dockerfile);
