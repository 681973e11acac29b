// Code lenses of Dockerfiles: what can be made of it, and what became of the last build.
import * as l10n from '@vscode/l10n';
import { CodeLens, type Disposable, type Range as EditorRange, EventEmitter, type TextDocument } from 'vscode';
import type { BuildHistory } from '../builds/history.ts';
import { type BuildRecord, summaryOf } from '../builds/record.ts';
import type { CommandArgument, CommandId } from '../commands/index.ts';
import { toThisStage } from '../commands/text/lens-titles.ts';
import { type Lens, lenses } from '../dockerfile/language/lenses.ts';
import type { ObjectRef } from '../explorer/object-ref.ts';
import type { ParsedDockerfiles } from './dockerfiles.ts';
import type { ForecastView } from './forecast-view.ts';
import type { LensSource } from './lens-provider.ts';
import { editorRange } from './ranges.ts';

const lensTexts: Record<
  Lens['action']['verb'],
  { readonly command: CommandId; readonly title: string; readonly tooltip: string }
> = {
  build: {
    command: 'longshore.dockerfile.build',
    title: l10n.t('Build'),
    tooltip: l10n.t('Build an image from this Dockerfile'),
  },
  buildAndRun: {
    command: 'longshore.dockerfile.buildAndRun',
    title: l10n.t('Build and Run'),
    tooltip: l10n.t('Build the image, and replace the container of the last run'),
  },
  run: {
    command: 'longshore.dockerfile.run',
    title: l10n.t('Run'),
    tooltip: l10n.t('Run a container from its image'),
  },
  push: {
    command: 'longshore.dockerfile.push',
    title: l10n.t('Push'),
    tooltip: l10n.t('Push its image to a registry'),
  },
};

/** Milliseconds between two looks at a running build. */
const lensPause = 1000;

export function buildLenses(
  parsed: ParsedDockerfiles,
  builds: BuildHistory,
  forecasts: Pick<ForecastView, 'summary' | 'onDidChange'>,
): LensSource & Disposable {
  const changed = new EventEmitter<void>();
  void builds.load();
  const subscription = builds.onDidChange(({ kind }) => {
    if (kind === 'list') changed.fire();
  });
  const foreseen = forecasts.onDidChange(() => changed.fire());
  const isRunning = () => builds.records.some(({ outcome }) => outcome === 'running');
  const clock = setInterval(() => {
    if (isRunning()) changed.fire();
  }, lensPause);
  // "3 minutes ago" grows old.
  const ages = setInterval(() => changed.fire(), 60_000);
  return {
    onDidChange: changed.event,
    lenses(document) {
      // A build reads the disk: what is not there has nothing to build.
      if (document.uri.scheme !== 'file') return [];
      const found = lenses(parsed.of(document)).map((lens) => editorLens(lens, document));
      const [first] = found;
      const last = builds.records.find(({ dockerfile }) => dockerfile === document.uri.fsPath);
      if (!first) return [];
      const next = forecasts.summary(document);
      return [
        ...found,
        ...(last ? resultLenses(first.range, last) : []),
        ...(next === undefined ? [] : [forecastLens(first.range, next)]),
      ];
    },
    dispose() {
      changed.dispose();
      subscription.dispose();
      foreseen.dispose();
      clearInterval(clock);
      clearInterval(ages);
    },
  };
}

/** What became of the last build, with the way to its page; while it runs how far it is, with the way to end it. */
function resultLenses(range: EditorRange, build: BuildRecord): CodeLens[] {
  const ref: ObjectRef = { engine: build.engine, kind: 'build', id: build.id };
  const lens = (command: CommandId, title: string, tooltip: string) =>
    new CodeLens(range, { command, title, tooltip, arguments: [[ref]] });
  const summary = summaryOf(build, Date.now());
  return build.outcome === 'running'
    ? [
        lens('longshore.build.showLog', `$(sync~spin)\u00a0${summary}`, l10n.t('Show its output so far')),
        lens('longshore.build.cancel', l10n.t('Cancel'), l10n.t('Cancel this build')),
      ]
    : [
        lens(
          'longshore.build.describe',
          `$(${build.outcome === 'built' ? 'pass' : 'error'})\u00a0${summary}`,
          l10n.t('Describe this build'),
        ),
      ];
}

/** Only says it: a build is one lens further to the left. */
function forecastLens(range: EditorRange, summary: string): CodeLens {
  return new CodeLens(range, { command: '', title: summary });
}

function editorLens({ range, action }: Lens, document: TextDocument): CodeLens {
  const { command, title, tooltip } = lensTexts[action.verb];
  const argument: CommandArgument<'longshore.dockerfile.build'> = {
    dockerfile: document.uri.fsPath,
    ...(action.stage === undefined ? {} : { stage: action.stage }),
  };
  return new CodeLens(editorRange(range), {
    command,
    title: action.stage === undefined ? title : toThisStage(title),
    tooltip: action.stage === undefined ? tooltip : l10n.t('Build only what the stage "{0}" needs', action.stage),
    arguments: [argument],
  });
}
