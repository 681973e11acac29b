// Which engine the editor is connected to: resolved at each attempt, noticed when a file changes that decides it
// (`docker context use` in a terminal), and said when it is another one.

import { homedir } from 'node:os';
import { join } from 'node:path';
import { Disposable, type LogOutputChannel, window, workspace } from 'vscode';
import { connect } from '../engine/connect.ts';
import { readDetachKeys } from '../engine/detach-keys.ts';
import { type EndpointSource, resolveEndpoint } from '../engine/endpoint/endpoint.ts';
import { filesOfEndpoint } from '../engine/endpoint/watched-files.ts';
import type { Engine } from '../engine/engine.ts';
import type { Inventory } from '../engine/inventory.ts';
import { isEngineError } from '../errors.ts';
import { isAnotherEngine } from '../explorer/no-engine.ts';
import { programEnvironment } from './program-environment.ts';
import { engineHost, enginePatience } from './settings.ts';
import type { SlowEngine } from './slow-engine.ts';
import { watchFiles } from './watched-files.ts';

/** Resolved anew at each attempt: contexts and settings may have changed since. */
export function connectToChosenEngine({ onSlow }: SlowEngine, warn: (message: string) => void): Promise<Engine> {
  const source = endpointSource();
  const detachKeys = () => readDetachKeys(source.dockerConfigFolder);
  return connect(resolveEndpoint({ ...source, warn }), {
    detachKeys,
    onSlow,
    patience: enginePatience(),
    environment: programEnvironment(),
  });
}

/** Terminals and logs go on where they are: they belong to the engine on which they were opened. */
export function sayThatItIsAnother(from: string, to: string): void {
  void window.showInformationMessage(isAnotherEngine(from, to));
}

/** Connects anew when the endpoint has become another one, or when what a login may depend on has changed. */
export function watchChoiceOfEngine(inventory: Inventory, log: LogOutputChannel): Disposable {
  let watching: Disposable | undefined;
  let known = '';

  const endpointNow = (): string => {
    try {
      const { words, address, tls } = resolveEndpoint(endpointSource());
      return JSON.stringify({ words, address, tls });
    } catch (error) {
      return String(error);
    }
  };
  const onFile = () => {
    const now = endpointNow();
    const isOther = now !== known;
    known = now;
    const { connection } = inventory;
    const isRefused = connection.state === 'unreachable' && isEngineError(connection.error, 'login-refused');
    if (!isOther && !isRefused) return;
    log.info('What decides which Docker engine is used has changed.');
    inventory.reconnect();
  };
  // Nothing is looked at before anybody wants an engine.
  const changes = inventory.onDidChange(({ connection }) => {
    if (!connection || inventory.connection.state === 'connecting' || inventory.connection.state === 'idle') return;
    known = endpointNow();
    // Another setting or environment may name others.
    watching?.dispose();
    watching = watchFiles(filesNow, onFile);
  });
  return Disposable.from(
    new Disposable(() => changes.dispose()),
    new Disposable(() => watching?.dispose()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('longshore.engine')) inventory.reconnect();
    }),
  );
}

/** Of the endpoint, and what a login over SSH may depend on. */
function filesNow(): string[] {
  return [...endpointFiles(), ...['config', 'known_hosts'].map((name) => join(homedir(), '.ssh', name))];
}

function endpointFiles(): string[] {
  try {
    return filesOfEndpoint(endpointSource());
  } catch {
    // A configuration that cannot be read: that it changed is what is waited for.
    return [join(endpointSource().dockerConfigFolder, 'config.json')];
  }
}

function endpointSource(): EndpointSource {
  const dockerConfigFolder = process.env.DOCKER_CONFIG || join(homedir(), '.docker');
  return { env: process.env, dockerConfigFolder, setting: engineHost() };
}
