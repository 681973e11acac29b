// Forecasts of the Dockerfiles that are visible, as the editor's marks, hovers and lenses ask for them; and what makes them
// be made anew: keys, files, the engine's images, a window that is looked at again.
import { Disposable, type LogOutputChannel, type TextDocument, window, workspace } from 'vscode';
import type { BuildHistory } from '../builds/history.ts';
import { realClock } from '../clock.ts';
import type { Inventory } from '../engine/inventory.ts';
import type { AskedEngine } from '../forecast/asked-engine.ts';
import type { ForecastRequest } from '../forecast/build-options.ts';
import type { ForecastDesk } from '../forecast/desk.ts';
import { nextBuildText } from '../forecast/forecast-text.ts';
import { createLiveForecasts, type LookedAt } from '../forecast/live-forecasts.ts';
import { type PlacedStep, placedSteps } from '../forecast/placed-steps.ts';
import { createContextWatchers } from './context-watchers.ts';
import { isDockerfileDocument, type ParsedDockerfiles } from './dockerfiles.ts';
import { forecastHover } from './forecast-hover.ts';
import type { HoverSource } from './hovers.ts';
import { isForecasting } from './settings.ts';

export interface ForecastView extends Disposable {
  /** Of the last forecast, where they stand now; none while it is being built. */
  steps(document: TextDocument): readonly PlacedStep[];
  /** `Next build: 3 of 9 steps, about 40 s`; undefined: there is no forecast. */
  summary(document: TextDocument): string | undefined;
  readonly hover: HoverSource;
  /** A build is over, and recorded. */
  recorded(): void;
  onDidChange(listener: (dockerfile: string) => void): { dispose(): void };
}

export interface ForecastParts {
  readonly desk: ForecastDesk;
  readonly engines: AskedEngine;
  readonly parsed: ParsedDockerfiles;
  readonly builds: BuildHistory;
  readonly inventory: Inventory;
  /** How the Dockerfile is built; undefined: nobody knows. */
  readonly requestOf: (dockerfile: string) => ForecastRequest | undefined;
  readonly log: LogOutputChannel;
}

export function createForecastView(parts: ForecastParts): ForecastView {
  const { parsed, builds, inventory, requestOf, log } = parts;
  const isBuilding = (dockerfile: string) => builds.followed(dockerfile)?.record.outcome === 'running';
  const visible = () => [...new Set(window.visibleTextEditors.map(({ document }) => document))].filter(isForeseen);
  const watchers = createContextWatchers((change) => {
    parts.desk.changed(change).catch((error) => log.debug(String(error)));
    if (!change.isOver) live.lookSoon('disk');
  });
  const lookedAt = (): LookedAt[] =>
    visible()
      .filter(({ uri }) => !isBuilding(uri.fsPath))
      .map((document) => {
        const request = requestOf(document.uri.fsPath);
        return {
          dockerfile: document.uri.fsPath,
          text: document.getText(),
          isUnsaved: document.isDirty,
          request,
          watcher: request && watchers.of(request.contextFolder),
        };
      });
  const live = createLiveForecasts({
    desk: parts.desk,
    engines: parts.engines,
    engine: (signal) => inventory.engine(signal),
    lookedAt,
    clock: realClock,
    log: (line) => log.debug(line),
  });

  const lookAnew = () => {
    watchers.watch(new Set(visible().flatMap(({ uri }) => requestOf(uri.fsPath)?.contextFolder ?? [])));
    live.lookSoon('engine');
  };
  const subscriptions = [
    inventory.onDidChange(({ images, connection }) => {
      if (images || connection) live.lookSoon('engine');
    }),
    builds.onDidChange(({ kind, dockerfile }) => {
      if (kind === 'list' && isBuilding(dockerfile)) live.lookSoon('text');
    }),
  ];
  const lifetime = Disposable.from(
    window.onDidChangeVisibleTextEditors(lookAnew),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && visible().includes(document)) live.lookSoon('text');
    }),
    workspace.onDidSaveTextDocument(({ uri }) => {
      watchers.wrote(uri);
      live.lookSoon('disk');
    }),
    workspace.onDidGrantWorkspaceTrust(lookAnew),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('longshore.build')) lookAnew();
    }),
    window.onDidChangeWindowState(({ focused }) => {
      if (focused) lookAnew();
    }),
    new Disposable(() => {
      live.dispose();
      watchers.dispose();
      for (const subscription of subscriptions) subscription.dispose();
    }),
  );
  lookAnew();

  const forecastOf = (document: TextDocument) => {
    const { fsPath } = document.uri;
    return isForeseen(document) && !isBuilding(fsPath) ? live.of(fsPath) : undefined;
  };
  const steps = (document: TextDocument) => {
    const forecast = forecastOf(document);
    return forecast ? placedSteps(forecast, parsed.of(document)) : [];
  };
  return {
    steps,
    summary(document) {
      const forecast = forecastOf(document);
      return forecast && nextBuildText(forecast.foreseen);
    },
    hover(document, { line }) {
      const hit = steps(document).find(({ first, last }) => line >= first && line <= last);
      return hit && forecastHover(hit);
    },
    recorded: lookAnew,
    onDidChange: live.onDidChange,
    dispose: () => void lifetime.dispose(),
  };
}

/** A build reads the disk: what is not there has nothing to be foreseen. */
function isForeseen(document: TextDocument): boolean {
  return (
    document.uri.scheme === 'file' &&
    isDockerfileDocument(document) &&
    workspace.isTrusted &&
    isForecasting(document.uri)
  );
}
