// The pages of builds: what their buttons and links do, and how they are opened.
import * as l10n from '@vscode/l10n';
import type { BuildRecord } from '../../builds/record.ts';
import type { BuildAction, FromBuildPage, ToBuildPage } from '../../panels/build-messages.ts';
import { runBuildPage } from '../../panels/build-session.ts';
import type { FromComparisonPage, ToComparisonPage } from '../../panels/comparison-messages.ts';
import { runComparisonPage } from '../../panels/comparison-session.ts';
import type { Panel } from '../../panels/panel.ts';
import type { CommandServices } from '../host/command.ts';
import { buildName } from './log.ts';

/** Of each button: the command that it runs on the build. */
const commandOf: Readonly<Record<BuildAction, `longshore.build.${string}`>> = {
  repeat: 'longshore.build.repeat',
  cancel: 'longshore.build.cancel',
  showLog: 'longshore.build.showLog',
  compare: 'longshore.build.compare',
  forget: 'longshore.build.forget',
};

export function openBuildPage({ host }: Pick<CommandServices, 'host'>, build: BuildRecord): void {
  const name = buildName(build);
  host.openPage({
    kind: 'build',
    key: build.id,
    title: l10n.t('Build of {0}', name),
    target: { build: build.id, name },
  });
}

export function openComparisonPage(
  { host }: Pick<CommandServices, 'host'>,
  older: BuildRecord,
  newer: BuildRecord,
): void {
  host.openPage({
    kind: 'comparison',
    key: `${older.id} ${newer.id}`,
    title: twoBuilds(buildName(newer)),
    target: { older: older.id, newer: newer.id },
  });
}

export function fillBuildPage(
  services: CommandServices,
  panel: Panel<ToBuildPage, FromBuildPage>,
  kept: unknown,
): boolean {
  const { host, builds } = services;
  const { build: id, name } = (kept ?? {}) as { readonly build?: unknown; readonly name?: unknown };
  if (typeof id !== 'string' || typeof name !== 'string') return false;
  const ref = (build: string) => ({ engine: undefined, kind: 'build', id: build }) as const;
  runBuildPage(
    panel,
    { id, name },
    {
      builds,
      nameOf: buildName,
      run: (action) => {
        if (Object.hasOwn(commandOf, action)) host.runCommand(commandOf[action], [ref(id)]);
      },
      compare: (earlier, later) => host.runCommand(commandOf.compare, [ref(later), ref(earlier)]),
      openBuild: (other) => host.runCommand('longshore.build.describe', [ref(other)]),
      openImage: ({ engine, imageId }) => {
        if (imageId !== undefined)
          host.runCommand('longshore.image.describe', [{ engine, kind: 'image', id: imageId }]);
      },
      openLine: (dockerfile, line) => void host.buildContext.open(dockerfile, line),
      copy: (text) => void host.copy(text),
    },
  );
  return true;
}

export function fillComparisonPage(
  services: CommandServices,
  panel: Panel<ToComparisonPage, FromComparisonPage>,
  kept: unknown,
): boolean {
  const { host, builds } = services;
  const { older, newer } = (kept ?? {}) as { readonly older?: unknown; readonly newer?: unknown };
  if (typeof older !== 'string' || typeof newer !== 'string') return false;
  runComparisonPage(
    panel,
    { older, newer },
    {
      builds,
      nameOf: buildName,
      open: (id) => host.runCommand('longshore.build.describe', [{ engine: undefined, kind: 'build', id }]),
      openLine: (dockerfile, line) => void host.buildContext.open(dockerfile, line),
      copy: (text) => void host.copy(text),
    },
  );
  return true;
}

export const twoBuilds = (image: string): string => l10n.t('Two builds of {0}', image);
