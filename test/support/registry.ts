// The reference registry (Debian's docker-registry) on loopback, where an engine in the same network namespace speaks
// plain HTTP to it. It ends with the process that has started it, even by SIGKILL, and its folder with it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { excerpt, findProgram, launch } from './processes.mjs';

export interface Registry {
  /** What stands before the first slash of its references: `127.0.0.1:40123`. */
  readonly host: string;
  /** Ends it and removes all that was pushed to it. */
  stop(): Promise<void>;
}

/** Parts of the registry's configuration, over ours: `auth`, `http.tls` … */
export interface RegistryOptions {
  readonly http?: Readonly<Record<string, unknown>>;
  readonly auth?: Readonly<Record<string, unknown>>;
  /** Whether images may be deleted; they may, unless it is given. */
  readonly deletes?: boolean;
  /** A command line that runs another in the network of an engine (`enter` of a throw-away one); absent: in ours. */
  readonly within?: readonly string[];
}

/** $0: the program, $1: its configuration, $2: its folder. The end of standard input is the end of the process above. */
const held = `
exec 3<&0
"$0" serve "$1" </dev/null 3<&- &
registry=$!
{ cat <&3 >/dev/null; kill -KILL "$registry"; rm -rf "$2"; } &
wait "$registry"
`;

export async function startRegistry(options: RegistryOptions = {}): Promise<Registry> {
  const { http = {}, auth, deletes = true, within = [] } = options;
  const program = findProgram('docker-registry');
  if (!program) throw new Error('docker-registry is not installed: apt-get install docker-registry');
  const folder = mkdtempSync(join(tmpdir(), 'longshore-registry-'));
  const configuration = {
    version: '0.1',
    log: { level: 'info', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: join(folder, 'data') }, delete: { enabled: deletes } },
    // Port 0: a free one, which it names in its log.
    http: { addr: '127.0.0.1:0', ...http },
    ...(auth && { auth }),
  };
  // The file is YAML, and JSON is YAML.
  const file = join(folder, 'config.yml');
  writeFileSync(file, JSON.stringify(configuration));

  let heard = '';
  let listens: (host: string) => void = () => undefined;
  const listening = new Promise<string>((resolve) => {
    listens = resolve;
  });
  const [shell = 'sh', ...rest] = [...within, 'sh'];
  const registry = launch(shell, [...rest, '-c', held, program, file, folder], {
    lifeline: true,
    onOutput: (text) => {
      heard += text;
      const host = /listening on ([\d.]+:\d+)/.exec(heard)?.[1];
      if (host) listens(host);
    },
  });
  const stop = async () => {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const host = await Promise.race([listening, registry.ended.then(() => undefined)]);
  if (host === undefined) {
    await stop();
    throw new Error(`docker-registry did not come up:\n${excerpt(registry.output())}`);
  }
  return { host, stop };
}
