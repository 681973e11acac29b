// `longshore forecast`: what the next build will reuse, from the records and the engine. A bundle of its own, since it asks
// an engine, which nothing else of the command line does.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { mustBe } from '../build-context/must-be.ts';
import { connect } from '../engine/connect.ts';
import { resolveEndpoint } from '../engine/endpoint/endpoint.ts';
import { forecastEngineOf } from '../forecast/engine-facts.ts';
import { summaryText, verdictText } from '../forecast/forecast-text.ts';
import { type Forecast, type ForecastEngine, makeForecast, recordBuild } from '../forecast/forecaster.ts';
import { createForecastStore } from '../forecast/store.ts';
import type { RunReason } from '../forecast/verdict.ts';
import { whatIfText } from '../forecast/what-if.ts';
import type { ForecastArguments } from './forecast-arguments.ts';

export interface ForecastHost {
  write(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** 0: all steps are reused, or recorded; 1: a step may run. Rejects with what keeps it from knowing. */
export async function runForecast(options: ForecastArguments, host: ForecastHost): Promise<0 | 1> {
  const { request, json, record, records, host: setting } = options;
  await mustBe('file', request.dockerfile, 'Dockerfile');
  await mustBe('folder', request.contextFolder, l10n.t('build context'));
  const store = createForecastStore(records);
  const dockerConfigFolder = host.environment.DOCKER_CONFIG || join(homedir(), '.docker');
  const engine = await connect(resolveEndpoint({ env: host.environment, dockerConfigFolder, setting }));
  try {
    const asked: ForecastEngine = await forecastEngineOf(engine);
    const text = await readFile(request.dockerfile, 'utf8');
    const forecast = await makeForecast({ text, request, engine: asked, records: await store.read() });
    if (record) {
      const built = await recordBuild(forecast, { told: 'assumed', at: Date.now(), isSynced: true });
      await store.write(built);
      host.write(
        json ? `${JSON.stringify({ recorded: built.steps.length })}\n` : `${recordedText(built.steps.length)}\n`,
      );
      return 0;
    }
    host.write(json ? `${JSON.stringify(forecastJson(forecast), null, 2)}\n` : forecastLines(forecast));
    return forecast.steps.every(({ verdict }) => verdict.kind === 'reused') ? 0 : 1;
  } finally {
    engine.close();
  }
}

function recordedText(count: number): string {
  return count === 1 ? l10n.t('Recorded 1 step.') : l10n.t('Recorded {0} steps.', count);
}

/** Lines count from 1. */
function forecastJson({ hasRecord, steps }: Forecast): object {
  return {
    recorded: hasRecord,
    steps: steps.map(({ step, verdict, duration, whatIf }) => ({
      line: step.line + 1,
      stage: step.stageName,
      instruction: step.keyword,
      text: step.text,
      verdict: verdict.kind,
      ...(verdict.kind === 'runs' ? { reason: reasonJson(verdict.reason) } : {}),
      ...(verdict.kind === 'depends' ? { stageInDoubt: verdict.stage } : {}),
      ...(verdict.kind === 'unknown' ? { question: verdict.question } : {}),
      words: verdictText(verdict),
      ...(duration === undefined ? {} : { lastDuration: duration }),
      ...(whatIf
        ? { whatIf: { moved: whatIf.moved, below: whatIf.below, saved: whatIf.saved, builds: whatIf.builds } }
        : {}),
    })),
  };
}

function reasonJson(reason: RunReason): RunReason {
  return reason.kind === 'above' ? { ...reason, line: reason.line + 1 } : reason;
}

function forecastLines(forecast: Forecast): string {
  const lines = forecast.steps.map(
    ({ step, verdict }) => `${String(step.line + 1).padStart(4)}  ${step.text}\n      ${verdictText(verdict)}\n`,
  );
  const helps = new Set(forecast.steps.flatMap(({ whatIf }) => (whatIf ? [`${whatIfText(whatIf)}\n`] : [])));
  return `${lines.join('')}${[...helps].join('')}${l10n.t('Next build: {0}', summaryText(forecast))}\n`;
}
