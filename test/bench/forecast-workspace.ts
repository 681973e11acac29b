// The workspace of an experiment with the forecast: files that are written, changed and put back as users and tools do it.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

export interface Project {
  readonly dockerfile: string;
  readonly files: Readonly<Record<string, string>>;
  /** Path → what it leads to. */
  readonly links?: Readonly<Record<string, string>>;
}

export type Workspace = ReturnType<typeof createWorkspace>;

/** `fill`: puts the base's name, and what is of this run alone, into a text. */
export function createWorkspace(folder: string, project: Project, fill: (text: string) => string) {
  const at = (path: string) => join(folder, path);
  const write = (path: string, content: string) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), fill(content));
  };
  const edit = (path: string, from: string, to: string) => {
    const before = readFileSync(at(path), 'utf8');
    if (!before.includes(fill(from))) throw new Error(`${path} has no ${from}`);
    writeFileSync(
      at(path),
      before.replace(fill(from), () => fill(to)),
    );
  };
  const api = {
    folder,
    at,
    write,
    edit,
    dockerfile: (from: string, to: string) => edit('Dockerfile', from, to),
    remove: (path: string) => rmSync(at(path), { recursive: true }),
    rename: (from: string, to: string) => {
      mkdirSync(dirname(at(to)), { recursive: true });
      renameSync(at(from), at(to));
    },
    makeFolder: (path: string) => mkdirSync(at(path), { recursive: true }),
    mode: (path: string, mode: number) => chmodSync(at(path), mode),
    touch: (path: string, seconds: number) => utimesSync(at(path), seconds, seconds),
    link: (path: string, target: string) => {
      rmSync(at(path), { force: true });
      symlinkSync(target, at(path));
    },
    hardLink: (path: string, of: string) => {
      rmSync(at(path), { force: true });
      linkSync(at(of), at(path));
    },
    owner: (path: string, id: number) => execFileSync('chown', ['-h', `${id}:${id}`, at(path)]),
    /** With its time of change as it was. */
    writeUnnoticed: (path: string, content: string) => {
      const reference = `${at(path)}.time`;
      execFileSync('touch', ['-r', at(path), reference]);
      writeFileSync(at(path), content);
      execFileSync('touch', ['-r', reference, at(path)]);
      rmSync(reference);
    },
    sizeOf: (path: string) => lstatSync(at(path)).size,
    read: (path: string) => readFileSync(at(path), 'utf8'),
    /** As it was at first. */
    reset: () => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      write('Dockerfile', project.dockerfile);
      for (const [path, content] of Object.entries(project.files)) write(path, content);
      for (const [path, target] of Object.entries(project.links ?? {})) api.link(path, target);
    },
  };
  return api;
}
