// A credential helper for tests: docker-credential-<name> that keeps its secrets in a file, as a keychain would.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface HelperProgram {
  /** With the program on its PATH. */
  readonly env: NodeJS.ProcessEnv;
  /** What it keeps: from keys to users and secrets. */
  stored(): Record<string, { Username: string; Secret: string }>;
  remove(): void;
}

const keeping = (file: string) => `
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const file = ${JSON.stringify(file)};
const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
const input = process.argv[2] === 'list' ? '' : readFileSync(0, 'utf8').trim();
const fail = () => { console.log('credentials not found in native keychain'); process.exit(1); };
const actions = {
  get: () => kept[input] ? console.log(JSON.stringify({ ServerURL: input, ...kept[input] })) : fail(),
  store: () => {
    const { ServerURL, Username, Secret } = JSON.parse(input);
    writeFileSync(file, JSON.stringify({ ...kept, [ServerURL]: { Username, Secret } }));
  },
  erase: () => {
    if (!kept[input]) fail();
    delete kept[input];
    writeFileSync(file, JSON.stringify(kept));
  },
  list: () => console.log(JSON.stringify(Object.fromEntries(Object.entries(kept).map(([k, v]) => [k, v.Username])))),
};
actions[process.argv[2]]();
`;

/** `script`: the text of a Node program, in place of the one that keeps secrets. */
export function helperProgram(name: string, script?: string): HelperProgram {
  const folder = mkdtempSync(join(tmpdir(), 'longshore-helper-'));
  const file = join(folder, 'kept.json');
  const program = join(folder, `docker-credential-${name}`);
  writeFileSync(program, `#!${process.execPath}\n${script ?? keeping(file)}`);
  chmodSync(program, 0o755);
  return {
    env: { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) },
    stored: () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
