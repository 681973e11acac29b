// Servers in the network of a throw-away engine, for what a build takes from elsewhere.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../support/checkout.mjs';
import { excerpt, launch } from '../support/processes.mjs';

export interface OutsideServers {
  /** `http://127.0.0.1:40123`: the files in `web`. */
  readonly web: string;
  /** `git://127.0.0.1:9418`: what is in `repositories`. */
  readonly git: string;
  stop(): Promise<void>;
}

/** Free: the engine's network is its own. */
const gitPort = 9418;

/** `enter`: a command line that runs another in the engine's network. `folder`: has `web` and `repositories`; they are made. */
export async function startOutsideServers(enter: readonly string[], folder: string): Promise<OutsideServers> {
  const webFolder = join(folder, 'web');
  const repositoriesFolder = join(folder, 'repositories');
  for (const each of [webFolder, repositoriesFolder]) mkdirSync(each, { recursive: true });
  const [program = process.execPath, ...before] = [...enter, process.execPath];
  const lifeline = join(checkout, 'test/support/lifeline.cjs');
  const script = join(checkout, 'test/bench/outside-server.mjs');
  let heard = '';
  let tell: (host: string) => void = () => undefined;
  const listening = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const server = launch(
    program,
    [...before, '--require', lifeline, script, webFolder, repositoriesFolder, String(gitPort)],
    {
      lifeline: true,
      onOutput: (text) => {
        heard += text;
        const host = /serving (\S+)/.exec(heard)?.[1];
        if (host) tell(host);
      },
    },
  );
  const host = await Promise.race([listening, server.ended.then(() => undefined)]);
  if (host === undefined) throw new Error(`The servers did not come up:\n${excerpt(server.output())}`);
  return {
    web: `http://${host}`,
    git: `git://127.0.0.1:${gitPort}`,
    stop: () => server.stop(),
  };
}
