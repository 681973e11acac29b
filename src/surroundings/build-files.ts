// What Compose and Bake files say of builds: from which folder, with which Dockerfile, and which further contexts they name.
// Read by their lines, since only these few keys are wanted: what is written in any other way is not found, and nobody
// is told anything of it.

export interface BuildEntry {
  /** As written; the file's own folder if nothing is said. */
  readonly context: string;
  /** Relative to the context; `Dockerfile` if nothing is said. */
  readonly dockerfile: string;
}

export interface BuildFile {
  readonly entries: readonly BuildEntry[];
  /** In lower case, as names of stages are compared. */
  readonly namedContexts: readonly string[];
}

/** Whether a file is one of those, by its name. */
export function isBuildFile(name: string): boolean {
  return /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$|^docker-bake(?:\.[\w.-]+)?\.(?:hcl|json)$/i.test(name);
}

export function readBuildFile(name: string, text: string): BuildFile {
  return /\.ya?ml$/i.test(name) ? readCompose(text) : readBake(text);
}

function readCompose(text: string): BuildFile {
  const entries: BuildEntry[] = [];
  const namedContexts: string[] = [];
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(?:#|$)/.test(line));
  const indentOf = (line: string | undefined) => /^\s*/.exec(line ?? '')?.[0].length ?? 0;
  lines.forEach((line, index) => {
    const build = /^\s*build:\s*(?:&\S+\s*)?(.*)$/.exec(line);
    const named = /^\s*additional_contexts:\s*$/.test(line);
    if (!build && !named) return;
    if (build?.[1]) {
      entries.push({ context: plain(build[1]), dockerfile: 'Dockerfile' });
      return;
    }
    const indent = indentOf(line);
    const end = lines.findIndex(
      (other, at) => at > index && (indentOf(other) < indent || (indentOf(other) === indent && !/^\s*-/.test(other))),
    );
    const block = lines.slice(index + 1, end < 0 ? undefined : end);
    const inner = indentOf(block[0]);
    const own = block.filter((other) => indentOf(other) === inner);
    if (named) {
      for (const item of own) {
        const name = /^\s*(?:-\s*)?["']?([\w./-]+)["']?\s*[:=]/.exec(item)?.[1];
        if (name) namedContexts.push(name.toLowerCase());
      }
      return;
    }
    const value = (key: string) =>
      own.map((other) => new RegExp(`^\\s*${key}:\\s*(\\S.*)$`).exec(other)?.[1]).find((found) => found !== undefined);
    entries.push({ context: plain(value('context') ?? '.'), dockerfile: plain(value('dockerfile') ?? 'Dockerfile') });
  });
  return { entries, namedContexts };
}

function readBake(text: string): BuildFile {
  const namedContexts = [...text.matchAll(/["']?\bcontexts["']?\s*[:=]\s*\{([^}]*)\}/g)].flatMap(([, body = '']) =>
    [...body.matchAll(/(?:^|[\s,{])["']?([\w./-]+)["']?\s*[:=]\s*["']/g)].map(([, name = '']) => name.toLowerCase()),
  );
  const entries = text
    .split(/\btarget\s+"[^"]*"\s*\{/)
    .slice(1)
    .map((body): BuildEntry => {
      const value = (key: string) => new RegExp(`(?:^|\\n)\\s*${key}\\s*=\\s*"([^"]*)"`).exec(body)?.[1];
      return { context: value('context') ?? '.', dockerfile: value('dockerfile') ?? 'Dockerfile' };
    });
  return { entries, namedContexts };
}

function plain(value: string): string {
  return value
    .replace(/\s+#.*$/, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2');
}
