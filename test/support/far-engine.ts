// An engine that is reached over a network which can lose its way: a network namespace of its own, joined to ours by a
// virtual cable, in which a relay leads to the engine's socket. Ends with the process that made it, even by SIGKILL.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { findProgram } from './processes.mjs';

export interface FarEngine {
  /** `tcp://198.19.0.2:2375` */
  readonly address: string;
  /** From now on every packet is dropped on the way, and nobody is told. */
  dropRoute(): void;
  restoreRoute(): void;
  stop(): Promise<void>;
}

/** Whose addresses are those: RFC 2544, set aside for trying out networks. */
const [here, there] = ['198.19.0.1', '198.19.0.2'];
const port = 2375;

const relay = `
const { connect, createServer } = require('node:net');
createServer((client) => {
  const engine = connect(process.argv[1]);
  client.pipe(engine).pipe(client);
  client.on('error', () => engine.destroy()).on('close', () => engine.destroy());
  engine.on('error', () => client.destroy()).on('close', () => client.destroy());
}).listen(${port}, '0.0.0.0', () => process.stdout.write('listening'));
process.stdin.on('end', () => process.exit()).resume();
`;

/** Undefined: it can be had here. */
export function whyNoFarEngine(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can make network namespaces';
  const missing = ['unshare', 'nsenter', 'ip', 'iptables'].filter((name) => !findProgram(name));
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : undefined;
}

export async function startFarEngine(enginePath: string): Promise<FarEngine> {
  const child = spawn('unshare', ['--net', process.execPath, '-e', relay, enginePath], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const pid = String(child.pid);
  const cable = `far${pid}`;
  const run = (...line: [string, ...string[]]) => execFileSync(line[0], line.slice(1), { stdio: 'inherit' });
  const inside = (...line: string[]) => run('nsenter', `--net=/proc/${pid}/ns/net`, ...line);
  run('ip', 'link', 'add', cable, 'type', 'veth', 'peer', 'name', 'uplink', 'netns', pid);
  run('ip', 'address', 'add', `${here}/30`, 'dev', cable);
  run('ip', 'link', 'set', cable, 'up');
  inside('ip', 'address', 'add', `${there}/30`, 'dev', 'uplink');
  inside('ip', 'link', 'set', 'uplink', 'up');
  const route = (change: '-A' | '-D') => {
    inside('iptables', '-w', change, 'INPUT', '-i', 'uplink', '-j', 'DROP');
    inside('iptables', '-w', change, 'OUTPUT', '-o', 'uplink', '-j', 'DROP');
  };
  return {
    address: `tcp://${there}:${port}`,
    dropRoute: () => route('-A'),
    restoreRoute: () => route('-D'),
    stop: async () => {
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
}
