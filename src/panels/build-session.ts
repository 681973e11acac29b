// Fills the page of one build: its facts as they change, and what the steps write that it shows. Knows no editor.
import * as l10n from '@vscode/l10n';
import type { BuildHistory } from '../builds/history.ts';
import type { LogSections } from '../builds/log-marks.ts';
import type { BuildRecord } from '../builds/record.ts';
import type { Clock } from '../clock.ts';
import { type BuildFacts, buildBefore, buildFacts, errandKey, stepKey } from './build-facts.ts';
import { type BuildAction, type FromBuildPage, mostStepLines, type ToBuildPage } from './build-messages.ts';
import { keepBuildsLive } from './live-builds.ts';
import type { Panel } from './panel.ts';

/** What is said of a build that is not known any more. */
export const buildPageSentences = {
  forgotten: (name: string) => l10n.t('The build of "{0}" was forgotten. This is what was last known about it.', name),
};

/** What the page cannot do by itself. */
export interface BuildPageParts {
  readonly builds: BuildHistory;
  /** How the build is called. */
  nameOf(build: BuildRecord): string;
  run(action: BuildAction): void;
  /** The two builds, the earlier one first. */
  compare(earlier: string, later: string): void;
  openBuild(id: string): void;
  openImage(build: BuildRecord): void;
  openLine(dockerfile: string, line: number | undefined): void;
  copy(text: string): void;
  readonly clock?: Clock;
}

/** Goes on until the panel is closed. */
export function runBuildPage(
  panel: Panel<ToBuildPage, FromBuildPage>,
  { id, name }: { readonly id: string; readonly name: string },
  parts: BuildPageParts,
): void {
  const { builds } = parts;
  const record = () => builds.records.find((each) => each.id === id);
  /** Of a build that is over: read once. */
  let sections: Promise<LogSections> | undefined;
  let shown: readonly string[] = [];
  /** What was told of each, so that nothing is told twice. */
  const told = new Map<string, string>();

  const tellLog = (key: string, all: readonly string[], note = '') => {
    const omitted = Math.max(0, all.length - mostStepLines);
    const last = `${all.length} ${all.at(-1) ?? ''} ${note}`;
    if (told.get(key) === last) return;
    told.set(key, last);
    panel.post({ type: 'log', key, lines: all.slice(omitted), omitted, note });
  };
  const tellLogs = async () => {
    const build = record();
    if (!build || shown.length === 0) return;
    if (build.outcome === 'running') {
      const followed = builds.followed(build.dockerfile);
      const lines = followed?.record.id === id ? followed.lines : undefined;
      for (const state of lines?.states() ?? [])
        if (shown.includes(stepKey(state))) tellLog(stepKey(state), lines?.output(state) ?? []);
      return;
    }
    sections ??= builds.logSections(id);
    const { steps } = await sections;
    for (const key of shown) {
      const all = logsOf(build, key)?.flatMap((number) => steps.get(number) ?? []);
      if (all && all.length > 0) tellLog(key, all);
      else tellLog(key, lastLinesOf(build, key), all ? '' : l10n.t('The log of this build is not divided into steps.'));
    }
  };
  const sayLogs = () => {
    tellLogs().catch((error: unknown) => {
      sections = undefined;
      const note = error instanceof Error ? error.message : String(error);
      for (const key of shown) tellLog(key, [], note);
    });
  };

  keepBuildsLive<BuildFacts>(
    panel,
    builds,
    {
      read: () => {
        const build = record();
        return build && buildFacts(build, parts.nameOf(build), builds.records);
      },
      gone: buildPageSentences.forgotten(name),
      onFacts: sayLogs,
    },
    parts.clock,
  );

  panel.onMessage((message) => {
    const build = record();
    switch (message.type) {
      case 'ready':
        // It knows nothing any more.
        shown = [];
        told.clear();
        break;
      case 'run':
        parts.run(message.action);
        break;
      case 'copy':
        parts.copy(message.text);
        break;
      case 'showLogs':
        for (const key of shown) if (!message.keys.includes(key)) told.delete(key);
        shown = message.keys.filter((key) => build && isKeyOf(build, key));
        sayLogs();
        break;
      case 'openLine':
        if (build) parts.openLine(build.dockerfile, message.line);
        break;
      case 'openImage':
        if (build?.imageId !== undefined) parts.openImage(build);
        break;
      case 'openBuild':
        if (builds.records.some((each) => each.id === message.build)) parts.openBuild(message.build);
        break;
      case 'compareWithEarlier': {
        const earlier = build && buildBefore(build, builds.records);
        if (earlier) parts.compare(earlier.id, id);
      }
    }
  });
}

/** The numbers of its lines in the log; undefined: a record of before. */
function logsOf({ steps, errands = [] }: BuildRecord, key: string): readonly number[] | undefined {
  const errand = errands.find(({ log }) => errandKey(log) === key);
  return errand ? [errand.log] : steps.find((step) => stepKey(step) === key)?.logs;
}

function lastLinesOf({ steps }: BuildRecord, key: string): readonly string[] {
  return steps.find((step) => stepKey(step) === key)?.lastLines ?? [];
}

function isKeyOf({ steps, errands = [] }: BuildRecord, key: string): boolean {
  return steps.some((step) => stepKey(step) === key) || errands.some(({ log }) => errandKey(log) === key);
}
