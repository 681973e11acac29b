// What a user can do with a build context: see what makes it large, leave things out, and be asked before a large one is
// sent.

import { basename, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { BuildContextError } from '../../build-context/error.ts';
import { ignoreLineFor } from '../../build-context/ignore-line.ts';
import { largestLeftOut, largestSent } from '../../build-context/largest.ts';
import { type ContextMeasure, type ContextNode, measureContext } from '../../build-context/measure.ts';
import { buildRequestOf } from '../../builds/profile.ts';
import { amountWords } from '../../explorer/build-context.ts';
import { formatBytes } from '../../quantities.ts';
import { UserError } from '../../user-error.ts';
import type { CommandServices, ObjectIds } from '../host/command.ts';
import { Cancelled, type Dialogs } from '../host/dialogs.ts';
import { aboutBuildContext } from '../host/docker-equivalent.ts';
import type { DockerfileTarget } from '../host/dockerfile-edits.ts';
import type { Host } from '../host/host.ts';
import type { Remembering } from '../host/memory.ts';
import { plainCommands } from '../host/on-engine.ts';
import type { Settings } from '../host/settings.ts';
import { plainLine } from '../terminals/terminal-text.ts';
import { chooseDockerfile } from './choose-dockerfile.ts';
import { profileFor } from './profiles.ts';

/** What is said of a row that is not true any more. */
export const contextRowSentences = {
  included: () => l10n.t('It is no longer excluded. Refresh the view.'),
};

export const buildContextCommands = plainCommands(
  {
    'longshore.dockerfile.showContext': async (services: CommandServices, target?: DockerfileTarget): Promise<void> => {
      const { dockerfile } = await chooseDockerfile(services, target, l10n.t('Show a Build Context'));
      await services.host.buildContext.show(await measureFor(services.host, dockerfile));
    },

    'longshore.context.refresh': async (services: CommandServices): Promise<void> => {
      const { folder, dockerfile } = await shownOrChosen(services);
      await services.host.buildContext.show(await measure(services.host, folder, dockerfile));
    },

    'longshore.context.ignore': async (services: CommandServices, paths?: ObjectIds): Promise<void> => {
      const { host } = services;
      const shown = await shownOrChosen(services);
      const chosen = paths ?? [await chooseSent(host, shown)];
      const file = shown.ignoreFile ?? join(shown.folder, '.dockerignore');
      for (const path of chosen) await host.buildContext.addLine(file, ignoreLineFor(path));
      await host.buildContext.show(await measure(host, shown.folder, shown.dockerfile));
    },

    'longshore.context.open': async (services: CommandServices, paths?: ObjectIds): Promise<void> => {
      const { host } = services;
      const shown = await shownOrChosen(services);
      const chosen = paths ?? [await chooseSent(host, shown, ({ kind }) => kind !== 'folder')];
      for (const path of chosen) await host.buildContext.open(join(shown.folder, path));
    },

    'longshore.context.showRule': async (services: CommandServices, paths?: ObjectIds): Promise<void> => {
      const { host } = services;
      const { root, ignoreFile } = await shownOrChosen(services);
      const leftOut = largestLeftOut(root, Number.POSITIVE_INFINITY).children.map(({ node }) => node);
      const node = paths
        ? leftOut.find(({ path }) => paths.includes(path))
        : await chooseNode(
            host,
            l10n.t('Why Is It Excluded?'),
            leftOut,
            l10n.t('Nothing is excluded from this build context.'),
          );
      if (ignoreFile === undefined || node === undefined) {
        throw new UserError('not-found', contextRowSentences.included());
      }
      await host.buildContext.open(ignoreFile, node.ignoredBy?.line);
    },

    'longshore.context.close': ({ host }: CommandServices): Promise<void> => host.buildContext.hide(),
  },
  {
    'longshore.dockerfile.showContext': {
      title: l10n.t('Show Build Context of Dockerfile'),
      docker: aboutBuildContext,
    },
    'longshore.context.refresh': { title: l10n.t('Measure Build Context Again'), docker: aboutBuildContext },
    'longshore.context.ignore': { title: l10n.t('Exclude from Build Context'), docker: aboutBuildContext },
    'longshore.context.open': { title: l10n.t('Open File of Build Context'), docker: aboutBuildContext },
    'longshore.context.showRule': {
      title: l10n.t('Why Is It Excluded from Build Context?'),
      docker: aboutBuildContext,
    },
    'longshore.context.close': { title: l10n.t('Close Build Context'), docker: aboutBuildContext },
  },
);

const agreedKey = (folder: string) => `build context ${folder}`;
/** A context that was agreed to is asked about again once it is so much larger. */
const growth = 1.25;
/** So many of the largest are named. */
const named = 5;

/** Asks before a large build context is sent. Throws `Cancelled` if it is not to be. */
export async function agreeToContext(host: Host, contextFolder: string, dockerfile: string): Promise<void> {
  const large = await largeContext(host, contextFolder, dockerfile);
  if (large === undefined) return;
  const { bytes } = large.root.sent;
  const answer = await host.confirm({
    question: l10n.t('Send a build context of {0} to the engine?', amountWords(large.root.sent)),
    detail: [
      `${l10n.t('The largest items in {0}:', contextFolder)}\n${largestWords(large)}`,
      l10n.t(
        'Use a .dockerignore file to exclude what the build does not need. You are asked again when the context has grown by a quarter. The setting longshore.build.warnAboutContext sets the size limit.',
      ),
    ].join('\n\n'),
    action: l10n.t('Build Anyway'),
    also: l10n.t('Show Context'),
  });
  if (answer === 'action') return host.memory.set(agreedKey(contextFolder), bytes);
  await host.buildContext.show(await measure(host, contextFolder, dockerfile));
  throw new Cancelled();
}

/** The same for where nobody can be asked: a sentence to show; undefined: it is not large. */
export async function contextWarning(
  host: Dialogs & Settings & Remembering,
  contextFolder: string,
  dockerfile: string,
): Promise<string | undefined> {
  const large = await largeContext(host, contextFolder, dockerfile);
  return (
    large &&
    [
      isLarge(amountWords(large.root.sent)),
      largestWords(large),
      l10n.t('Use "Show Build Context of Dockerfile" to exclude what the build does not need.'),
    ].join('\n')
  );
}

async function largeContext(
  host: Dialogs & Settings & Remembering,
  contextFolder: string,
  dockerfile: string,
): Promise<ContextMeasure | undefined> {
  const limit = host.buildSettings.largestContext(dockerfile);
  if (limit === Number.POSITIVE_INFINITY) return undefined;
  const agreed = host.memory.get<number>(agreedKey(contextFolder)) ?? 0;
  try {
    const found = await host.progress(l10n.t('Checking the build context'), (_report, signal) =>
      measureContext({ contextFolder, dockerfile, withLeftOut: false }, signal),
    );
    return found.root.sent.bytes > Math.max(limit, agreed * growth) ? found : undefined;
  } catch (error) {
    // What is wrong with the context the build says itself, in its terminal.
    if (error instanceof BuildContextError) return undefined;
    throw error;
  }
}

function largestWords({ root }: ContextMeasure): string {
  return largestSent(root, Number.POSITIVE_INFINITY)
    .children.slice(0, named)
    .map(({ node }) => `${plainLine(node.path)}${node.kind === 'folder' ? '/' : ''}: ${formatBytes(node.sent.bytes)}`)
    .join('\n');
}

async function shownOrChosen(services: CommandServices): Promise<ContextMeasure> {
  const shown = services.host.buildContext.shown();
  if (shown) return shown;
  const { dockerfile } = await chooseDockerfile(services, undefined, l10n.t('Build Context'));
  return measureFor(services.host, dockerfile);
}

function measureFor(host: Dialogs & Settings & Remembering, dockerfile: string): Promise<ContextMeasure> {
  const { contextFolder } = buildRequestOf(profileFor(host, dockerfile), dockerfile, []);
  return measure(host, contextFolder, dockerfile);
}

function measure(host: Dialogs, contextFolder: string, dockerfile: string): Promise<ContextMeasure> {
  return host.progress(l10n.t('Measuring the build context'), (_report, signal) =>
    measureContext({ contextFolder, dockerfile, withLeftOut: true }, signal),
  );
}

/** Enough to find what makes a context large. */
const mostChoices = 100;

function chooseSent(
  host: Dialogs,
  { root }: ContextMeasure,
  fits: (node: ContextNode) => boolean = () => true,
): Promise<string> {
  const nodes: ContextNode[] = [];
  const visit = (children: ReturnType<typeof largestSent>['children']): void => {
    for (const child of children) {
      if (fits(child.node)) nodes.push(child.node);
      visit(child.children);
    }
  };
  visit(largestSent(root, mostChoices).children);
  nodes.sort((a, b) => b.sent.bytes - a.sent.bytes);
  return chooseNode(host, l10n.t('Build Context'), nodes, l10n.t('The build context is empty.')).then(
    ({ path }) => path,
  );
}

async function chooseNode(
  host: Dialogs,
  title: string,
  nodes: readonly ContextNode[],
  none: string,
): Promise<ContextNode> {
  if (nodes.length === 0) throw new UserError('not-found', none);
  return host.pick(
    title,
    l10n.t('Largest first'),
    nodes.map((node) => ({
      label: node.path,
      description: formatBytes(node.sent.bytes + node.leftOut.bytes),
      detail:
        node.ignoredBy &&
        l10n.t('{0}: line {1}, {2}', basename(node.path), node.ignoredBy.line + 1, node.ignoredBy.text),
      icon: node.kind === 'folder' ? 'folder' : 'file',
      value: node,
    })),
  );
}

export const isLarge = (amount: string) => l10n.t('The build context is large: {0}. The largest items:', amount);
