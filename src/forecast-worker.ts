// Forecasts in a thread of its own: reading and hashing files, however many, keeps nobody waiting.
import { parentPort, workerData } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import { type DeskSetup, serveForecasts } from './forecast/desk.ts';
import type { CallMessage } from './forecast/thread-calls.ts';

const { folder, texts } = workerData as DeskSetup;
if (texts) l10n.config({ contents: texts });
const desk = serveForecasts(folder, (message) => parentPort?.postMessage(message));
parentPort?.on('message', (message: CallMessage) => desk.receive(message));
